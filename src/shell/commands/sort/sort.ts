import type { Command } from '../../command.ts';
import type { FlagTable, Parsed } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute } from '../../process/files.ts';
import { readAll, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { inputsOf } from '../input.ts';

const FLAGS = {
  reverse: { names: ['-r', '--reverse'], about: { en: 'the other way round', ko: '거꾸로 정렬한다' } },
  numeric: { names: ['-n', '--numeric-sort'], about: { en: 'by number', ko: '숫자로 비교한다' } },
  human: {
    names: ['-h', '--human-numeric-sort'],
    about: { en: 'by numbers like 2K and 1G', ko: '2K, 1G 같은 수로 비교한다' },
  },
  version: {
    names: ['-V', '--version-sort'],
    about: { en: 'numbers inside of text count as numbers', ko: '글자 속의 숫자를 수로 비교한다' },
  },
  fold: {
    names: ['-f', '--ignore-case'],
    about: { en: 'upper and lower case are the same', ko: '대소문자를 구별하지 않는다' },
  },
  unique: { names: ['-u', '--unique'], about: { en: 'each line once', ko: '같은 줄은 한 번만' } },
  key: {
    names: ['-k', '--key'],
    takes: 'KEYDEF',
    about: { en: 'by a field: 2, 2n, 2,3', ko: '필드로 비교한다: 2, 2n, 2,3' },
  },
  separator: {
    names: ['-t', '--field-separator'],
    takes: 'SEP',
    about: { en: 'what separates fields', ko: '필드를 나누는 글자' },
  },
  blanks: {
    names: ['-b', '--ignore-leading-blanks'],
    about: { en: 'ignore blanks in front', ko: '앞의 공백을 무시한다' },
  },
  stable: { names: ['-s', '--stable'], about: { en: 'equal lines keep their order', ko: '같으면 순서를 지킨다' } },
  output: { names: ['-o', '--output'], takes: 'FILE', about: { en: 'write to a file', ko: '파일에 쓴다' } },
} satisfies FlagTable;

interface Key {
  readonly from: number;
  readonly to: number;
  readonly letters: string;
}

/** sort of coreutils 9.4 in the C locale: by code units. */
export const sort: Command = {
  name: 'sort',
  topic: 'text',
  on: SHELLS,
  about: { en: 'sorts lines', ko: '줄을 정렬한다' },
  flags: FLAGS,
  *run(context) {
    const { host, io, shell } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 2;
    const { inputs, failed } = yield* inputsOf(context, 'sort', parsed.operands);
    if (failed) return 2;
    const lines: string[] = [];
    for (const { source } of inputs) {
      const text = yield* readAll(source);
      if (text !== '') lines.push(...text.replace(/\n$/, '').split('\n'));
    }
    const keys = parsed.values('key').map(keyOf);
    const compare = comparison(parsed, keys);
    const sorted = lines.toSorted(
      (a, b) => compare(a, b) || (parsed.has('stable') || parsed.has('unique') ? 0 : lastResort(parsed, a, b)),
    );
    const kept = parsed.has('unique')
      ? sorted.filter((line, i) => i === 0 || compare(sorted[i - 1]!, line) !== 0)
      : sorted;
    const text = kept.map((line) => `${line}\n`).join('');
    const output = parsed.value('output');
    if (output === null) yield* write(io.stdout, text);
    else host.files.write(absolute(output, shell.folder), text);
    return 0;
  },
};

function keyOf(text: string): Key {
  const match = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text);
  const from = Number(match?.[1] ?? 1);
  return {
    from,
    to: match?.[3] === undefined ? Infinity : Number(match[3]),
    letters: (match?.[2] ?? '') + (match?.[4] ?? ''),
  };
}

function lastResort(parsed: Parsed<typeof FLAGS>, a: string, b: string): number {
  return parsed.has('reverse') ? order(b, a) : order(a, b);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparison(parsed: Parsed<typeof FLAGS>, keys: readonly Key[]): (a: string, b: string) => number {
  const separator = parsed.value('separator');
  const part = (line: string, { from, to }: Key): string => {
    const fields = separator === null ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    return fields.slice(from - 1, to).join(separator ?? '');
  };
  const global =
    (parsed.has('numeric') ? 'n' : '') +
    (parsed.has('human') ? 'h' : '') +
    (parsed.has('version') ? 'V' : '') +
    (parsed.has('fold') ? 'f' : '') +
    (parsed.has('blanks') ? 'b' : '');
  const used = keys.length > 0 ? keys : [{ from: 1, to: Infinity, letters: '' }];
  return (a, b) => {
    for (const key of used) {
      const letters = key.letters === '' ? global : key.letters;
      const whole = keys.length === 0;
      const result = compareBy(letters, whole ? a : part(a, key), whole ? b : part(b, key));
      if (result !== 0) return parsed.has('reverse') !== key.letters.includes('r') ? -result : result;
    }
    return 0;
  };
}

function compareBy(letters: string, first: string, second: string): number {
  let [a, b] =
    letters.includes('b') || /[nh]/.test(letters) ? [first.trimStart(), second.trimStart()] : [first, second];
  if (letters.includes('f')) [a, b] = [a.toUpperCase(), b.toUpperCase()];
  if (letters.includes('n')) return Math.sign(numberOf(a) - numberOf(b));
  if (letters.includes('h')) return Math.sign(humanOf(a) - humanOf(b));
  if (letters.includes('V')) return versions(a, b);
  return order(a, b);
}

function numberOf(text: string): number {
  return Number(/^-?\d*(?:\.\d+)?/.exec(text)?.[0] || 0) || 0;
}

function humanOf(text: string): number {
  const unit = /^-?[\d.]+([KMGTP])/i.exec(text)?.[1]?.toUpperCase();
  return numberOf(text) * (unit === undefined ? 1 : 1024 ** ' KMGTP'.indexOf(unit));
}

/** Runs of digits count as numbers, everything else by code unit. */
function versions(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    const result = /^\d/.test(x) && /^\d/.test(y) ? Math.sign(Number(x) - Number(y)) : order(x, y);
    if (result !== 0) return result;
  }
  return 0;
}
