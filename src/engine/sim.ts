import { must } from '../base/assert.ts';
import { sameBytes } from '../base/bytes.ts';
import { Heap } from '../base/heap.ts';
import { prng } from '../base/prng.ts';
import type { Prng } from '../base/prng.ts';
import type { DeviceId, Nanos, NetnsName } from '../lab/names.ts';
import type { Delta } from '../lab/tables.ts';
import { Evolution } from '../lab/evolution.ts';
import type { Device, Netns, Settings, World } from '../lab/world.ts';
import type { Cite } from '../trace/cite.ts';
import type { EventId, EventKind, EventOf, FrameId, JobId, PacketId, TraceEvent } from '../trace/events.ts';
import type { HopId } from '../trace/hop.ts';
import type { Cause, JobRecord, PacketRecord } from '../trace/trace.ts';
import type { Outcome } from '../trace/verdict.ts';
import { encode } from '../wire/encode.ts';
import type { Packet } from '../wire/layers.ts';
import type { Timer } from './kernel.ts';
import type { Skb } from './skb.ts';
import { State } from './state.ts';
import type { Write } from './state.ts';

type BaseKey = 'id' | 'at' | 'netns' | 'device' | 'packet' | 'job' | 'frame' | 'hop' | 'deltas' | 'cites';
/** What tells one kind of event from another: the rest is filled in by the recorder. */
export type EventBody = { [K in EventKind]: Omit<EventOf<K>, BaseKey> }[EventKind];

export interface Where {
  readonly netns: NetnsName;
  readonly device?: DeviceId | null;
  readonly skb?: Skb | null;
  readonly job?: JobId | null;
  readonly hop?: HopId | null;
  readonly writes?: readonly Write[];
  readonly cites?: readonly Cite[];
}

interface Task extends Timer {
  readonly at: number;
  /** What is done to the lab comes before what happens in it at the same nanosecond, whenever it was asked for. */
  readonly rank: 0 | 1;
  /** Position in the stimuli, or the order in which the lab itself has put things off. */
  readonly seq: number;
  run: (() => void) | null;
}

function isBefore(a: Task, b: Task): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.rank !== b.rank ? a.rank < b.rank : a.seq < b.seq;
}

const UNDER_WAY: Outcome = { kind: 'under-way' };

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** More scheduled steps than any lab needs: a run that does not settle is a fault of the engine, not of the reader. */
const STEP_LIMIT = 5_000_000;

/** Virtual time, its queue, and the recorder: all that the datapath may ask of the world around it. */
export class Sim {
  /** How the lab changes: who exists, and what each node's agent makes of it. */
  readonly evolution: Evolution;
  /** What the programs of a node are compiled for, where its agent has started again. */
  readonly programs = new Map<NetnsName, Settings>();
  readonly state: State;
  readonly rng: Prng;
  readonly events: TraceEvent[] = [];
  readonly frames: Uint8Array[] = [];
  readonly packets: Open<PacketRecord>[] = [];
  readonly jobs: Open<JobRecord>[] = [];
  readonly #queue = new Heap<Task>(isBefore);
  readonly #frameOf = new WeakMap<Packet, FrameId>();
  readonly #framesByHash = new Map<number, FrameId[]>();
  #now = 0;
  #seq = 0;

  constructor(world: World) {
    this.evolution = new Evolution(world);
    this.state = new State((name) => must(this.evolution.union.netns.get(name), `namespace ${name}`).tables);
    this.rng = prng(world.seed);
  }

  get now(): Nanos {
    return this.#now as Nanos;
  }

  after(delay: number, run: () => void): Timer {
    return this.#put(this.#now + Math.max(0, Math.trunc(delay)), 1, this.#seq++, run);
  }

  /** Does what a stimulus says at its time. `index` is its position among the stimuli. */
  stimulus(at: Nanos, index: number, run: () => void): void {
    this.#put(at, 0, index, run);
  }

