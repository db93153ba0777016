import { Glob } from '../../language/glob.ts';

export interface Place {
  readonly path: string;
  readonly name: string;
  readonly folder: boolean;
  readonly depth: number;
  readonly size: number;
  readonly empty: boolean;
}

export type Test =
  | { readonly kind: 'holds'; readonly holds: (place: Place) => boolean }
  | { readonly kind: 'print'; readonly end: '\n' | '\0' }
  | { readonly kind: 'delete' | 'prune' }
  | { readonly kind: 'exec'; readonly words: readonly string[]; readonly together: boolean }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'and' | 'or'; readonly left: Test; readonly right: Test };

export interface Search {
  readonly test: Test | null;
  readonly minDepth: number;
  readonly maxDepth: number;
  /** Something else than printing is done: then nothing is printed by itself. */
  readonly acts: boolean;
}

/** Words that find does not know, in its own. */
export class BadSearch extends Error {}

/** Parses the expression of find (findutils 4.9). Throws BadSearch. */
export function searchOf(words: readonly string[]): Search {
  let at = 0;
  let depth = 0;
  let minDepth = 0;
  let maxDepth = Infinity;
  let acts = false;
  const always: Test = { kind: 'holds', holds: () => true };
  const value = (name: string): string => {
    const word = words[at++];
    if (word === undefined) throw new BadSearch(`missing argument to \`${name}'`);
    return word;
  };
  const number = (name: string): number => {
    const word = value(name);
    if (!/^\d{1,9}$/.test(word))
      throw new BadSearch(`Expected a positive decimal integer argument to ${name}, but got ‘${word}’`);
    return Number(word);
  };
  const matching = (pattern: string, ignoreCase: boolean, of: (place: Place) => string): Test => {
    const text = ignoreCase ? pattern.toLowerCase() : pattern;
    const glob = new Glob([{ text, active: true }]);
    return { kind: 'holds', holds: (place) => glob.test(ignoreCase ? of(place).toLowerCase() : of(place)) };
  };
  const test = words.length === 0 ? null : either();
  if (at < words.length)
    throw new BadSearch(
      words[at] === ')' ? "invalid expression; you have too many ')'" : `unknown predicate \`${words[at]}'`,
    );
  return { test, minDepth, maxDepth, acts };

  function either(): Test {
    let left = both();
    while (words[at] === '-o' || words[at] === '-or') {
      at += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }

  function both(): Test {
    let left = one();
    for (;;) {
      const word = words[at];
      if (word === undefined || word === '-o' || word === '-or' || word === ')') return left;
      if (word === '-a' || word === '-and') at += 1;
      left = { kind: 'and', left, right: one() };
    }
  }

  function one(): Test {
    const word = words[at++] ?? '';
    switch (word) {
      case '!':
      case '-not':
        return { kind: 'not', test: one() };
      case '(': {
        if (++depth > 100) throw new BadSearch('invalid expression; too deeply nested');
        const inner = either();
        if (words[at++] !== ')')
          throw new BadSearch("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
        depth -= 1;
        return inner;
      }
      case '-name':
        return matching(value(word), false, (place) => place.name);
      case '-iname':
        return matching(value(word), true, (place) => place.name);
      case '-path':
      case '-wholename':
        return matching(value(word), false, (place) => place.path);
      case '-type': {
        const type = value(word);
        if (!/^[bcdpflsD]$/.test(type)) throw new BadSearch(`Unknown argument to -type: ${type}`);
        return { kind: 'holds', holds: ({ folder }) => (folder ? type === 'd' : type === 'f') };
      }
      case '-empty':
        return { kind: 'holds', holds: (place) => place.empty };
      case '-size':
        return sized(value(word));
      case '-maxdepth':
        maxDepth = number(word);
        return always;
      case '-mindepth':
        minDepth = number(word);
        return always;
      case '-print':
      case '-print0':
        acts = true;
        return { kind: 'print', end: word === '-print' ? '\n' : '\0' };
      case '-delete':
        acts = true;
        return { kind: 'delete' };
      case '-prune':
        return { kind: 'prune' };
      case '-true':
        return always;
      case '-exec': {
        acts = true;
        const end = words.findIndex(
          (other, i) => i >= at && (other === ';' || (other === '+' && words[i - 1] === '{}')),
        );
        if (end < 0) throw new BadSearch("missing argument to `-exec'");
        const command = words.slice(at, end);
        at = end + 1;
        return { kind: 'exec', words: command, together: words[end] === '+' };
      }
      default:
        throw new BadSearch(
          word.startsWith('-') ? `unknown predicate \`${word}'` : `paths must precede expression: \`${word}'`,
        );
    }
  }
}

/** +10k, -1M, 5c: more than, less than, exactly; sizes are rounded up to their unit. */
function sized(text: string): Test {
  const match = /^([-+]?)(\d{1,12})([cwbkMG]?)$/.exec(text);
  if (match === null) throw new BadSearch(`Invalid argument \`${text}' to -size`);
  const unit = { c: 1, w: 2, b: 512, k: 1024, M: 1 << 20, G: 1 << 30 }[match[3] || 'b'] ?? 512;
  const wanted = Number(match[2]);
  return {
    kind: 'holds',
    holds({ size }) {
      const units = Math.ceil(size / unit);
      return match[1] === '+' ? units > wanted : match[1] === '-' ? units < wanted : units === wanted;
    },
  };
}
