/** A piece of a line as it is typed: unfinished lines included. Positions are those of the line. */
export interface TypedWord {
  readonly kind: 'word' | 'operator';
  /** Without its quotes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The quote that it begins with, if it does. */
  readonly quote: '"' | "'" | null;
}

/** One command of a line, and the word of it that a position lies in. */
export interface TypedCommand {
  /** Its name first. Words that stand before it (assignments, `do`, `sudo`) are not among them. */
  readonly words: readonly TypedWord[];
  /** The word at the position; words.length: a new one begins here. */
  readonly index: number;
  /** The text of that word up to the position, without quotes. */
  readonly part: string;
  /** Where that word begins in the line. */
  readonly from: number;
  /** Whether that word says which file is read or written. */
  readonly redirected: boolean;
}

const OPERATOR = /^(?:\$\(|`|\|\||\|&|\||&&|&>|&|;;|;|\(|\)|\n|[0-9]?(?:>>|>&|>\||>)|<<<|<<-?|<)/;
const REDIRECTS = /^(?:[0-9]?>>?|&>|>\||<)$/;

/** The words and operators of a line. Unlike a parser it takes lines that nobody has finished yet. */
export function typedWords(text: string, base = 0): readonly TypedWord[] {
  const words: TypedWord[] = [];
  for (let at = 0; at < text.length;) {
    const operator = OPERATOR.exec(text.slice(at, at + 3))?.[0];
    if (operator !== undefined) {
      words.push({ kind: 'operator', text: operator, from: base + at, to: base + at + operator.length, quote: null });
      at += operator.length;
    } else if (/\s/.test(text.charAt(at))) at++;
    else {
      const word = wordAt(text, at);
      words.push({ ...word, from: base + at, to: base + word.to });
      at = word.to;
    }
  }
  return words;
}

function wordAt(text: string, start: number): Omit<TypedWord, 'from'> {
  const first = text.charAt(start);
  let out = '';
  let open: string | null = null;
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (open !== null) {
      if (char === open) open = null;
      else if (char === '\\' && open === '"' && /["\\$`]/.test(text.charAt(at + 1))) out += text.charAt(++at);
      else out += char;
    } else if (char === '"' || char === "'") open = char;
    else if (char === '\\') out += text.charAt(++at);
    else if (/[\s|&;()<>`]/.test(char) || (char === '$' && text.charAt(at + 1) === '(')) break;
    else out += char;
  }
  const quote = first === '"' || first === "'" ? first : null;
  return { kind: 'word', text: out, to: Math.min(at, text.length), quote };
}

const KEYWORDS = ['do', 'then', 'else', 'elif', 'if', 'while', 'until', '!', '{', 'time'];
/** Programs whose argument is a command again. */
const PREFIXES = ['sudo', 'watch', 'xargs', 'nohup', 'command', 'exec'];

/** The command that a position of a line lies in: also inside of `$(…)`, `sh -c '…'` and behind `kubectl exec … --`. */
export function commandAt(text: string, caret: number, base = 0): TypedCommand {
  const all = typedWords(text, base);
  const here = all.findIndex((word) => word.kind === 'word' && word.from <= caret && caret <= word.to);
  const before = here < 0 ? all.filter((word) => word.to <= caret) : all.slice(0, here);
  const start = before.findLastIndex((word) => word.kind === 'operator' && !isRedirect(word)) + 1;
  const ends = all.findIndex((word, i) => i >= before.length && word.kind === 'operator' && !isRedirect(word));
  const line = all.slice(start, ends < 0 ? all.length : ends);
  const at = all[here];
  const redirect = before.at(-1);
  const redirected = redirect !== undefined && REDIRECTS.test(redirect.text) && redirect.kind === 'operator';
  const part = at === undefined ? '' : (typedWords(text.slice(at.from - base, caret - base))[0]?.text ?? '');
  const inner = at === undefined ? null : innerCommand(text, caret, at, before.at(-1), base);
  if (inner !== null) return inner;
  const words = ofCommand(line, at);
  const index = at === undefined ? words.filter((word) => word.to <= caret).length : words.indexOf(at);
  return { words, index: Math.max(0, index), part, from: at?.from ?? caret, redirected };
}

function isRedirect({ text }: TypedWord): boolean {
  return /[<>]/.test(text);
}

/** What stands in the quotes of `sh -c '…'` is a line of its own. */
function innerCommand(
  text: string,
  caret: number,
  at: TypedWord,
  before: TypedWord | undefined,
  base: number,
): TypedCommand | null {
  if (!isLine(at, before) || caret <= at.from) return null;
  const { from, inside } = inQuotes(text, at, base);
  return commandAt(inside, Math.min(caret, base + from + inside.length), base + from);
}

function isLine({ quote }: TypedWord, before: TypedWord | undefined): boolean {
  return quote !== null && before?.text === '-c';
}

function inQuotes(text: string, word: TypedWord, base: number): { readonly from: number; readonly inside: string } {
  const from = word.from - base + 1;
  const closed = word.to - base - 1 > from && text.charAt(word.to - base - 1) === word.quote;
  return { from, inside: text.slice(from, closed ? word.to - base - 1 : word.to - base) };
}

/** Every word and operator that can be asked for by itself: what stands in the quotes of `sh -c '…'` word by word. */
export function singleWords(text: string, base = 0): readonly TypedWord[] {
  const all = typedWords(text, base);
  return all.flatMap((word, i) => {
    if (word.text === '\n') return [];
    if (!isLine(word, all[i - 1])) return [word];
    const { from, inside } = inQuotes(text, word, base);
    return singleWords(inside, base + from);
  });
}

/** Without what stands before the command's name, and without files that are read or written. */
function ofCommand(line: readonly TypedWord[], at: TypedWord | undefined): readonly TypedWord[] {
  const words = line.filter((word, i) => word.kind === 'word' && !isFile(line[i - 1]));
  let first = 0;
  const stops = (word: TypedWord | undefined): boolean => word === undefined || word === at;
  for (;;) {
    const word = words[first];
    if (word === undefined || stops(word)) break;
    const isBefore = word.quote === null && (KEYWORDS.includes(word.text) || /^[A-Za-z_]\w*\+?=/.test(word.text));
    const next = words[first + 1];
    const takesCommand = PREFIXES.includes(word.text) && next !== undefined && !next.text.startsWith('-');
    const dashes = words.findIndex(({ text }, i) => i > first && text === '--');
    const behindDashes = words.slice(first, dashes).some(({ text }) => text === 'exec');
    if (isBefore || takesCommand) first += 1;
    else if (dashes > first && behindDashes && (at === undefined || words.indexOf(at) > dashes)) first = dashes + 1;
    else break;
  }
  return words.slice(first);
}

function isFile(before: TypedWord | undefined): boolean {
  return before !== undefined && before.kind === 'operator' && REDIRECTS.test(before.text);
}
