import type { EventId, PacketId, TraceEvent } from '../trace/events.ts';
import { type Hop, journeyOf } from '../trace/journey.ts';
import type { Trace } from '../trace/trace.ts';
import type { Outcome, Verdict } from '../trace/verdict.ts';
import { wayOf } from './packet-way.ts';
import { rolesOf } from './twins.ts';

/** One hop that is not as it was. `near`: where in the new run to look for what is no longer there. */
export type HopChange =
  | { readonly kind: 'added'; readonly hop: Hop }
  | { readonly kind: 'removed'; readonly hop: Hop; readonly near: EventId }
  | { readonly kind: 'changed'; readonly before: Hop; readonly after: Hop };

/** A packet of two runs whose way differs. */
export interface PacketChange {
  readonly label: string;
  readonly way: ReturnType<typeof wayOf>;
  readonly retransmission: boolean;
  readonly before: Outcome | null;
  readonly after: Outcome | null;
  readonly packet: PacketId;
  readonly steps: readonly HopChange[];
}

/** A packet that only one of the runs has. */
export interface LonePacket {
  readonly label: string;
  readonly way: ReturnType<typeof wayOf>;
  readonly retransmission: boolean;
  readonly packet: PacketId;
  readonly outcome: Outcome;
}

/** How a run differs from the one before it. */
export interface JourneyDiff {
  readonly changed: readonly PacketChange[];
  /** Sent now, and not before. */
  readonly fresh: readonly LonePacket[];
  /** Sent before, and not any more. */
  readonly gone: readonly LonePacket[];
  readonly same: number;
}

const diffs = new WeakMap<Trace, { readonly after: Trace; readonly diff: JourneyDiff }>();

/**
 * What changed from one run to another of the same commands. Packets are paired by the part they play, their hops by where
 * they are; a hop at the same place with another decision is a changed one. ARP is housekeeping and left out. Memoised.
 */
export function journeyDiff(before: Trace, after: Trace): JourneyDiff {
  const known = diffs.get(before);
  if (known?.after === after) return known.diff;
  const diff = build(before, after);
  diffs.set(before, { after, diff });
  return diff;
}

/** Whether anything at all is to be told. */
export function nothingChanged(diff: JourneyDiff): boolean {
  return diff.changed.length + diff.fresh.length + diff.gone.length === 0;
}

function build(before: Trace, after: Trace): JourneyDiff {
  const old = rolesOf(before);
  const now = rolesOf(after);
  const changed: PacketChange[] = [];
  let same = 0;
  for (const [role, id] of now) {
    const twin = old.get(role);
    if (twin === undefined || isArp(after, id)) continue;
    const change = packetChange(before, twin, after, id);
    if (change === null) same++;
    else changed.push(change);
  }
  const alone = (trace: Trace, own: ReadonlyMap<string, PacketId>, other: ReadonlyMap<string, PacketId>) =>
    [...own].flatMap(([role, id]) => (other.has(role) || isArp(trace, id) ? [] : lone(trace, id)));
  return { changed, fresh: alone(after, now, old), gone: alone(before, old, now), same };
}

function isArp(trace: Trace, packet: PacketId): boolean {
  return trace.packets[packet]?.cause.kind === 'arp';
}

function lone(trace: Trace, packet: PacketId): readonly LonePacket[] {
  const record = trace.packets[packet];
  if (record === undefined) return [];
  const { label, outcome, cause } = record;
  return [{ label, way: wayOf(trace, packet), retransmission: cause.kind === 'retransmission', packet, outcome }];
}

function packetChange(before: Trace, was: PacketId, after: Trace, is: PacketId): PacketChange | null {
  const a = journeyOf(before, was);
  const b = journeyOf(after, is);
  const steps = hopChanges(before, a.hops, after, b.hops);
  const record = after.packets[is];
  if (record === undefined || (steps.length === 0 && a.outcome?.kind === b.outcome?.kind)) return null;
  return {
    label: record.label,
    way: wayOf(after, is),
    retransmission: record.cause.kind === 'retransmission',
    before: a.outcome,
    after: b.outcome,
    packet: is,
    steps,
  };
}

function hopChanges(before: Trace, old: readonly Hop[], after: Trace, now: readonly Hop[]): readonly HopChange[] {
  const pairs = alignment(old.map(placeKey), now.map(placeKey));
  const steps: HopChange[] = [];
  let i = 0;
  let j = 0;
  const between = (toI: number, toJ: number): void => {
    const near = now[Math.max(0, j - 1)]?.last ?? (0 as EventId);
    for (; i < toI; i++) steps.push(...hopAt(old, i, (hop) => ({ kind: 'removed', hop, near })));
    for (; j < toJ; j++) steps.push(...hopAt(now, j, (hop) => ({ kind: 'added', hop })));
  };
  for (const [x, y] of pairs) {
    between(x, y);
    const [a, b] = [old[x], now[y]];
    if (a !== undefined && b !== undefined && decisionKey(before, a) !== decisionKey(after, b)) {
      steps.push({ kind: 'changed', before: a, after: b });
    }
    i = x + 1;
    j = y + 1;
  }
  between(old.length, now.length);
  return steps;
}

function hopAt(hops: readonly Hop[], at: number, change: (hop: Hop) => HopChange): readonly HopChange[] {
  const hop = hops[at];
  return hop === undefined ? [] : [change(hop)];
}

/** Longest common subsequence of two short lists, as pairs of positions. */
function alignment(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const longest = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = longest[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Where a hop is: a device, or a host and what its kernel does there. */
function placeKey(hop: Hop): string {
  return hop.device ?? `${hop.netns} -`;
}

/** What was decided at a hop. Addresses, numbers and wrappings are left out: they follow from decisions. */
function decisionKey(trace: Trace, hop: Hop): string {
  const events = hop.events.flatMap((id) => trace.events[id] ?? []);
  return [hop.hop ?? '', verdictKey(hop.verdict), outcomeKey(hop.outcome), ...events.map(eventKey)].join('|');
}

function verdictKey(verdict: Verdict | null): string {
  switch (verdict?.kind) {
    case 'redirect':
      return `${verdict.helper} ${verdict.to}`;
    case 'drop':
      return `drop ${verdict.reason.text}`;
    case 'errno':
      return `errno ${verdict.errno}`;
    case 'policy':
      return `policy ${verdict.pod}`;
    case 'pass':
      return 'pass';
    case undefined:
      return '';
  }
}

function outcomeKey(outcome: Outcome | null): string {
  if (outcome === null) return '';
  return outcome.kind === 'dropped' ? `dropped ${outcome.reason.text}` : outcome.kind;
}

function eventKey(event: TraceEvent): string {
  if (event.kind !== 'route') return event.kind === 'encap' || event.kind === 'decap' ? event.protocol : '';
  const { decision } = event;
  return decision.kind === 'unicast' ? `${decision.dev} ${decision.isDefault}` : decision.kind;
}
