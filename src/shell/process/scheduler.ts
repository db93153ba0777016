import type { Nanos } from '../../lab/names.ts';
import { type SignalName, Signalled, signalCode, type Task, until, type Wait } from './task.ts';

/** Lab time as the scheduler needs it: when something is due next, and a way to go there. */
export interface LabTime {
  readonly now: Nanos;
  readonly next: Nanos | null;
  advance(to: Nanos): void;
}

/** A task that the scheduler runs. */
export interface Process {
  readonly id: number;
  /** Processes that get a terminal's Ctrl-C together. */
  readonly group: number;
  /** Null while it runs. */
  readonly exitCode: number | null;
}

interface Running {
  readonly id: number;
  readonly group: number;
  readonly task: Task;
  wait: Wait | null;
  pending: SignalName | null;
  started: boolean;
  exitCode: number | null;
}

/**
 * Why `run` came back: nobody can go on and nothing is due; the time asked for is reached; the steps are used up; what
 * somebody needs is not there yet, and everything stands still.
 */
export type Pause = 'idle' | 'until' | 'steps' | 'held';

/**
 * Runs tasks one after the other on lab time, always in the same order. Time goes on only when no task can: then the
 * lab is taken to whatever is due next, in the network or for a sleeper.
 */
export class Scheduler {
  readonly #time: LabTime;
  readonly #held: () => boolean;
  readonly #processes: Running[] = [];
  /** Where the round that is held goes on. */
  #next = 0;
  #ids = 0;
  #turn = 0;
  #groups = 0;

  /** `held`: whether a process waits for what the page has to fetch. Nobody else goes on before it: as if it had been there. */
  constructor(time: LabTime, held: () => boolean = () => false) {
    this.#time = time;
    this.#held = held;
  }

  /** Another number each time that a process goes on: what happens in the same turn, the same process does. */
  get turn(): number {
    return this.#turn;
  }

  newGroup(): number {
    return ++this.#groups;
  }

  spawn(task: Task, group: number): Process {
    const process: Running = {
      id: ++this.#ids,
      group,
      task,
      wait: null,
      pending: null,
      started: false,
      exitCode: null,
    };
    this.#processes.push(process);
    return process;
  }

  /** Sends a signal to every process of a group. */
  signal(group: number, signal: SignalName): void {
    for (const process of this.#processes) {
      if (process.group === group && process.exitCode === null) process.pending = signal;
    }
  }

  /** Whether any process of the group still runs. */
  busy(group: number): boolean {
    return this.#processes.some((process) => process.group === group);
  }

  /** How many processes there are. */
  get count(): number {
    return this.#processes.length;
  }

  /** Whether any process could go on without time passing or something being due. */
  get alive(): boolean {
    return this.#processes.length > 0;
  }

  /** The next time at which a sleeper wakes; null: nobody sleeps. */
  get wakes(): Nanos | null {
    let first: Nanos | null = null;
    for (const { wait } of this.#processes) {
      if (wait !== null && wait.at !== null && (first === null || wait.at < first)) first = wait.at;
    }
    return first;
  }

  /**
   * Runs until a condition holds (asked between steps), nobody can go on, `until` is reached or so many steps have been
   * taken; a step is one process going on, or one moment of the lab.
   */
  run(limits: { readonly until: Nanos | null; readonly steps: number; readonly done?: () => boolean }): Pause {
    for (let left = limits.steps; left > 0;) {
      if (this.#held()) return 'held';
      const went = this.#round();
      if (this.#held()) return 'held';
      if (limits.done?.()) return 'until';
      if (went > 0) {
        left -= went;
        continue;
      }
      const due = earlier(this.#time.next, this.wakes);
      if (due === null) return 'idle';
      if (limits.until !== null && due > limits.until) {
        if (limits.until > this.#time.now) this.#time.advance(limits.until);
        return 'until';
      }
      this.#time.advance(due);
      left -= 1;
    }
    return 'steps';
  }

  /** Lets everybody who can go on do so once. Says how many did. */
  #round(): number {
    let went = 0;
    for (let i = this.#next; i < this.#processes.length; i++) {
      const process = this.#processes[i]!;
      if (!this.#canGoOn(process)) continue;
      went += 1;
      this.#resume(process);
      this.#next = i;
      if (this.#held()) return went;
    }
    this.#next = 0;
    if (went > 0) {
      for (let i = this.#processes.length - 1; i >= 0; i--) {
        if (this.#processes[i]!.exitCode !== null) this.#processes.splice(i, 1);
      }
    }
    return went;
  }

  #canGoOn({ exitCode, wait, pending }: Running): boolean {
    if (exitCode !== null) return false;
    if (pending !== null || wait === null) return true;
    return wait.ready() || (wait.at !== null && wait.at <= this.#time.now);
  }

  #resume(process: Running): void {
    const { task } = process;
    this.#turn += 1;
    // What has not begun has nothing to tidy up yet: it begins, and gets the signal where it first waits.
    const pending = process.started ? process.pending : null;
    if (process.started) process.pending = null;
    process.started = true;
    process.wait = null;
    try {
      const step = pending === null ? task.next() : task.throw(new Signalled(pending));
      if (step.done) process.exitCode = step.value;
      else process.wait = step.value;
    } catch (error) {
      if (error instanceof Signalled) process.exitCode = signalCode(error.signal);
      // A stack or a text that grew beyond what there is room for: on a machine that is a segmentation fault.
      else if (error instanceof RangeError) process.exitCode = SEGMENTATION_FAULT;
      else throw error;
    }
  }
}

const SEGMENTATION_FAULT = 139;

function earlier(a: Nanos | null, b: Nanos | null): Nanos | null {
  if (a === null) return b;
  return b === null || a <= b ? a : b;
}

/** Waits for a process. A signal that comes meanwhile is passed on when the process has ended. */
export function* waitFor(process: Process): Task<number> {
  const ended = (): boolean => process.exitCode !== null;
  let signalled: Signalled | null = null;
  while (!ended()) {
    try {
      yield* until(ended);
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      signalled = error;
    }
  }
  if (signalled !== null) throw signalled;
  return process.exitCode ?? 0;
}
