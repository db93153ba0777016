import { parse, type DoubleQuotedChild, type Word, type WordPart } from 'unbash';
import { absolute, type Files } from '../process/files.ts';
import { Collector } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { evaluate, type Numbers } from './arithmetic.ts';
import { setElement, setVariable } from './assign.ts';
import { ShellError } from './flow.ts';
import { expandParameter, parameter, type Words } from './parameter.ts';
import { Glob } from './glob.ts';
import { hasGlob, type PatternPart } from './pattern.ts';
import { expanded, fieldsOf, glob, literal, type Piece, plainText } from './pieces.ts';
import type { Io, Shell } from './shell.ts';

const MAX_DEPTH = 64;

/** The arguments that a word becomes. */
export function* argumentsOf(shell: Shell, word: Word, io: Io): Task<readonly string[]> {
  const out: string[] = [];
  for (const alternative of bracesOf(word)) {
    if (alternative.parts === undefined && PLAIN.test(alternative.text)) {
      out.push(alternative.text);
      continue;
    }
    const pieces = yield* piecesOf(shell, alternative, io);
    for (const field of fieldsOf(pieces, shell.vars.get('IFS') ?? ' \t\n')) {
      const names = hasGlob(field) ? pathsOf(shell.host.files, shell.folder, field) : [];
      out.push(...(names.length > 0 ? names : [plainText(field)]));
    }
  }
  return out;
}

/** The text of a word where nothing is split: assignments, targets, patterns' subjects. */
export function* textOf(shell: Shell, word: Word, io: Io): Task<string> {
  const pieces = yield* piecesOf(shell, word, io);
  return pieces.map((piece) => (piece === 'break' ? ' ' : piece.text)).join('');
}

/** A word as a pattern: quoted parts stand for themselves. */
export function* patternOf(shell: Shell, word: Word, io: Io): Task<readonly PatternPart[]> {
  const pieces = yield* piecesOf(shell, word, io);
  return pieces.flatMap((piece) => (piece === 'break' ? [] : [{ text: piece.text, active: !piece.quoted }]));
}

/** The text of a here-document or of a double-quoted text. */
export function* textOfParts(shell: Shell, parts: readonly WordPart[], io: Io): Task<string> {
  let out = '';
  for (const part of parts) {
    for (const piece of yield* pieceOf(shell, part, io, true)) out += piece === 'break' ? ' ' : piece.text;
  }
  return out;
}

function* piecesOf(shell: Shell, word: Word, io: Io): Task<readonly Piece[]> {
  const { parts } = word;
  if (parts === undefined) return [word.text === word.value ? plainWord(shell, word.value) : literal(word.value)];
  const out: Piece[] = [];
  for (const [i, part] of parts.entries()) {
    if (i === 0 && part.type === 'Literal' && part.text.startsWith('~')) out.push(plainWord(shell, part.value));
    else out.push(...(yield* pieceOf(shell, part, io, false)));
  }
  return out;
}

/** '~' and '~/…' are the home folder. */
function plainWord(shell: Shell, text: string): Piece {
  const home = shell.vars.get('HOME') ?? '/root';
  if (text === '~' || text.startsWith('~/')) return literal(home + text.slice(1));
  return { text, quoted: true, split: false };
}

