import type { Context } from '../../command.ts';
import type { FlagSpec, Parsed, FlagTable } from '../../flags.ts';
import type { Task } from '../../process/task.ts';
import type { Words } from '../../words.ts';

/** An option as pflag knows it. `about.en` is the program's own usage text; `default` is printed as `(default X)`. */
export interface CobraFlag extends FlagSpec {
  readonly default?: string;
}
export type CobraFlags = { readonly [key: string]: CobraFlag };

/** One call of a command of the tree, with everything read. */
export interface CobraCall {
  readonly context: Context;
  readonly operands: readonly string[];
  readonly flags: Parsed<FlagTable>;
  /** 'cilium config view'. */
  readonly path: string;
  /** What `--help` prints. */
  readonly help: string;
}

/** A command of a program that is made with spf13/cobra. `about.en` is its Short text. */
export interface CobraCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What follows the name in its usage line ('NAME VALUE'). */
  readonly takes?: string;
  readonly about: Words;
  readonly long?: string;
  readonly example?: string;
  readonly flags?: CobraFlags;
  /** Options of it and of all below. */
  readonly persistent?: CobraFlags;
  readonly children?: readonly CobraCommand[];
  /** How many operands there may be, and the refusal otherwise: null is fine. */
  readonly args?: (operands: readonly string[], call: CobraCall) => string | null;
  /** Left out: only a name for what is below it; it prints its help. */
  readonly run?: (call: CobraCall) => Task;
  /** What may stand as an operand, for completion. */
  readonly operands?: (context: Pick<Context, 'machine' | 'host'>) => readonly string[];
}

/** How a program says that something went wrong: cobra's own words, with what its authors have silenced. */
export interface CobraStyle {
  readonly prefix: 'Error: ' | '';
  /** Prints the usage after a wrong flag. */
  readonly usage: boolean;
  /** 'Run 'x --help' for usage.' after an unknown command. */
  readonly advice: boolean;
}

export interface Program {
  readonly root: CobraCommand;
  readonly style: CobraStyle;
}

/** The way from the root down to the command that is meant. */
export type Path = readonly [CobraCommand, ...CobraCommand[]];

export function pathText(path: Path): string {
  return path.map((command) => command.name).join(' ');
}

export function childOf(command: CobraCommand, word: string): CobraCommand | null {
  return command.children?.find((child) => child.name === word || child.aliases?.includes(word) === true) ?? null;
}

export const HELP: CobraFlag = { names: ['-h', '--help'], about: { en: 'help', ko: '도움말' } };

/** Options of the ancestors that this command takes as well. */
export function inheritedFlags(path: Path): CobraFlags {
  return Object.assign({}, ...path.slice(0, -1).map((command) => command.persistent ?? {})) as CobraFlags;
}

export function ownFlags(path: Path): CobraFlags {
  const command = path.at(-1) ?? path[0];
  const help = { ...HELP, about: { ...HELP.about, en: `help for ${command.name}` } };
  return { ...command.persistent, ...command.flags, help };
}

/** Everything that may be given here. */
export function allFlags(path: Path): CobraFlags {
  return { ...inheritedFlags(path), ...ownFlags(path) };
}

/** All options of the whole tree, each once for every way of writing it: for the explanation of a typed line. */
export function flagsOfTree(command: CobraCommand): CobraFlags {
  const below = (command.children ?? []).map(flagsOfTree);
  const own = Object.values({ ...command.persistent, ...command.flags }).map(
    (flag) => [flag.names.join(' '), flag] as const,
  );
  return Object.assign({}, ...below, Object.fromEntries(own)) as CobraFlags;
}
