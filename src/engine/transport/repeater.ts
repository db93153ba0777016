import type { Kernel, Timer } from '../kernel.ts';
import { TICK } from './tcp-timers.ts';

/** What to do again and again until an answer comes, with a growing pause. */
export interface Repeated {
  /** Nanoseconds until the timer fires after `fired` times. */
  pause(fired: number): number;
  readonly limit: number;
  /** `attempt` counts from 1; `next` is the pause that follows. */
  again(attempt: number, next: number): void;
  giveUp(): void;
}

/** The retransmission timer of a SYN or SYN-ACK. */
export class Repeater {
  readonly #kernel: Kernel;
  readonly #what: Repeated;
  #timer: Timer | null = null;
  #fired = 0;

  constructor(kernel: Kernel, what: Repeated) {
    this.#kernel = kernel;
    this.#what = what;
    this.restart();
  }

  get fired(): number {
    return this.#fired;
  }

  /** Begins the present pause anew: what is repeated has just been sent for another reason. */
  restart(): void {
    this.#timer?.cancel();
    this.#timer = this.#kernel.after(this.#what.pause(this.#fired) + TICK, () => this.#fire());
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #fire(): void {
    if (this.#fired >= this.#what.limit) {
      this.#what.giveUp();
      return;
    }
    this.#fired += 1;
    this.restart();
    this.#what.again(this.#fired, this.#what.pause(this.#fired));
  }
}
