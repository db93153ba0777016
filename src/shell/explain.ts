import { ownOf } from '../base/own.ts';
import type { Command } from './command.ts';
import type { FlagSpec } from './flags.ts';
import type { Shell } from './language/shell.ts';
import { ASSIGNMENT, BUILTIN_WORDS, KEYWORD_WORDS, OPERATOR_WORDS, VARIABLE } from './syntax-words.ts';
import { commandAt, type TypedWord, typedWords } from './typed-words.ts';
import type { Words } from './words.ts';

/** What the word at a place of a typed line is for. */
export interface Explanation {
  /** The word as it stands there; for an option with a value, the option. */
  readonly word: string;
  readonly about: Words;
}

/** Says what the word at the caret does; null where there is nothing to say. */
export function explain(
  commands: ReadonlyMap<string, Command>,
  shell: Pick<Shell, 'aliases' | 'vars'>,
  text: string,
  caret: number,
): Explanation | null {
  const operator = typedWords(text).find(
    ({ kind, from, to }) => kind === 'operator' && from < caret && caret <= to && text.charAt(from) !== '\n',
  );
  const typed = commandAt(text, caret);
  const { words, index } = typed;
  const word = words[index]?.text ?? '';
  const inWord = words[index] !== undefined;
  if (!inWord) {
    const before = typedWords(text).find(({ kind, from, to }) => kind === 'word' && from <= caret && caret <= to);
    if (before !== undefined) return ofLanguage(before.text);
    if (operator !== undefined) return named(operator.text, ownOf(OPERATOR_WORDS, operator.text));
  }
  const argv = [...(shell.aliases.get(words[0]?.text ?? '')?.split(/\s+/) ?? [words[0]?.text ?? ''])];
  const [name = ''] = argv;
  const command = commands.get(name);
  const shown = inWord ? index : 0;
  if (shown === 0) {
    const about = command?.about ?? ownOf(BUILTIN_WORDS, name);
    return about === undefined ? ofLanguage(word) : named(words[0]?.text ?? name, about);
  }
  const all = [...argv, ...words.slice(1).map(({ text: one }) => one)];
  const at = shown + argv.length - 1;
  const own = command?.explain?.(all, at);
  if (own !== undefined && own !== null) return { word, about: own };
  const flag = flagAt(command, all, at);
  if (flag !== null) return flag;
  if (/^\$\w+$/.test(word)) return { word, about: VARIABLE };
  return named(name, command?.about ?? ownOf(BUILTIN_WORDS, name));
}

/** Says what one word or operator of a line does, wherever the caret is. */
export function explainWord(
  commands: ReadonlyMap<string, Command>,
  shell: Pick<Shell, 'aliases' | 'vars'>,
  text: string,
  { kind, text: word, from }: Pick<TypedWord, 'kind' | 'text' | 'from'>,
): Explanation | null {
  return kind === 'operator' ? named(word, OPERATOR_WORDS[word]) : explain(commands, shell, text, from + 1);
}

function named(word: string, about: Words | undefined): Explanation | null {
  return about === undefined ? null : { word, about };
}

function ofLanguage(word: string): Explanation | null {
  if (/^[A-Za-z_]\w*\+?=/.test(word)) return { word: word.slice(0, word.indexOf('=')), about: ASSIGNMENT };
  return named(word, KEYWORD_WORDS.get(word) ?? ownOf(BUILTIN_WORDS, word));
}

/** The option that a word is, or whose value it is; of several letters in one word, all of them. */
function flagAt(command: Command | undefined, words: readonly string[], at: number): Explanation | null {
  const specs = Object.values(command?.flags ?? {});
  const word = words[at] ?? '';
  const exact = (name: string): FlagSpec | undefined => specs.find(({ names }) => names.includes(name));
  const long = word.startsWith('--') && word.includes('=') ? word.slice(0, word.indexOf('=')) : word;
  const whole = exact(long);
  if (whole !== undefined) return { word: long, about: whole.about };
  if (/^-[^-]/.test(word)) return cluster(word, exact);
  const before = words[at - 1] ?? '';
  const takes = exact(before) ?? exact(`-${before.at(-1) ?? ''}`);
  return takes?.takes !== undefined && before.startsWith('-') ? { word: before, about: takes.about } : null;
}

function cluster(word: string, exact: (name: string) => FlagSpec | undefined): Explanation | null {
  const found: { name: string; about: Words }[] = [];
  for (const letter of word.slice(1)) {
    const spec = exact(`-${letter}`);
    if (spec === undefined) break;
    if (found.some(({ name }) => name === `-${letter}`)) continue;
    found.push({ name: `-${letter}`, about: spec.about });
    if (spec.takes !== undefined) break;
  }
  if (found.length === 0) return null;
  const told = (lang: keyof Words): string =>
    found.length === 1 ? found[0]!.about[lang] : found.map(({ name, about }) => `${name} ${about[lang]}`).join('; ');
  return { word: found.length === 1 ? found[0]!.name : word, about: { en: told('en'), ko: told('ko') } };
}
