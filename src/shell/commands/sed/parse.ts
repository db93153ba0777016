import { BadPattern } from '../../regex/syntax.ts';
import { addressOf } from './address.ts';
import { delimited, letterOf } from './delimited.ts';
import { Reader } from './reader.ts';
import { type Action, BadScript, type Instruction } from './script.ts';
import { substitutionOf } from './substitution.ts';

/** A piece of script: from -e, by its number, or from a file. */
export interface Piece {
  readonly text: string;
  readonly place: (at: number, line: number) => string;
}

export interface Script {
  readonly instructions: readonly Instruction[];
  /** The script begins with `#n`. */
  readonly quiet: boolean;
  /** What messages about the script as a whole begin with. */
  readonly place: string;
}

/** Reads a script (compile_program of GNU sed 4.9). Throws BadScript. */
export function parseScript(pieces: readonly Piece[], extended: boolean): Script {
  const out: Instruction[] = [];
  const open: { readonly end: { end: number }; readonly place: Piece['place'] }[] = [];
  const labels = new Map<string, number>();
  let quiet = false;
  // a, i and c may end in a backslash at the end of an -e: the next one goes on.
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && /(?:^|[;{}\n])\s*[^;{}\n]*?[aic]\\$/.test(last.text))
      joined[joined.length - 1] = { text: `${last.text}\n${piece.text}`, place: last.place };
    else joined.push(piece);
  }
  for (const [i, piece] of joined.entries()) {
    const reader = new Reader(piece.text, piece.place);
    if (i === 0 && /^#n(?:\n|$)/.test(piece.text)) quiet = true;
    for (;;) {
      reader.skip(/[\s;]/);
      if (reader.done) break;
      try {
        const instruction = one(reader, piece);
        if (instruction !== null) out.push(instruction);
      } catch (error) {
        if (error instanceof BadPattern) throw reader.fail(error.message);
        throw error;
      }
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new BadScript(`${unclosed.place(0, 0)}: unmatched \`{'`);
  for (const { action } of out) {
    if (action.kind !== 'branch') continue;
    const to = action.label === '' ? out.length : labels.get(action.label);
    if (to === undefined) throw new BadScript(`can't find label for jump to \`${action.label}'`, 4);
    action.to = to;
  }
  return { instructions: out, quiet, place: pieces.at(-1)?.place(0, 0) ?? '' };

  function one(reader: Reader, piece: Piece): Instruction | null {
    if (reader.peek() === '#') {
      reader.line();
      return null;
    }
    const first = addressOf(reader, extended, null);
    if (first?.kind === 'plus' || first?.kind === 'multiple')
      throw reader.fail('invalid usage of +N or ~N as first address');
    let second: Instruction['second'] = null;
    if (first !== null) {
      reader.skip(/\s/);
      if (reader.peek() === ',') {
        reader.at += 1;
        reader.skip(/\s/);
        second = addressOf(reader, extended, first);
        if (second === null) throw reader.fail("unexpected `,'", reader.at + (reader.done ? 0 : 1));
      }
      if (first.kind === 'line' && first.number === 0 && second?.kind !== 'pattern')
        throw reader.fail('invalid usage of line address 0', reader.at + (reader.done ? 0 : 1));
    }
    reader.skip(/\s/);
    let negated = false;
    while (reader.peek() === '!') {
      reader.at += 1;
      if (negated) throw reader.fail("multiple `!'s");
      negated = true;
      reader.skip(/\s/);
    }
    if (reader.done) throw reader.fail('missing command');
    const letter = reader.take();
    const action = actionOf(reader, letter, piece, first !== null, second !== null);
    return { first, second, negated, action };
  }

  function actionOf(reader: Reader, letter: string, piece: Piece, addressed: boolean, ranged: boolean): Action {
    switch (letter) {
      case '{': {
        const action = { kind: 'open' as const, end: 0 };
        open.push({ end: action, place: piece.place });
        return action;
      }
      case '}': {
        const opened = open.pop();
        if (opened === undefined) throw reader.fail("unexpected `}'");
        if (addressed) throw reader.fail("} doesn't want any addresses");
        endOf(reader);
        opened.end.end = out.length;
        return { kind: 'close' };
      }
      case '#':
        throw reader.fail("comments don't accept any addresses");
      case ':': {
        if (addressed) throw reader.fail(": doesn't want any addresses");
        reader.skip(/[^\S\n]/);
        const label = word(reader, /[\s;]/);
        if (label === '') throw reader.fail('":" lacks a label');
        labels.set(label, out.length);
        return { kind: 'label' };
      }
      case 's':
        return { kind: 'substitute', substitution: substitutionOf(reader, extended) };
      case 'y':
        return { kind: 'translate', table: translation(reader) };
      case 'a':
      case 'i':
      case 'c':
        return { kind: 'text', letter, text: textOf(reader, letter) };
      case 'r':
      case 'R':
      case 'w':
      case 'W': {
        reader.skip(/[^\S\n]/);
        const name = reader.done ? '' : reader.line();
        if (name === '') throw reader.fail('missing filename in r/R/w/W commands');
        return { kind: 'file', letter, name };
      }
      case 'b':
      case 't':
      case 'T': {
        reader.skip(/[^\S\n]/);
        const label = word(reader, /[\s;}]/);
        endOf(reader);
        return { kind: 'branch', letter, label, to: 0 };
      }
      case 'q':
      case 'Q': {
        if (ranged) throw reader.fail('command only uses one address');
        reader.skip(/[^\S\n]/);
        const code = reader.number();
        endOf(reader);
        return { kind: 'exit', letter, code: code & 255 };
      }
      case 'l': {
        reader.skip(/[^\S\n]/);
        const width = /[0-9]/.test(reader.peek()) ? reader.number() : null;
        endOf(reader);
        return { kind: 'list', width };
      }
      case 'e':
        reader.skip(/[^\S\n]/);
        return { kind: 'execute', command: reader.line() };
      default:
        if (!/^[dDpP=hHgGxnNFz]$/.test(letter)) throw reader.fail(`unknown command: \`${letter}'`);
        endOf(reader);
        return { kind: 'plain', letter: letter as 'd' };
    }
  }
}

function word(reader: Reader, until: RegExp): string {
  let out = '';
  while (!reader.done && !until.test(reader.peek())) out += reader.take();
  return out;
}

/** Nothing more may follow a command but `;`, `}`, a comment or the end of the line (read_end_of_cmd). */
function endOf(reader: Reader): void {
  reader.skip(/[^\S\n]/);
  if (reader.done || /[}#]/.test(reader.peek())) return;
  if (!/[\n;]/.test(reader.take())) throw reader.fail('extra characters after command');
}

function translation(reader: Reader): ReadonlyMap<string, string> {
  const delimiter = reader.take();
  const from = delimiter === '' ? null : delimited(reader, delimiter, false);
  const to = from === null ? null : delimited(reader, delimiter, false);
  if (from === null || to === null) throw reader.fail("unterminated `y' command");
  const plain = (text: string): readonly string[] => [
    ...text.replace(/\\([\s\S])/g, (all, ch: string) => (ch === '\\' ? ch : (letterOf(ch) ?? all))),
  ];
  const [a, b] = [plain(from), plain(to)];
  if (a.length !== b.length) throw reader.fail("strings for `y' command are different lengths");
  endOf(reader);
  return new Map(a.map((ch, i) => [ch, b[i] ?? '']));
}

/** The text of a, i and c: on the same line (GNU) or after a backslash and a line end; a backslash before a line end goes on. */
function textOf(reader: Reader, letter: string): string {
  reader.skip(/[^\S\n]/);
  if (reader.done) throw reader.fail(`expected \\ after \`a', \`c' or \`i'`);
  if (reader.peek() === '\\') {
    reader.at += 1;
    const start = reader.at;
    reader.skip(/[^\S\n]/);
    if (reader.peek() === '\n') reader.at += 1;
    else reader.at = start;
  }
  let out = '';
  while (!reader.done) {
    const ch = reader.take();
    if (ch === '\n') break;
    if (ch !== '\\') out += ch;
    else if (!reader.done) {
      const next = reader.take();
      out += next === '\n' ? next : letter === 'a' && out === '' && next === 't' ? 't' : (letterOf(next) ?? next);
    }
  }
  return `${out}\n`;
}
