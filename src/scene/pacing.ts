import type { EventId, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type Beat, beat, eventAt } from './packets.ts';

/** A silence of the lab that is shown as waiting: longer than any journey through it. */
export const WAIT_NANOS = 50_000_000;

/** Milliseconds at speed 1 for what leads up to an event. */
const BASE: { readonly [K in TraceEvent['kind']]: number } = {
  job: 350,
  tcp: 250,
  born: 450,
  route: 520,
  neigh: 260,
  tx: 420,
  rx: 760,
  hook: 760,
  forward: 320,
  encap: 900,
  decap: 900,
  peer: 700,
  fragment: 500,
  reassemble: 500,
  end: 620,
  configured: 600,
  pmtu: 600,
  socket: 120,
};

/** Where a run begins for a reader: servers that open their sockets before it are no part of the story. */
export function startOf(trace: Pick<Trace, 'events'>): EventId {
  return (trace.events.find((event) => event.kind !== 'socket')?.id ?? 0) as EventId;
}

/** How long the beat from `event` to the next one lasts. Waiting is compressed, but longer waits take longer. */
export function beatMillis(trace: Pick<Trace, 'events'>, event: number): number {
  const next = trace.events[event + 1];
  if (next === undefined || event < startOf(trace)) return 0;
  const waited = waitBefore(trace, event + 1);
  return BASE[next.kind] + (waited === 0 ? 0 : 900 + 500 * Math.log2(1 + waited / 1e9));
}

/** Nanoseconds that the lab was silent before an event; 0 when it was not. */
export function waitBefore(trace: Pick<Trace, 'events'>, event: number): number {
  const before = trace.events[event - 1];
  const here = trace.events[event];
  if (before === undefined || here === undefined) return 0;
  const gap = here.at - before.at;
  return gap >= WAIT_NANOS ? gap : 0;
}

const clocks = new WeakMap<Trace['events'], readonly number[]>();

/** Milliseconds from the start to each event, at speed 1. Rising. */
export function clockOf(trace: Pick<Trace, 'events'>): readonly number[] {
  const known = clocks.get(trace.events);
  if (known !== undefined) return known;
  const times: number[] = [];
  const start = startOf(trace);
  let total = 0;
  for (let i = 0; i < trace.events.length; i++) {
    times.push(total);
    if (i >= start) total += beatMillis(trace, i);
  }
  clocks.set(trace.events, times);
  return times;
}

/** Milliseconds from the start to a place in time. */
export function millisAt(trace: Pick<Trace, 'events'>, at: Beat): number {
  const event = eventAt(at);
  return (clockOf(trace)[event] ?? 0) + beatMillis(trace, event) * (at - event);
}

/** The place in time after so many milliseconds: the inverse of millisAt. */
export function beatAfter(trace: Pick<Trace, 'events'>, millis: number): Beat {
  const times = clockOf(trace);
  const last = times.length - 1;
  if (last < 0) return beat(0);
  if (millis <= 0) return beat(startOf(trace));
  if (millis >= (times[last] ?? 0)) return beat(last);
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? 0) <= millis) low = middle;
    else high = middle - 1;
  }
  const length = beatMillis(trace, low);
  return beat(low + (length === 0 ? 0 : Math.min(0.999, (millis - (times[low] ?? 0)) / length)));
}

/** The end of the run, in milliseconds. */
export function lengthMillis(trace: Pick<Trace, 'events'>): number {
  return clockOf(trace).at(-1) ?? 0;
}

/** What the lab waits for in a silence. */
export type WaitsFor = 'retransmission' | 'timeout' | 'next-packet' | 'next-event';

export interface Waiting {
  readonly nanos: number;
  readonly for: WaitsFor;
}

/** The silence that a place in time lies in, or null: on an event itself nothing waits. */
export function waitingAt(trace: Pick<Trace, 'events' | 'packets'>, at: Beat): Waiting | null {
  const event = eventAt(at);
  const nanos = at > event ? waitBefore(trace, event + 1) : 0;
  const next = trace.events[event + 1];
  return nanos === 0 || next === undefined ? null : { nanos, for: waitsFor(trace, next) };
}

function waitsFor(trace: Pick<Trace, 'packets'>, next: TraceEvent): WaitsFor {
  if (next.kind === 'tcp' && next.step.kind === 'retransmit') return 'retransmission';
  if (next.kind === 'job' && next.step.kind !== 'started') return 'timeout';
  if (next.kind !== 'born') return 'next-event';
  return trace.packets[next.packet ?? -1]?.cause.kind === 'retransmission' ? 'retransmission' : 'next-packet';
}