export function* pieceOf(shell: Shell, part: WordPart, io: Io, quoted: boolean): Task<readonly Piece[]> {
  switch (part.type) {
    case 'Literal':
      return [literal(part.value)];
    case 'Glob':
      return [quoted ? literal(part.text) : glob(part.text)];
    case 'ExtendedGlob':
      return [literal(part.text)];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [literal(part.value)];
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* quotedPieces(shell, part.parts, io);
    case 'SimpleExpansion': {
      const name = part.text.slice(1);
      if (name === '@' || name === '*') return listPieces(shell.args, quoted, name === '*', shell);
      const value = parameter(shell, name);
      if (value === null && shell.options.nounset) throw new ShellError(`${name}: unbound variable`);
      return [expanded(value ?? '', quoted)];
    }
    case 'ParameterExpansion': {
      const list = yield* expandParameter(shell, part, wordsFor(shell, io), io);
      const star = part.index?.text === '*' || part.parameter === '*';
      return list.length === 1 ? [expanded(list[0]!, quoted)] : listPieces(list, quoted, star, shell);
    }
    case 'CommandExpansion':
      return [expanded(yield* substituted(shell, part.script, io), quoted)];
    case 'ArithmeticExpansion':
      return [expanded(`${yield* arithmetic(shell, part.text.slice(3, -2), io)}`, quoted)];
    case 'BraceExpansion':
      return [literal(part.text)];
    case 'ProcessSubstitution': {
      if (part.operator === '>') throw new ShellError('>(…) is not supported in this lab shell; use a pipe');
      const path = `/dev/fd/${63 - (shell.substitutions++ % 48)}`;
      shell.host.files.provide(path, () => '');
      shell.host.files.write(path, yield* outputOf(shell, part.script, io));
      return [literal(path)];
    }
  }
}

function* quotedPieces(shell: Shell, parts: readonly DoubleQuotedChild[], io: Io): Task<readonly Piece[]> {
  const out: Piece[] = parts.length === 0 ? [literal('')] : [];
  for (const part of parts) out.push(...(yield* pieceOf(shell, part, io, true)));
  return out;
}

function listPieces(list: readonly string[], quoted: boolean, star: boolean, shell: Shell): readonly Piece[] {
  if (quoted && star) return [literal(list.join((shell.vars.get('IFS') ?? ' ').slice(0, 1)))];
  if (!quoted) return [expanded(list.join(' '), false)];
  return list.flatMap((text, i): readonly Piece[] => (i === 0 ? [literal(text)] : ['break', literal(text)]));
}

/** $(…): what it prints, without the line ends at its end. */
function* substituted(shell: Shell, script: Parameters<typeof outputOf>[1], io: Io): Task<string> {
  const text = yield* outputOf(shell, script, io);
  return text.replace(/\n+$/, '');
}

function* outputOf(
  shell: Shell,
  script: Extract<WordPart, { type: 'CommandExpansion' }>['script'],
  io: Io,
): Task<string> {
  if (script === undefined) return '';
  if (shell.depth > MAX_DEPTH) throw new ShellError('maximum nesting of command substitutions exceeded');
  const child = shell.fork();
  const stdout = new Collector();
  shell.status = yield* shell.host.interpret(child, script, { ...io, stdout });
  return stdout.text;
}

function numbersOf(shell: Shell): Numbers {
  return {
    get: (name, index) => (index === null ? (parameter(shell, name) ?? undefined) : shell.vars.list(name)?.at(index)),
    set(name, index, value) {
      if (index === null) setVariable(shell, name, value);
      else setElement(shell, name, index, value);
    },
  };
}

