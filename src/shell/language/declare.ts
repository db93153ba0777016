import { write } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { ShellError } from './flow.ts';
import type { Io, Shell } from './shell.ts';

const NAME = /^[A-Za-z_]\w*$/;

/** 'name' or 'name=text': the name, and the text if there is one. Throws for what is no name. */
function parted(builtin: string, word: string): { readonly name: string; readonly text: string | null } {
  const cut = word.indexOf('=');
  const name = cut < 0 ? word : word.slice(0, cut);
  if (!NAME.test(name)) throw new ShellError(`${builtin}: \`${word}': not a valid identifier`);
  return { name, text: cut < 0 ? null : word.slice(cut + 1) };
}

export function* exportNames(shell: Shell, args: readonly string[], io: Io): Task {
  const words = args.filter((arg) => !arg.startsWith('-'));
  if (words.length === 0) {
    for (const [name, value] of shell.vars.environment()) yield* write(io.stdout, `declare -x ${name}="${value}"\n`);
  }
  for (const word of words) {
    const { name, text } = parted('export', word);
    if (text !== null && !shell.vars.set(name, text)) throw new ShellError(`${name}: readonly variable`);
    shell.vars.export(name);
  }
  return 0;
}

export function* declare(shell: Shell, args: readonly string[], io: Io): Task {
  const words = args.filter((arg) => !arg.startsWith('-'));
  for (const word of words) {
    const { name, text } = parted('declare', word);
    if (text !== null && !shell.vars.set(name, text)) throw new ShellError(`${name}: readonly variable`);
    if (args.some((arg) => /^-\w*x/.test(arg))) shell.vars.export(name);
  }
  if (words.length === 0) {
    for (const name of shell.vars.names()) yield* write(io.stdout, `${name}=${shell.vars.get(name) ?? ''}\n`);
  }
  return 0;
}

const LETTERS: Readonly<Record<string, keyof Shell['options']>> = { e: 'errexit', u: 'nounset', x: 'xtrace' };
const OPTIONS: readonly (keyof Shell['options'])[] = ['errexit', 'nounset', 'pipefail', 'xtrace'];

export function* setOptions(shell: Shell, args: readonly string[], io: Io): Task {
  if (args.length === 0) return yield* declare(shell, [], io);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--' || !/^[-+]/.test(arg)) {
      shell.args = args.slice(arg === '--' ? i + 1 : i);
      return 0;
    }
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      const option = letter === 'o' ? OPTIONS.find((name) => name === args[i + 1]) : LETTERS[letter];
      if (letter === 'o') i += 1;
      if (option !== undefined) shell.options = { ...shell.options, [option]: on };
    }
  }
  return 0;
}
