import type { CompoundCommand, CompoundList, ParsedScript, Redirected } from 'unbash';
import type { Nanos } from '../../lab/names.ts';
import type { Files } from '../process/files.ts';
import type { Process } from '../process/scheduler.ts';
import type { Sink, Source } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import type { Variables } from './variables.ts';

export interface Io {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** What a shell needs of the machine that it runs on. */
export interface ShellHost {
  readonly files: Files;
  /** How error messages begin: 'bash' or 'sh'. */
  readonly name: string;
  readonly now: () => Nanos;
  /** Lab time as seconds since 1970. */
  readonly clock: () => number;
  /** The interpreter: words ask it for $(…), it asks words for their text. */
  readonly interpret: (shell: Shell, script: ParsedScript | CompoundList, io: Io) => Task;
  /** Runs a program that is not built in; answers 127 when there is none of that name. */
  exec(argv: readonly string[], io: Io, shell: Shell, environment: ReadonlyMap<string, string>): Task;
  /** Whether there is such a program, and where it would lie. */
  whereIs(name: string): string | null;
  spawn(task: Task, group: number): Process;
  newGroup(): number;
  signal(group: number, signal: 'INT' | 'TERM' | 'KILL'): void;
  /** A little lab time, so that no loop runs for ever in one moment. */
  breath(): Task<void>;
  /** A number from the lab's seed, 0 to 32767. */
  random(): number;
}

/** A job that runs in the background. */
export interface Background {
  readonly number: number;
  readonly group: number;
  readonly process: Process;
  readonly text: string;
}

export type FunctionBody = CompoundCommand | Redirected | CompoundList;

/** The state of one shell: what lasts from one line to the next. */
export class Shell {
  readonly host: ShellHost;
  readonly vars: Variables;
  readonly functions: Map<string, FunctionBody>;
  readonly aliases: Map<string, string>;
  readonly jobs: Background[] = [];
  readonly history: string[] = [];
  folder: string;
  /** $0 */
  called: string;
  args: readonly string[];
  status = 0;
  options: {
    readonly errexit: boolean;
    readonly pipefail: boolean;
    readonly nounset: boolean;
    readonly xtrace: boolean;
  };
  /** The group that a terminal's Ctrl-C reaches. */
  group: number;
  lastBackground: number | null = null;
  depth = 0;
  /** <(…) in the statement that runs: each has a descriptor of its own. */
  substitutions = 0;
  /** Loops around the command that runs. */
  loops = 0;
  /** Functions and sourced files around it: where `return` leads. */
  returns = 0;
  /** The failure of the last statement is none under set -e: it was asked for by && || or !. */
  excused = false;

  constructor(host: ShellHost, start: { vars: Variables; folder: string; group: number; args?: readonly string[] }) {
    this.host = host;
    this.vars = start.vars;
    this.folder = start.folder;
    this.called = host.name;
    this.group = start.group;
    this.args = start.args ?? [];
    this.functions = new Map();
    this.aliases = new Map();
    this.options = { errexit: false, pipefail: false, nounset: false, xtrace: false };
  }

  /** A subshell: everything as it is here, and nothing of what it changes comes back. */
  fork(): Shell {
    const child = new Shell(this.host, {
      vars: this.vars.copy(),
      folder: this.folder,
      group: this.group,
      args: this.args,
    });
    for (const [name, body] of this.functions) child.functions.set(name, body);
    for (const [name, text] of this.aliases) child.aliases.set(name, text);
    child.called = this.called;
    child.status = this.status;
    child.options = this.options;
    child.depth = this.depth + 1;
    child.loops = this.loops;
    child.returns = this.returns;
    return child;
  }
}
