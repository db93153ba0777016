import { beatMillis, waitBefore } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Stores } from '../app-state.ts';
import { pause, seek } from '../playhead.ts';
import { type Ask, sameAsk } from '../../scenario/ask.ts';
import type { Session } from '../session.ts';
import { askOfLab } from './follow-lab.ts';
import { sleepMillis } from './pace.ts';

/** A hurried lab is shown anew this often: milliseconds. */
const SELDOM = 250;

/** Puts on the stage what commands have caused, and moves the playhead along. */
export class Publisher {
  readonly #stores: Stores;
  #machine: Machine;
  #events: number;
  #standing: string;
  #since = 0;
  /** The run that this publisher has written into the session itself. */
  run: Session['run'];

  constructor(stores: Stores, machine: Machine) {
    this.#stores = stores;
    this.#machine = machine;
    this.run = stores.session.getState().run;
    this.#events = machine.lab.trace.events.length;
    this.#standing = standingOf(machine);
  }

  restart(machine: Machine): void {
    this.#machine = machine;
    this.#stores.terminal.setState({ asked: null });
    this.run = this.#stores.session.getState().run;
    this.#events = machine.lab.trace.events.length;
    this.#standing = standingOf(machine);
  }

  /** Shows all that has happened by now. Says whether there was anything new. */
  publish(when: 'now' | 'soon' = 'now', millis = 0): boolean {
    const { events } = this.#machine.lab.trace;
    this.#since += millis;
    if (events.length === this.#events || (when === 'soon' && this.#since < SELDOM)) return false;
    this.#since = 0;
    this.#events = events.length;
    this.#stores.session.setState({ trace: this.#machine.lab.snapshot(), before: null });
    return true;
  }

  /** Chips and menus say what is true now, when a command has changed Cilium or the router. */
  follow(): void {
    const standing = standingOf(this.#machine);
    if (standing === this.#standing) return;
    this.#standing = standing;
    const session = this.#stores.session.getState();
    const now = (ask: Ask): Ask => askOfLab(session, this.#machine, ask);
    const ask = now(session.run.ask);
    if (sameAsk(ask, session.run.ask)) return;
    const { asked } = this.#stores.terminal.getState();
    this.#stores.terminal.setState({ asked: asked ?? session.run.ask });
    this.run = { ...session.run, ask };
    this.#stores.session.setState({ run: this.run, ask: now(session.ask) });
  }

  /** Events that the reader has seen. */
  passed(): number {
    const { at } = this.#stores.playhead.getState();
    return Math.floor(at) + 1;
  }

  /** Whether the reader has come to the end of what there is to see, and does not hold the time. */
  nearEnd(): boolean {
    const { at, mode } = this.#stores.playhead.getState();
    const last = this.#last();
    return mode === 'playing' && at >= last - 1;
  }

  toEnd(): void {
    this.#head((head, trace) => ({ ...seek(head, trace, trace.events.length), range: null, loop: 'off' }));
  }

  play(): void {
    this.#head((head) => ({ ...head, mode: 'playing', range: null, loop: 'off' }));
  }

  /** The reader has waited for the sleep before this event: the stage does not wait again. */
  playBehindWait(event: number): void {
    this.#head((head, trace) => {
      const waited = sleepMillis(waitBefore(trace, event));
      const length = beatMillis(trace, event - 1);
      const at = length === 0 ? head.at : beat(Math.max(head.at, event - 1 + Math.min(0.999, waited / length)));
      return { ...head, mode: 'playing', at, range: null };
    });
  }

  /** Nothing runs any more: the playhead stands when it has come to the end. */
  rest(): void {
    this.#head((head) => (head.at >= this.#last() ? pause(head) : head));
  }

  #last(): number {
    return (this.#stores.session.getState().trace?.events.length ?? 0) - 1;
  }

  #head(next: (head: ReturnType<Stores['playhead']['getState']>, trace: Trace) => typeof head): void {
    const { trace } = this.#stores.session.getState();
    if (trace === null) return;
    this.#stores.playhead.setState((head) => next(head, trace), true);
  }
}

/** What commands can change under the controls: the world that is in force, and the router's rows. */
function standingOf({ world, lab }: Machine): string {
  const { router, settings } = world;
  const rows = router === null ? [] : lab.table(router, 'routes').keys();
  return JSON.stringify([settings, world.file.cilium, [...rows]]);
}
