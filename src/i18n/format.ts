import type { Nanos } from '../lab/names.ts';

/** '1', '0.25', '3.07': seconds of a span of lab time, at most two decimals and no trailing zeros. */
export function seconds(span: Nanos | number): string {
  const hundredths = Math.round(span / 1e7);
  const whole = Math.trunc(hundredths / 100);
  const rest = hundredths % 100;
  if (rest === 0) return `${whole}`;
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${`${rest}`.padStart(2, '0')}`;
}

/** The first line of a program's output that says something, cut to `max` characters: neither empty nor a mere rule ('--- ... ---'). */
export function firstLine(text: string, max: number): string {
  const lines = text.split('\n').map((line) =>
    [...line]
      .filter((ch) => ch >= ' ' && ch !== '\u007f')
      .join('')
      .trimEnd(),
  );
  const line =
    lines.find((one) => one.trim() !== '' && !one.startsWith('---')) ?? lines.find((one) => one.trim() !== '') ?? '';
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}
