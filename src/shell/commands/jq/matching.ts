import type { JqNode } from '@michaelhomer/jqjs';
import { Backtracking } from '../../../base/backtracking.ts';

/** A function of the filter language: its input, what is in scope, and its arguments, each a filter. */
export type JqFunction = (input: unknown, conf: unknown, args: readonly JqNode[]) => Iterable<unknown>;

/** Oniguruma's flags as JavaScript has them (jq manual, regular expressions). */
const FLAGS: Readonly<Record<string, string>> = { g: 'g', i: 'i', s: 's', p: 's', l: '', n: '' };

function regexOf(pattern: unknown, flags: unknown, length: number): RegExp {
  if (typeof pattern !== 'string')
    throw new Error(`${JSON.stringify(pattern)} cannot be matched, as it is not a string`);
  const letters = new Set('gu');
  for (const flag of typeof flags === 'string' ? flags : '') {
    if (!Object.hasOwn(FLAGS, flag)) throw new Error(`${JSON.stringify(flags)} is not a valid modifier string`);
    for (const letter of FLAGS[flag] ?? '') letters.add(letter);
  }
  if (new Backtracking(pattern).tooLong(length))
    throw new Error(`${pattern} (at offset 0) is not a valid regex: match-stack limit over`);
  try {
    return new RegExp(pattern, [...letters].join(''));
  } catch {
    // unverified: Oniguruma names what is wrong.
    throw new Error(`${pattern} (at offset 0) is not a valid regex: invalid pattern`);
  }
}

function matchesOf(input: unknown, pattern: unknown, flags: unknown, global: boolean): readonly RegExpExecArray[] {
  if (typeof input !== 'string')
    throw new Error(`${typeName(input)} (${JSON.stringify(input)}) cannot be matched, as it is not a string`);
  const regex = regexOf(pattern, flags, input.length);
  const all = global || (typeof flags === 'string' && flags.includes('g'));
  const found: RegExpExecArray[] = [];
  for (const match of input.matchAll(regex)) {
    found.push(match);
    if (!all) break;
  }
  return found;
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Every pair of a pattern and its flags: two arguments, or one array of both. */
function* patternsOf(
  input: unknown,
  conf: unknown,
  args: readonly JqNode[],
  at = 1,
): Iterable<readonly [unknown, unknown]> {
  for (const given of args[0]?.apply(input, conf) ?? []) {
    const [pattern, own] = Array.isArray(given) ? (given as readonly unknown[]) : [given, null];
    if (args[at] === undefined) yield [pattern, own];
    else for (const flags of args[at].apply(input, conf)) yield [pattern, flags];
  }
}

function captured(match: RegExpExecArray): Record<string, string | null> {
  return Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, text]) => [name, text ?? null]));
}

/** In code points, as jq counts. */
function described(match: RegExpExecArray): unknown {
  const { input } = match;
  const offset = (at: number): number => Array.from(input.slice(0, at)).length;
  const names = Object.keys(match.groups ?? {});
  const whole = match[0];
  return {
    offset: offset(match.index),
    length: [...whole].length,
    string: whole,
    captures: match.slice(1).map((text: string | undefined, i) => ({
      offset: text === undefined ? -1 : offset(match.index + Math.max(0, whole.indexOf(text))),
      length: text === undefined ? 0 : [...text].length,
      string: text ?? null,
      name: names.length === match.length - 1 ? (names[i] ?? null) : null,
    })),
  };
}

function replacing(all: boolean): JqFunction {
  return function* (input, conf, args) {
    const [, replacement] = args;
    for (const [pattern, flags] of patternsOf(input, conf, args, 2)) {
      const matches = matchesOf(input, pattern, flags, all);
      const made = matches.map((match) => [...(replacement?.apply(captured(match), conf) ?? [])]);
      const most = Math.max(matches.length === 0 ? 1 : 0, ...made.map(({ length }) => length));
      for (let i = 0; i < most; i++)
        yield joined(
          `${input as string}`,
          matches,
          made.map((texts) => texts[i] ?? ''),
        );
    }
  };
}

function joined(input: string, matches: readonly RegExpExecArray[], texts: readonly unknown[]): string {
  const parts: string[] = [];
  let at = 0;
  matches.forEach((match, i) => {
    const text = texts[i];
    if (typeof text !== 'string')
      throw new Error(`${typeName(input)} (${JSON.stringify(input)}) and ${typeName(text)} cannot be added`);
    parts.push(input.slice(at, match.index), text);
    at = match.index + match[0].length;
  });
  return parts.join('') + input.slice(at);
}

const test: JqFunction = function* (input, conf, args) {
  for (const [pattern, flags] of patternsOf(input, conf, args))
    yield matchesOf(input, pattern, flags, false).length > 0;
};
const match: JqFunction = function* (input, conf, args) {
  for (const [pattern, flags] of patternsOf(input, conf, args))
    yield* matchesOf(input, pattern, flags, false).map(described);
};
const capture: JqFunction = function* (input, conf, args) {
  for (const [pattern, flags] of patternsOf(input, conf, args))
    yield* matchesOf(input, pattern, flags, false).map(captured);
};
const scan: JqFunction = function* (input, conf, args) {
  for (const [pattern, flags] of patternsOf(input, conf, args))
    for (const found of matchesOf(input, pattern, flags, true))
      yield found.length > 1 ? found.slice(1).map((text: string | undefined) => text ?? null) : found[0];
};

function* pieces(input: unknown, conf: unknown, args: readonly JqNode[]): Iterable<readonly string[]> {
  for (const [pattern, flags] of patternsOf(input, conf, args)) {
    const matches = matchesOf(input, pattern, flags, true).filter(({ 0: whole }) => whole !== '');
    const text = `${input as string}`;
    const ends = matches.map((found) => found.index + found[0].length);
    yield [
      ...matches.map(({ index }, i) => text.slice(i === 0 ? 0 : ends[i - 1], index)),
      text.slice(ends.at(-1) ?? 0),
    ];
  }
}

/** The functions with regular expressions: each ends, whatever pattern it is given. */
export const MATCHING: ReadonlyMap<string, JqFunction> = new Map([
  ['test/1', test],
  ['test/2', test],
  ['match/1', match],
  ['match/2', match],
  ['capture/1', capture],
  ['capture/2', capture],
  ['scan/1', scan],
  ['scan/2', scan],
  ['split/2', pieces],
  ['splits/1', (...given) => flat(pieces(...given))],
  ['splits/2', (...given) => flat(pieces(...given))],
  ['sub/2', replacing(false)],
  ['sub/3', replacing(false)],
  ['gsub/2', replacing(true)],
  ['gsub/3', replacing(true)],
]);

function* flat(lists: Iterable<readonly string[]>): Iterable<string> {
  for (const list of lists) yield* list;
}
