import type { Prng } from '../base/prng.ts';
import { ROW_KEY } from '../lab/tables.ts';
import type { IpcacheRow, TableName, TableRow } from '../lab/tables.ts';
import type { NetnsName } from '../lab/names.ts';
import type { Note, Observation, Read } from '../trace/events.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Sim } from './sim.ts';
import type { Write } from './state.ts';

/** What a program looks at and what it wants changed, written down in order. Nothing is carried out here. */
export class MapReader {
  readonly reads: Read[] = [];
  readonly writes: Write[] = [];
  readonly observations: Observation[] = [];
  readonly notes: Note[] = [];
  readonly netns: NetnsName;
  readonly #sim: Sim;
  #dice: Prng | null = null;

  constructor(sim: Sim, netns: NetnsName) {
    this.#sim = sim;
    this.netns = netns;
  }

  /** One stream for each event, so that a further draw of one program changes nothing for the next. */
  random(): number {
    this.#dice ??= this.#sim.rng.fork(`bpf_get_prandom_u32 ${this.netns} ${this.#sim.events.length}`);
    return this.#dice.next();
  }

  get<T extends TableName>(table: T, key: string): TableRow[T] | null {
    const row = this.#sim.state.row(this.netns, table, key);
    this.reads.push({ netns: this.netns, table, query: key, found: row ? key : null, losers: [] });
    return row;
  }

  /** One lookup of a trie whose rows are keyed by text: the first of `keys`, most specific first, that exists. */
  first<T extends TableName>(table: T, query: string, keys: readonly string[]): TableRow[T] | null {
    const found = keys.find((key) => this.#sim.state.row(this.netns, table, key) !== null) ?? null;
    this.reads.push({ netns: this.netns, table, query, found, losers: [] });
    return found === null ? null : this.#sim.state.row(this.netns, table, found);
  }

  ipcache(addr: Ipv4Addr): IpcacheRow | null {
    const [won, ...rest] = this.#sim.state.ipcache(this.netns).matches(addr);
    this.reads.push({
      netns: this.netns,
      table: 'cilium_ipcache_v2',
      query: addr,
      found: won ? ROW_KEY.cilium_ipcache_v2(won) : null,
      losers: rest.map((r) => ({ key: ROW_KEY.cilium_ipcache_v2(r), why: 'shorter prefix' })),
    });
    return won ?? null;
  }

  put(write: Write): void {
    this.writes.push(write);
  }

  observe(observation: Observation): void {
    this.observations.push(observation);
  }

  note(note: Note): void {
    this.notes.push(note);
  }
}