  #put(at: number, rank: Task['rank'], seq: number, run: () => void): Timer {
    const task: Task = {
      at,
      rank,
      seq,
      run,
      cancel() {
        task.run = null;
      },
    };
    this.#queue.push(task);
    return task;
  }

  /** When the next thing is due; null when nothing is left to do. */
  get next(): Nanos | null {
    for (;;) {
      const task = this.#queue.peek();
      if (task === undefined) return null;
      if (task.run !== null) return task.at as Nanos;
      this.#queue.pop();
    }
  }

  /** Runs until nothing is left to do. Throws when the run does not settle. */
  settle(): void {
    this.#run(Infinity);
  }

  /** Runs what is due up to and including `to`, and puts the clock there. Throws when that does not end. */
  advance(to: Nanos): void {
    this.#run(to);
    this.#now = Math.max(this.#now, to);
  }

  #run(to: number): void {
    for (let steps = 0; ; steps++) {
      const next = this.#queue.peek();
      if (next === undefined || next.at > to) return;
      if (steps > STEP_LIMIT) throw new Error('the run does not settle');
      this.#queue.pop();
      if (!next.run) continue;
      this.#now = next.at;
      next.run();
    }
  }

  /** What exists now. */
  get world(): World {
    return this.evolution.current;
  }

  /** A namespace, also one that is gone: what is on its way there still has to end. */
  netns(name: NetnsName): Netns {
    return this.world.netns.get(name) ?? must(this.evolution.union.netns.get(name), `namespace ${name}`);
  }

  device(id: DeviceId): Device {
    return this.world.devices.get(id) ?? must(this.evolution.union.devices.get(id), `device ${id}`);
  }

  /** The node on which a namespace lives, itself for a node; null for the router and what is outside. */
  nodeOf(netns: NetnsName): NetnsName | null {
    const { kind, on } = this.netns(netns);
    return kind === 'node' ? netns : kind === 'pod' ? on : null;
  }

  /** The switches that the programs around a namespace are compiled with: those of its node. */
  settingsOf(netns: NetnsName): Settings {
    const { settings } = this.evolution.viewOf(null);
    if (this.programs.size === 0) return settings;
    const node = this.nodeOf(netns);
    return (node === null ? undefined : this.programs.get(node)) ?? settings;
  }

  record(where: Where, body: EventBody): EventId {
    const deltas: Delta[] = [];
    for (const write of where.writes ?? []) {
      const delta = this.state.apply(where.netns, write);
      if (delta) deltas.push(delta);
    }
    const skb = where.skb ?? null;
    const id = this.events.length as EventId;
    const base = {
      id,
      at: this.now,
      netns: where.netns,
      device: where.device ?? null,
      packet: skb?.id ?? null,
      job: where.job !== undefined ? where.job : skb ? this.jobOf(skb.id) : null,
      frame: skb ? this.frameOf(skb.packet) : null,
      hop: where.hop ?? null,
      deltas,
      cites: where.cites ?? [],
    };
    const event: TraceEvent = Object.assign(base, body);
    this.events.push(event);
    if (skb) this.#heardOf(skb.id, id);
    return id;
  }

  /** An event about a packet that is not on its way here: it has no frame of its own. */
  note(where: Omit<Where, 'skb'> & { readonly packet: PacketId | null }, body: EventBody): EventId {
    const id = this.record(where, body);
    (this.events[id] as { packet: PacketId | null }).packet = where.packet;
    if (where.packet !== null) this.#heardOf(where.packet, id);
    return id;
  }

  #heardOf(packet: PacketId, event: EventId): void {
    const record = this.packets[packet];
    if (record?.outcome === UNDER_WAY) record.end = event;
  }

  /** The frame's id; equal bytes share one. */
  frameOf(packet: Packet): FrameId {
    const known = this.#frameOf.get(packet);
    if (known !== undefined) return known;
    const bytes = encode(packet);
    let hash = bytes.length;
    for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    const bucket = this.#framesByHash.get(hash);
    let id = bucket?.find((other) => sameBytes(this.frames[other]!, bytes));
    if (id === undefined) {
      id = this.frames.length as FrameId;
      this.frames.push(bytes);
      if (bucket) bucket.push(id);
      else this.#framesByHash.set(hash, [id]);
    }
    this.#frameOf.set(packet, id);
    return id;
  }

  jobOf(packet: PacketId): JobId | null {
    return this.packets[packet]?.job ?? null;
  }

  /** A new packet. Its 'born' event is recorded at once; its outcome is filled in by `end`. */
  born(
    from: NetnsName,
    packet: Packet,
    about: { cause: Cause; job: JobId | null; label: string; hop: HopId | null },
  ): Skb {
    const id = this.packets.length as PacketId;
    const { cause } = about;
    const job = about.job ?? (cause.kind === 'job' ? null : this.jobOf(cause.of));
    this.packets.push({
      id,
      job,
      cause,
      from,
      born: this.events.length as EventId,
      end: this.events.length as EventId,
      outcome: UNDER_WAY,
      label: about.label,
    });
    const skb: Skb = { id, packet, mark: 0, tunnelKey: null, ingress: null, packetType: 'host' };
    this.record({ netns: from, skb, hop: about.hop }, { kind: 'born' });
    return skb;
  }

  ended(packet: PacketId): boolean {
    return this.packets[packet]!.outcome !== UNDER_WAY;
  }

  /** A packet ends once; later endings of the same packet (copies of a broadcast) are not endings. */
  end(where: Where & { readonly skb: Skb }, outcome: Outcome, notes: EventOf<'end'>['notes'] = []): void {
    const record = this.packets[where.skb.id]!;
    if (record.outcome !== UNDER_WAY) return;
    record.end = this.record(where, { kind: 'end', outcome, notes });
    record.outcome = outcome;
    // A fragment that gets lost takes the whole packet with it.
    if (record.cause.kind === 'fragment' && outcome.kind !== 'reassembled') {
      this.end({ ...where, skb: { ...where.skb, id: record.cause.of } }, outcome, notes);
    }
  }
}
