import type { Nanos } from '../../lab/names.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Stores } from '../app-state.ts';
import { hurry, sleepMillis, stretch, type Limits } from './pace.ts';
import type { Publisher } from './publisher.ts';
import type { Seat } from './seat.ts';

/** Lab time that a line may take at once; beyond it a second of the lab is let go by in a tenth of one. */
const AT_ONCE = 10_000_000_000;
const PER_MILLI = 10_000_000;
/** What is still on its way arrives behind the last line. */
const AFTERGLOW = 200_000_000;

/** Lets the lab go on while its terminals are watched: in pace with the reader, or in a hurry. */
export class Drive {
  readonly #stores: Stores;
  readonly #publisher: Publisher;
  readonly #seats: readonly Seat[];
  readonly #machine: () => Machine;
  /** Milliseconds that the reader has waited for a sleeper, and up to where a hurried lab may go. */
  #waited = 0;
  #allowed = 0;
  /** Whether the lab has been let go on behind the last line. */
  #settled = true;

  constructor(stores: Stores, publisher: Publisher, seats: readonly Seat[], machine: () => Machine) {
    this.#stores = stores;
    this.#publisher = publisher;
    this.#seats = seats;
    this.#machine = machine;
  }

  /** There is something to do again. */
  wake(): void {
    this.#settled = false;
    this.#waited = 0;
    this.#allowed = this.#machine().now + AT_ONCE;
  }

  #limits(goOn: () => boolean): Limits {
    return {
      goOn,
      written: () => this.#seats.reduce((sum, seat) => sum + seat.session.screen.chunks.length, 0),
      done: () => this.#seats.some((seat) => seat.running && !seat.session.busy),
    };
  }

  /** After Ctrl-C: until the one who got it has ended. */
  finish(seat: Seat, goOn: () => boolean): void {
    const machine = this.#machine();
    const limits = { ...this.#limits(goOn), done: () => !seat.session.busy };
    hurry(machine, (machine.now + AFTERGLOW) as Nanos, limits);
  }

  /** A command that stumbles ends; the page and the other terminals go on. Says whether nobody can go on. */
  goOn(how: 'hurry' | 'keepPace', millis: number, more: () => boolean): boolean {
    try {
      return how === 'hurry' ? this.#hurry(millis, more) : this.#keepPace(millis, more);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      for (const seat of this.#seats) {
        if (!seat.session.busy) continue;
        seat.stumble(message);
        this.#machine().scheduler.signal(seat.session.shell.group, 'KILL');
      }
      return false;
    }
  }

  /** As fast as the page can, but an endless loop stays watchable. Says whether nobody can go on. */
  #hurry(millis: number, goOn: () => boolean): boolean {
    const machine = this.#machine();
    this.#allowed = Math.max(this.#allowed, machine.now) + Math.round(millis * PER_MILLI);
    const how = hurry(machine, this.#allowed as Nanos, this.#limits(goOn));
    const over = !machine.scheduler.alive || how === 'rests';
    if (how === 'held') return false;
    if (over) this.#settle();
    if (this.#publisher.publish(over || how === 'done' ? 'now' : 'soon', millis)) this.#publisher.toEnd();
    return over;
  }

  /** Computes on when the reader has seen nearly all there is. Says whether nobody can go on. */
  #keepPace(millis: number, goOn: () => boolean): boolean {
    if (!this.#publisher.nearEnd() || this.#seats.some((seat) => seat.unseen > 0)) return false;
    const machine = this.#machine();
    const limits = this.#limits(goOn);
    const how = stretch(machine, limits);
    if (how.kind === 'sleeps') {
      this.#waited += millis * this.#stores.playhead.getState().speed;
      if (this.#waited >= sleepMillis(how.nanos)) this.#overSleep(how.nanos, limits);
      return false;
    }
    if (how.kind === 'held') return false;
    this.#noteEnds();
    if (!machine.scheduler.alive) this.#settle();
    const grown = this.#publisher.publish();
    if (grown) this.#publisher.play();
    return how.kind === 'rests' || (!machine.scheduler.alive && !grown);
  }

  /** The reader has waited: the sleeper wakes, and the stage does not wait for it again. */
  #overSleep(nanos: number, limits: Limits): void {
    const machine = this.#machine();
    const from = machine.lab.trace.events.length;
    machine.scheduler.run({ until: (machine.now + nanos) as Nanos, steps: 100 });
    this.#waited = 0;
    stretch(machine, limits);
    this.#noteEnds();
    if (this.#publisher.publish()) this.#publisher.playBehindWait(from);
  }

  #noteEnds(): void {
    for (const seat of this.#seats) seat.noteEnd(this.#machine().lab.trace.events.length);
  }

  /** What is still on its way when nobody runs any more. */
  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    const machine = this.#machine();
    machine.scheduler.run({ until: (machine.now + AFTERGLOW) as Nanos, steps: 2_000 });
  }
}
