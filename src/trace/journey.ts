import { must } from '../base/assert.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Packet } from '../wire/layers.ts';
import { eventsOf } from './by-packet.ts';
import type { EventId, EventKind, FrameId, Observation, PacketId, Tap, TraceEvent } from './events.ts';
import { innerTtl, outerTtl, packetAt } from './packet-at.ts';
import type { HopId } from './hop.ts';
import { layerChanges, type LayerChange } from './layer-diff.ts';
import type { Trace } from './trace.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** A TTL before and after a step. `before` null: the header was not there yet; `after` null: it is gone. */
export interface TtlStep {
  readonly before: number | null;
  readonly after: number | null;
}

/** One stop of a packet: consecutive events at one place and of one kind of step. */
export interface Hop {
  readonly packet: PacketId;
  /** Position in the journey. */
  readonly index: number;
  /** Null where nothing of the hop catalogue happens: a packet that is born, a kernel's lookup. */
  readonly hop: HopId | null;
  readonly netns: NetnsName;
  readonly device: DeviceId | null;
  /** Not always neighbours in the trace: other packets move at the same time. */
  readonly events: readonly EventId[];
  readonly first: EventId;
  readonly last: EventId;
  /** The packet as it came and as it left; null before it had bytes. */
  readonly frameBefore: FrameId | null;
  readonly frameAfter: FrameId | null;
  /** Of the innermost IPv4 header: what the pods see. Null for ARP. */
  readonly ttl: TtlStep | null;
  /** Of the tunnel's IPv4 header. Null outside of a tunnel. */
  readonly outer: TtlStep | null;
  readonly changes: readonly LayerChange[];
  /** What a capture here would print, in order. */
  readonly taps: readonly Tap[];
  /** Only those that the aggregation level lets out. */
  readonly observations: readonly Observation[];
  /** The last decision of a program here. */
  readonly verdict: Verdict | null;
  /** Set on the hop where the packet ends. */
  readonly outcome: Outcome | null;
}

export interface Journey {
  readonly packet: PacketId;
  readonly hops: readonly Hop[];
  readonly outcome: Outcome | null;
}

const journeys = new WeakMap<Trace['events'], Map<PacketId, Journey>>();

/** The way of one packet through the lab, in order. Memoised. A packet that the trace does not know has no hops. */
export function journeyOf(trace: Pick<Trace, 'events' | 'frames'>, packet: PacketId): Journey {
  let known = journeys.get(trace.events);
  if (known === undefined) journeys.set(trace.events, (known = new Map()));
  const old = known.get(packet);
  if (old !== undefined) return old;
  const journey = build(trace, packet);
  known.set(packet, journey);
  return journey;
}

function build(trace: Pick<Trace, 'events' | 'frames'>, packet: PacketId): Journey {
  const groups: TraceEvent[][] = [];
  for (const event of eventsOf(trace, packet)) {
    if (!isStep(event)) continue;
    const group = groups.at(-1);
    if (group !== undefined && belongs(group, event)) group.push(event);
    else groups.push([event]);
  }
  const hops: Hop[] = [];
  let before: FrameId | null = null;
  for (const group of groups) {
    // A packet that is put together again has not changed here: its fragments have, on their own journeys.
    const whole = group.find((event) => event.kind === 'reassemble')?.frame ?? null;
    const hop = hopOf(trace, packet, group, hops.length, whole ?? before);
    hops.push(hop);
    before = hop.frameAfter;
  }
  return { packet, hops, outcome: hops.findLast((hop) => hop.outcome !== null)?.outcome ?? null };
}

const AFTERMATH: readonly EventKind[] = ['job', 'tcp', 'socket', 'pmtu', 'configured'];

/** What a host learns or does because of a packet is no step of the packet, though it names the packet. */
export function isStep(event: TraceEvent): boolean {
  return !AFTERMATH.includes(event.kind);
}

/** A new hop begins at another place, or with another id of the hop catalogue. */
function belongs(group: readonly TraceEvent[], event: TraceEvent): boolean {
  const here = group[0];
  if (here?.netns !== event.netns || here.device !== event.device) return false;
  const id = hopIdOf(group);
  return id === null || event.hop === null || event.hop === id;
}

function hopIdOf(group: readonly TraceEvent[]): HopId | null {
  return group.find((event) => event.hop !== null)?.hop ?? null;
}

function hopOf(
  trace: Pick<Trace, 'frames'>,
  packet: PacketId,
  group: readonly TraceEvent[],
  index: number,
  frameBefore: FrameId | null,
): Hop {
  const first = must(group[0], 'first event of a hop');
  const last = must(group.at(-1), 'last event of a hop');
  const frameAfter = group.findLast((event) => event.frame !== null)?.frame ?? frameBefore;
  const after = packetAt(trace, frameAfter);
  // A packet that is born here looks before as it looks after its first event.
  const before = packetAt(trace, frameBefore ?? group.find((event) => event.frame !== null)?.frame ?? null);
  return {
    packet,
    index,
    hop: hopIdOf(group),
    netns: first.netns,
    device: first.device,
    events: group.map((event) => event.id),
    first: first.id,
    last: last.id,
    frameBefore,
    frameAfter,
    ttl: ttlStep(before, after, innerTtl),
    outer: ttlStep(before, after, outerTtl),
    changes: layerChanges(before, after),
    taps: group.flatMap((event) => (event.kind === 'tx' || event.kind === 'rx' ? [event.tap] : [])),
    observations: group.flatMap((event) => (event.kind === 'hook' ? event.observations.filter((o) => o.shown) : [])),
    verdict: group.findLast((event) => event.kind === 'hook')?.verdict ?? null,
    outcome: group.findLast((event) => event.kind === 'end')?.outcome ?? null,
  };
}

function ttlStep(before: Packet, after: Packet, ttlOf: (packet: Packet) => number | null): TtlStep | null {
  const step = { before: ttlOf(before), after: ttlOf(after) };
  return step.before === null && step.after === null ? null : step;
}
