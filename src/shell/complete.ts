import type { Command } from './command.ts';
import type { Host } from './hosts/host.ts';
import type { Shell } from './language/shell.ts';
import type { Machine } from './machine.ts';
import { absolute } from './process/files.ts';
import { commandAt, type TypedCommand } from './typed-words.ts';

/** What may stand at a place of a line that is being typed. */
export interface Completed {
  /** Where the word begins that is being typed, and what of it is there. */
  readonly from: number;
  readonly part: string;
  /** What it may become, in order, each as a whole. */
  readonly words: readonly string[];
}

export interface Asked {
  readonly machine: Machine;
  readonly host: Host;
  readonly shell: Shell;
  readonly commands: ReadonlyMap<string, Command>;
  readonly text: string;
  readonly caret: number;
}

/** Commands, options, names of the lab, files and variables that begin as the word at the caret does. */
export function complete(asked: Asked): Completed {
  const typed = commandAt(asked.text, asked.caret);
  const { part, from } = typed;
  const fits = candidates(asked, typed).filter((word) => word.startsWith(part) && word !== '');
  return { from, part, words: [...new Set(fits)].sort() };
}

function candidates(asked: Asked, typed: TypedCommand): readonly string[] {
  const { machine, host, shell } = asked;
  const { part, words, index } = typed;
  const variable = /^(.*)\$(\w*)$/s.exec(part);
  if (variable !== null) return shell.vars.names().map((name) => `${variable[1] ?? ''}$${name}`);
  if (typed.redirected) return filesOf(asked, part);
  if (index === 0) return part.includes('/') ? filesOf(asked, part) : namesOf(asked);
  const before = words.slice(0, index).map(({ text }) => text);
  const [name = ''] = before;
  const alias = shell.aliases.get(name)?.split(/\s+/);
  const argv = [...(alias ?? [name]), ...before.slice(1)];
  const command = asked.commands.get(argv[0] ?? '');
  const own = command?.complete?.({ machine, host, words: argv, part }) ?? [];
  const flags = part.startsWith('-') ? flagsOf(command, part) : [];
  const found = [...own, ...flags].filter((word) => word.startsWith(part));
  return found.length > 0 || part.startsWith('-') ? found : filesOf(asked, part);
}

/** Long options are offered when somebody has begun one. */
function flagsOf(command: Command | undefined, part: string): readonly string[] {
  const names = Object.values(command?.flags ?? {}).flatMap((flag) => flag.names);
  return part.startsWith('--') ? names.filter((name) => name.startsWith('--')) : names;
}

function namesOf({ machine, host, shell }: Asked): readonly string[] {
  return [...machine.programs.names(host), ...shell.functions.keys(), ...shell.aliases.keys()];
}

function filesOf({ host, shell }: Asked, part: string): readonly string[] {
  const cut = part.lastIndexOf('/') + 1;
  const typed = part.slice(0, cut);
  const folder = absolute(typed === '' ? '.' : typed, shell.folder);
  return host.files
    .list(folder)
    .filter((name) => !name.startsWith('.') || part.slice(cut).startsWith('.'))
    .map((name) => `${typed}${name}${host.files.isFolder(absolute(name, folder)) ? '/' : ''}`);
}

/** What all words have in common at their beginning. */
export function commonStart(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  for (const word of words) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Blanks and signs that a shell would read otherwise are written with a backslash. */
export function typedForm(word: string): string {
  return word.replace(/[\s|&;()<>'"\\*?]/g, (sign) => `\\${sign}`);
}
