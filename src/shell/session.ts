import type { EventId } from '../trace/events.ts';
import type { Evidence } from './evidence.ts';
import type { Host } from './hosts/host.ts';
import type { Io, Shell } from './language/shell.ts';
import type { Machine } from './machine.ts';
import type { Process } from './process/scheduler.ts';
import { Signalled, signalCode, type Task } from './process/task.ts';
import { write } from './process/stream.ts';
import { Keyboard, Screen } from './screen.ts';

/** One line that was run, and what it was answered from. */
export interface Entry {
  readonly line: string;
  /** Positions in the screen's chunks: its output is from..to; `to` null while it runs. */
  readonly from: number;
  readonly to: number | null;
  readonly evidence: readonly Evidence[];
  readonly exitCode: number | null;
}

/** `seen`: the packets among the evidence, which become more while the line runs. */
type Open = { -readonly [K in keyof Entry]: Entry[K] } & { evidence: Evidence[]; seen: EventId[] | null };

/** A person at a terminal: a shell on one host, one line after the other. */
export class Session {
  readonly host: Host;
  readonly shell: Shell;
  readonly screen: Screen;
  readonly keyboard = new Keyboard();
  readonly entries: Open[] = [];
  readonly #machine: Machine;
  readonly #io: Io;
  #running: Process | null = null;
  /** Packets that a program has said it has seen, and the turn in which it did: what it writes then tells of them. */
  #seen: { readonly events: readonly EventId[]; readonly turn: number } | null = null;

  constructor(machine: Machine, host: Host, columns: number) {
    this.#machine = machine;
    this.host = host;
    const { lab } = machine;
    this.screen = new Screen(columns, () => ({
      at: lab.now,
      events: lab.trace.events.length,
      tells: this.#takeSeen(),
    }));
    this.shell = machine.shell(host, 'bash', machine.scheduler.newGroup(), (evidence) => this.#shows(evidence));
    this.shell.vars.set('COLUMNS', `${columns}`);
    this.#io = { stdin: this.keyboard, stdout: this.screen.sink('stdout'), stderr: this.screen.sink('stderr') };
  }

  /** Whether a line is still running. */
  get busy(): boolean {
    return this.#running !== null && this.#running.exitCode === null;
  }

  /** Starts a line. It must not be busy. */
  run(line: string): Process {
    this.shell.history.push(line);
    this.screen.begin();
    const entry: Open = { line, from: this.screen.chunks.length, to: null, evidence: [], seen: null, exitCode: null };
    this.entries.push(entry);
    this.shell.group = this.#machine.scheduler.newGroup();
    this.#running = this.#machine.scheduler.spawn(this.#line(entry), this.shell.group);
    return this.#running;
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#machine.scheduler.signal(this.shell.group, 'INT');
  }

  prompt(): string {
    const home = this.shell.vars.get('HOME') ?? '/root';
    const { folder } = this.shell;
    const shown = folder === home ? '~' : folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
    return `root@${this.host.name}:${shown}# `;
  }

  *#line(entry: Open): Task {
    try {
      const { runText } = yield* this.#machine.programs.language();
      return (entry.exitCode = yield* runText(this.shell, entry.line, this.#io));
    } catch (error) {
      if (error instanceof RangeError) {
        yield* write(this.#io.stderr, 'Segmentation fault (core dumped)\n');
        return (entry.exitCode = this.shell.status = 139);
      }
      if (!(error instanceof Signalled)) throw error;
      return (entry.exitCode = this.shell.status = signalCode(error.signal));
    } finally {
      yield* this.#tellJobs();
      entry.to = this.screen.chunks.length;
    }
  }

  /** Background jobs that have ended are told before the next prompt. */
  *#tellJobs(): Task<void> {
    const { jobs } = this.shell;
    for (let i = jobs.length - 1; i >= 0; i--) {
      const { number, process, text } = jobs[i]!;
      if (process.exitCode === null) continue;
      jobs.splice(i, 1);
      const state = process.exitCode === 0 ? 'Done' : `Exit ${process.exitCode}`;
      yield* write(this.#io.stderr, `[${number}]+  ${state.padEnd(23)} ${text}\n`);
    }
  }

  /** What goes through a pipe is written in another turn, by another program: which of the packets is left nobody knows. */
  #takeSeen(): readonly EventId[] | null {
    const seen = this.#seen;
    this.#seen = null;
    return seen?.turn === this.#machine.scheduler.turn ? seen.events : null;
  }

  #shows(evidence: Evidence): void {
    if (evidence.kind === 'packets') this.#seen = { events: evidence.events, turn: this.#machine.scheduler.turn };
    const entry = this.entries.at(-1);
    if (entry === undefined) return;
    if (evidence.kind !== 'packets') entry.evidence.push(evidence);
    else if (entry.seen !== null) entry.seen.push(...evidence.events);
    else {
      // A capture tells of every packet by itself: they are one thing that was read.
      entry.seen = [...evidence.events];
      entry.evidence.push({ kind: 'packets', events: entry.seen });
    }
  }
}
