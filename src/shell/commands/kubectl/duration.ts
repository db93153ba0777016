import { Refusal } from './refusal.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Go's durations: '30s', '1m30s', '0'. Nanoseconds. Throws a Refusal. */
export function nanosOf(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text) * 1e9;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text)
    throw new Refusal(`error: invalid argument "${text}" for "--timeout" flag: time: invalid duration "${text}"`);
  return parts.reduce((sum, [, number = '0', unit = 's']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}
