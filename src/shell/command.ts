import type { Host, HostKind } from './hosts/host.ts';
import type { Call, Machine } from './machine.ts';
import type { Task } from './process/task.ts';
import type { ProgramFacts } from './program-facts.ts';
import type { Words } from './words.ts';

/** One call of a command. */
export type Context = Call;

/** A program that can be typed. */
export interface Command extends ProgramFacts {
  /** Lines worth typing in this lab, each for the host kind it belongs to. Nothing is hard-coded: names come from the lab. */
  readonly examples?: (machine: Machine) => readonly Example[];
  run(context: Context): Task;
  /** Words that may come next. `words` are those before, its own name first; `part` is the beginning of the one being typed. */
  complete?(asked: Completion): readonly string[];
  /** What the word at `index` of a typed line means; null: nothing to say beyond its flags. */
  explain?(words: readonly string[], index: number): Words | null;
}

export interface Example {
  readonly line: string;
  readonly on: HostKind;
  readonly about: Words;
}

export interface Completion {
  readonly machine: Machine;
  readonly host: Host;
  readonly words: readonly string[];
  readonly part: string;
}
