import type { FlagTable } from './flags.ts';
import type { HostKind } from './hosts/host.ts';
import type { Words } from './words.ts';

/** What a command helps to find out: the headings of the list of commands. */
export type Topic = 'where' | 'send' | 'capture' | 'routes' | 'cilium' | 'cluster' | 'change' | 'text' | 'shell';

/** What is known of a program without running it. */
export interface ProgramFacts {
  readonly name: string;
  readonly about: Words;
  readonly topic: Topic;
  /** Where it is installed. */
  readonly on: readonly HostKind[];
  /** Its options: for completion, --help and the explanation of a typed line. Commands with a grammar of their own have none. */
  readonly flags?: FlagTable;
}