/** The value of the text of an arithmetic expression, after its expansions. Throws ShellError. */
export function* arithmetic(shell: Shell, source: string, io: Io): Task<bigint> {
  const text = source.replaceAll('"', '');
  if (!/[$`\\]/.test(text)) return evaluate(text, numbersOf(shell));
  const command = parse(`: "${text}"`).commands[0]?.command;
  const [word] = command?.type === 'Command' ? command.args : [];
  const expanded = word?.type === 'Word' && word.parts !== undefined ? yield* textOfParts(shell, word.parts, io) : text;
  return evaluate(expanded, numbersOf(shell));
}

function wordsFor(shell: Shell, io: Io): Words {
  return {
    text: (word) => textOf(shell, word, io),
    pattern: (word) => patternOf(shell, word, io),
    *number(word) {
      return Number(arithmeticOf(shell, yield* textOf(shell, word, io)));
    },
  };
}

/** The value of a text as an arithmetic expression. Throws ShellError when it is none. */
export function arithmeticOf(shell: Shell, text: string): bigint {
  return evaluate(text, numbersOf(shell));
}

/** A word without quotes, expansions, patterns or braces. */
const PLAIN = /^[\w.,:@%+/-]+$/;

/** The words that braces make of one: a{1,2}b, {1..3}. */
function bracesOf(word: Word, room = { left: BRACES_ROOM }): readonly Word[] {
  const at = word.parts?.findIndex((part) => part.type === 'BraceExpansion') ?? -1;
  const part = word.parts?.[at];
  if (part === undefined) return [word];
  const before = word.text.slice(0, part.pos - word.pos);
  const after = word.text.slice(part.end - word.pos);
  return alternativesOf(part.text).flatMap((alternative) => {
    const text = before + alternative + after;
    // Most words have nothing more in them to be read.
    const isPlain = PLAIN.test(text);
    room.left -= isPlain ? text.length + WORD_COST : READ_COST * (text.length + WORD_COST);
    if (room.left < 0) throw new ShellError('brace expansion: failed to allocate memory');
    if (isPlain) return [{ ...word, text, value: text, parts: undefined }];
    const made = parse(`: ${text}`).commands[0]?.command;
    const [argument] = made?.type === 'Command' ? made.args : [];
    return argument?.type === 'Word' ? bracesOf(argument, room) : [];
  });
}

function alternativesOf(braces: string): readonly string[] {
  const inner = braces.slice(1, -1);
  const range = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inner);
  if (range) return sequence(range[1]!, range[2]!, Math.abs(Number(range[3] ?? 1)) || 1);
  const out: string[] = [];
  let depth = 0;
  let run = '';
  for (const ch of inner) {
    if (ch === '{') depth += 1;
    if (ch === '}') depth -= 1;
    if (ch === ',' && depth === 0) {
      out.push(run);
      run = '';
    } else run += ch;
  }
  return [...out, run];
}

const MAX_SEQUENCE = 20_000;
/** What the words of one brace expansion may take together, in characters; a word costs something besides them, and so does reading it. */
const BRACES_ROOM = 1_500_000;
const WORD_COST = 32;
const READ_COST = 8;

function sequence(first: string, last: string, step: number): readonly string[] {
  const letters = /[A-Za-z]/.test(first + last);
  const a = letters ? first.charCodeAt(0) : Number(first);
  const b = letters ? last.charCodeAt(0) : Number(last);
  const count = Math.min(Math.floor(Math.abs(b - a) / step) + 1, MAX_SEQUENCE);
  const width = [first, last].some((text) => /^-?0\d/.test(text)) ? Math.max(first.length, last.length) : 0;
  return Array.from({ length: count }, (_, i) => {
    const value = a + Math.sign(b - a) * i * step;
    return letters ? String.fromCharCode(value) : `${value}`.padStart(width, '0');
  });
}

/** Paths that a pattern matches, in order of code units; none when nothing does. */
function pathsOf(files: Files, folder: string, field: readonly PatternPart[]): readonly string[] {
  const whole = plainText(field);
  const rooted = whole.startsWith('/');
  const steps: PatternPart[][] = [[]];
  for (const { text, active } of field) {
    for (const [i, step] of text.split('/').entries()) {
      if (i > 0) steps.push([]);
      if (step !== '') steps.at(-1)!.push({ text: step, active });
    }
  }
  let found = [rooted ? '/' : ''];
  for (const step of steps.filter((parts) => parts.length > 0)) {
    const matcher = new Glob(step);
    found = found.flatMap((base) =>
      files
        .list(absolute(base === '' ? '.' : base, folder))
        .filter((name) => (plainText(step).startsWith('.') || !name.startsWith('.')) && matcher.test(name))
        .map((name) => (base === '' || base.endsWith('/') ? `${base}${name}` : `${base}/${name}`)),
    );
  }
  return found.filter((path) => path !== '' && path !== '/');
}
