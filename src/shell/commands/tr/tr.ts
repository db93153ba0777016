import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { unescaped } from '../../language/echo.ts';
import { read, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  remove: { names: ['-d', '--delete'], about: { en: 'delete these characters', ko: '이 글자들을 지운다' } },
  squeeze: {
    names: ['-s', '--squeeze-repeats'],
    about: { en: 'one of several in a row', ko: '이어진 같은 글자를 하나로 줄인다' },
  },
  complement: {
    names: ['-c', '-C', '--complement'],
    about: { en: 'all but these characters', ko: '이 글자들이 아닌 것' },
  },
} satisfies FlagTable;

const RANGES: Readonly<Record<string, string>> = {
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:digit:]': '0-9',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': 'A-Za-z0-9',
  '[:space:]': ' \t\n\r\v\f',
  '[:blank:]': ' \t',
  '[:punct:]': '!-/:-@[-`{-~',
};

/** The characters of a set, in order: escapes, ranges and classes. */
function setOf(text: string): readonly string[] {
  const plain = unescaped(text.replace(/\[:\w+:\]/g, (name) => RANGES[name] ?? '')).text;
  const chars = [...plain];
  const out: string[] = [];
  for (let i = 0; i < chars.length; i++) {
    const last = chars[i + 2];
    if (chars[i + 1] !== '-' || last === undefined) {
      out.push(chars[i]!);
      continue;
    }
    for (let code = chars[i]!.codePointAt(0)!; code <= last.codePointAt(0)!; code++)
      out.push(String.fromCodePoint(code));
    i += 2;
  }
  return out;
}

/** tr of coreutils 9.4. */
export const tr: Command = {
  name: 'tr',
  topic: 'text',
  on: SHELLS,
  about: { en: 'replaces or deletes characters', ko: '글자를 바꾸거나 지운다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const [first, second] = parsed.operands;
    if (first === undefined || (second === undefined && !parsed.has('remove') && !parsed.has('squeeze'))) {
      const what =
        first === undefined
          ? 'missing operand'
          : `missing operand after ‘${first}’\nTwo strings must be given when translating.`;
      yield* write(io.stderr, `tr: ${what}\nTry 'tr --help' for more information.\n`);
      return 1;
    }
    const from = setOf(first);
    const to = second === undefined ? null : setOf(second);
    const isIn = (ch: string): boolean => from.includes(ch) !== parsed.has('complement');
    const mapped = (ch: string): string => {
      if (to === null || parsed.has('remove') || !isIn(ch)) return ch;
      return (parsed.has('complement') ? to.at(-1) : (to[from.indexOf(ch)] ?? to.at(-1))) ?? ch;
    };
    const squeezed = (ch: string): boolean => parsed.has('squeeze') && (to === null ? isIn(ch) : to.includes(ch));
    let before = '';
    for (let piece = yield* read(io.stdin); piece !== null; piece = yield* read(io.stdin)) {
      let out = '';
      for (const ch of piece) {
        if (parsed.has('remove') && isIn(ch)) continue;
        const next = mapped(ch);
        if (next === before && squeezed(next)) continue;
        before = next;
        out += next;
      }
      yield* write(io.stdout, out);
    }
    return 0;
  },
};
