import type { Evidence } from '../../shell/evidence.ts';
import type { Entry } from '../../shell/session.ts';
import type { Stores } from '../app-state.ts';

/** Marks what the last line of the terminal in front has been answered from so far: a capture that runs reads on. */
export class Lighting {
  readonly #stores: Stores;
  #entry: Entry | null = null;
  #count = 0;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Nothing changes, and nobody is told, while nothing more has been read. */
  show(last: Entry | null): void {
    const { terminal } = this.#stores;
    const { sheet, lit } = terminal.getState();
    if (sheet === 'closed') return;
    const evidence = last?.evidence ?? [];
    const count = evidence.reduce((sum, one) => sum + (one.kind === 'packets' ? one.events.length : 1), 0);
    if (last === this.#entry && count === this.#count && (count === 0) === (lit.length === 0)) return;
    this.#entry = last;
    this.#count = count;
    terminal.setState({ lit: evidence.map(asItIs) });
  }
}

/** The events of a running capture become more in place; what is marked is what was read by now. */
function asItIs(one: Evidence): Evidence {
  return one.kind === 'packets' ? { ...one, events: one.events.slice() } : one;
}
