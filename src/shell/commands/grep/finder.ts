import { Backtracking } from '../../../base/backtracking.ts';
import { Regex } from '../../regex/regex.ts';
import { BadPattern, BASIC, EXTENDED, type Node } from '../../regex/syntax.ts';

/** How the patterns of grep are written. */
export type Dialect = 'basic' | 'extended' | 'perl' | 'fixed';

export interface Span {
  readonly index: number;
  readonly end: number;
}

/** Finds the first match of any of several patterns, and of those that begin there the longest. */
export interface Finder {
  /** Throws BadPattern where a search in this text could take for ever. */
  find(text: string, from: number): Span | null;
}

interface Options {
  readonly ignoreCase: boolean;
  readonly whole: 'any' | 'word' | 'line';
}

/** Throws BadPattern. */
export function finderOf(patterns: readonly string[], dialect: Dialect, options: Options): Finder {
  const finders = patterns.map((pattern) => one(pattern, dialect, options));
  const [first] = finders;
  if (finders.length === 1 && first !== undefined) return first;
  return {
    find(text, from) {
      let best: Span | null = null;
      for (const finder of finders) {
        const span = finder.find(text, from);
        if (span === null) continue;
        if (best === null || span.index < best.index || (span.index === best.index && span.end > best.end)) best = span;
      }
      return best;
    },
  };
}

function one(pattern: string, dialect: Dialect, { ignoreCase, whole }: Options): Finder {
  if (dialect === 'perl' && ONLY_PERL.test(pattern)) return perl(pattern, { ignoreCase, whole });
  const text = posixText(pattern, dialect);
  const regex = new Regex(text, dialect === 'extended' || dialect === 'perl' ? EXTENDED : BASIC, {
    ignoreCase,
    around: (node) => wrapped(node, whole),
  });
  return { find: (line, from) => regex.exec(line, from) };
}

function posixText(pattern: string, dialect: Dialect): string {
  if (dialect === 'fixed') return pattern.replace(/[\\^$.*[\]]/g, '\\$&');
  if (dialect !== 'perl') return pattern;
  return pattern.replace(/\\([\s\S])/g, (all, ch: string) => (ch === 'd' ? '[0-9]' : ch === 'D' ? '[^0-9]' : all));
}

function wrapped(node: Node, whole: Options['whole']): Node {
  if (whole === 'any') return node;
  const [before, after] =
    whole === 'line' ? (['start', 'end'] as const) : (['no word before', 'no word after'] as const);
  return {
    kind: 'seq',
    nodes: [{ kind: 'assert', what: before }, node, { kind: 'assert', what: after }],
  };
}

/** What a pattern of Perl has that one of POSIX has not. */
const ONLY_PERL = /\(\?|[*+?}][?+]|\\[^dDwWsSbB.\\/()[\]{}|^$*+?-]|\[[^\]]*\\|\[\]/;

/** PCRE, as far as JavaScript has it: look-around, lazy repetition; `\K` keeps nothing of what stands before it. */
function perl(pattern: string, { ignoreCase, whole }: Options): Finder {
  const classes: Readonly<Record<string, string>> = {
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    upper: 'A-Z',
    lower: 'a-z',
    space: '\\s',
    xdigit: '0-9A-Fa-f',
    punct: '!-\\/:-@\\[-`{-~',
  };
  const kept = pattern.lastIndexOf('\\K');
  const shown = kept < 0 ? pattern : `(?<=${pattern.slice(0, kept)})${pattern.slice(kept + 2)}`;
  const source = shown
    .replace(/\[:(\w+):\]/g, (all, name: string) => (Object.hasOwn(classes, name) ? (classes[name] ?? all) : all))
    .replace(/\\h/g, '[ \\t]')
    .replace(/(?<![\\(])([*+?}])\+/g, '$1');
  const around = whole === 'line' ? `^(?:${source})$` : whole === 'word' ? `(?<!\\w)(?:${source})(?!\\w)` : source;
  let regexp: RegExp;
  try {
    regexp = new RegExp(around, ignoreCase ? 'gi' : 'g');
  } catch {
    throw new BadPattern('unrecognized or unsupported pattern');
  }
  const backtracking = new Backtracking(around);
  return {
    find(line, from) {
      if (backtracking.tooLong(line.length)) throw new BadPattern("exceeded PCRE's backtracking limit");
      regexp.lastIndex = from;
      const match = regexp.exec(line);
      return match === null ? null : { index: match.index, end: match.index + match[0].length };
    },
  };
}
