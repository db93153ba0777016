import type { Words } from './words.ts';

/** One option of a command: how it is written, what it takes, what it does. */
export interface FlagSpec {
  /** '-c', '--count': the first is how it is offered. */
  readonly names: readonly string[];
  /** The word for its value in a usage line ('COUNT'); left out: it takes none. */
  readonly takes?: string;
  readonly about: Words;
}

/** The options of a command by the name that its code uses. */
export type FlagTable = { readonly [key: string]: FlagSpec };

/** How a tool reads its arguments. */
export interface FlagStyle {
  /** '-nn', '-it', '-c5': short options may stand together, a value may follow at once. Else '-name' is one option. */
  readonly clusters: boolean;
  /** Options after the first operand are operands (ssh, sudo, xargs). */
  readonly stopsAtOperand?: boolean;
}

export const GNU: FlagStyle = { clusters: true };

/** The options that were given, by key, and all the other words. */
export class Parsed<T extends FlagTable> {
  readonly operands: readonly string[];
  /** Words after '--'; null: there was no '--'. */
  readonly rest: readonly string[] | null;
  /** In the order in which they were given. */
  readonly given: readonly (readonly [keyof T, string])[];

  constructor(given: Parsed<T>['given'], operands: readonly string[], rest: readonly string[] | null) {
    this.given = given;
    this.operands = operands;
    this.rest = rest;
  }

  has(key: keyof T): boolean {
    return this.given.some(([name]) => name === key);
  }

  count(key: keyof T): number {
    return this.given.filter(([name]) => name === key).length;
  }

  /** The last value given, or null. */
  value(key: keyof T): string | null {
    return this.given.findLast(([name]) => name === key)?.[1] ?? null;
  }

  values(key: keyof T): readonly string[] {
    return this.given.filter(([name]) => name === key).map(([, value]) => value);
  }
}

export type FlagProblem = { readonly kind: 'unknown' | 'needs-value' | 'takes-none'; readonly flag: string };

export type FlagAnswer<T extends FlagTable> =
  | { readonly ok: true; readonly parsed: Parsed<T> }
  | { readonly ok: false; readonly problem: FlagProblem };

/** Reads the arguments of a command (without its name). The words for a problem are each tool's own. */
export function parseFlags<T extends FlagTable>(
  table: T,
  args: readonly string[],
  style: FlagStyle = GNU,
): FlagAnswer<T> {
  const byName = new Map<string, keyof T>();
  for (const key of Object.keys(table)) for (const name of table[key]!.names) byName.set(name, key);
  const given: (readonly [keyof T, string])[] = [];
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') return answer(given, operands, args.slice(i + 1));
    if (!arg.startsWith('-') || arg === '-') {
      if (style.stopsAtOperand === true) return answer(given, args.slice(i), null);
      operands.push(arg);
      continue;
    }
    const problem = readOne(arg);
    if (problem !== null) return { ok: false, problem };

    function readOne(word: string): FlagProblem | null {
      const equals = word.indexOf('=');
      const long = word.startsWith('--') || !style.clusters;
      if (long) {
        const name = equals < 0 ? word : word.slice(0, equals);
        const key = byName.get(name);
        if (key === undefined) return { kind: 'unknown', flag: name };
        if (table[key]!.takes === undefined) {
          given.push([key, equals < 0 ? 'true' : word.slice(equals + 1)]);
          return null;
        }
        if (equals >= 0) given.push([key, word.slice(equals + 1)]);
        else if (i + 1 < args.length) given.push([key, args[++i]!]);
        else return { kind: 'needs-value', flag: name };
        return null;
      }
      for (let at = 1; at < word.length; at++) {
        const name = `-${word[at]!}`;
        const key = byName.get(name);
        if (key === undefined) return { kind: 'unknown', flag: name };
        if (table[key]!.takes === undefined) {
          given.push([key, 'true']);
          continue;
        }
        const attached = word.slice(at + 1).replace(/^=/, '');
        if (attached !== '') given.push([key, attached]);
        else if (i + 1 < args.length) given.push([key, args[++i]!]);
        else return { kind: 'needs-value', flag: name };
        return null;
      }
      return null;
    }
  }
  return answer(given, operands, null);

  function answer(all: Parsed<T>['given'], words: readonly string[], rest: readonly string[] | null): FlagAnswer<T> {
    return { ok: true, parsed: new Parsed<T>(all, words, rest) };
  }
}
