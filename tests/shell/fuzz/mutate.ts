import { INNER_NAMES } from './grow-filters.ts';
import type { Chance } from './chance.ts';

const STRANGE = [
  '\0',
  '\u001b',
  '\u0007',
  '\r',
  '\t',
  '\n',
  '\u009b',
  '\ud800',
  '\udc00',
  '\u200b',
  '\u202e',
  '한',
  '글',
  '😀',
  'é',
  '\u00a0',
  '\ufeff',
];
const SIGNS = [
  '"',
  "'",
  '`',
  '\\',
  '$',
  '$(',
  ')',
  '(',
  '{',
  '}',
  '[',
  ']',
  '|',
  '&',
  ';',
  '<',
  '>',
  '<<',
  '#',
  '!',
  '*',
  '?',
  '~',
  '=',
  '${',
  '$((',
  '))',
  '<(',
  '\\\n',
  ' ',
];

/** A line with a few things wrong in it. */
export function mutated(chance: Chance, line: string, other: string): string {
  let out = line;
  for (let left = 1 + chance.below(4); left > 0; left--) out = once(chance, out, other);
  return out.slice(0, 20_000);
}

function once(chance: Chance, line: string, other: string): string {
  const at = chance.below(line.length + 1);
  const to = at + chance.below(12);
  switch (chance.below(11)) {
    case 0:
      return line.slice(0, at) + line.slice(to);
    case 1:
      return line.slice(0, at) + line.slice(to, to + 5) + line.slice(at, to) + line.slice(to + 5);
    case 2:
      return line.slice(0, at) + other.slice(chance.below(other.length + 1));
    case 3:
      return line.slice(0, at) + (chance.pick(STRANGE) ?? '') + line.slice(at);
    case 4:
      return line.slice(0, at) + (chance.pick(SIGNS) ?? '') + line.slice(at);
    case 5:
      return (
        line.slice(0, at) + (line[at] ?? 'x').repeat(1 + chance.below(chance.once(8) ? 5_000 : 20)) + line.slice(at)
      );
    case 6: {
      const [open, close] = chance.pick([
        ['$(', ')'],
        ['(', ')'],
        ['"$(', ')"'],
        ['{ ', '; }'],
        ['[[ ', ' ]]'],
        ['$((', '))'],
        ['if ', '; then :; fi'],
        ['${a:-', '}'],
      ]);
      const depth = 1 + chance.below(chance.once(6) ? 400 : 5);
      return open.repeat(depth) + line + close.repeat(depth);
    }
    case 7:
      return `${line}${chance.pick([' | ', ' && ', ';', '\n', ' & '])}${other}`;
    case 8: {
      const words = line.split(' ');
      const i = chance.below(words.length);
      const j = chance.below(words.length);
      [words[i], words[j]] = [words[j] ?? '', words[i] ?? ''];
      return words.join(' ');
    }
    case 9: {
      const words = line.split(' ');
      words[chance.below(words.length)] = chance.pick(INNER_NAMES);
      return words.join(' ');
    }
    default:
      return line.slice(0, at) + chance.below(100_000) + line.slice(to);
  }
}
