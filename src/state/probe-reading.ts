import { type Probe, type ProbeLines, plainQuestion, type Silence, startProbe } from '../capture/tcpdump/probe.ts';
import type { Unseen } from '../capture/tcpdump/unseen.ts';
import type { EventId, PacketId } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { Trace } from '../trace/trace.ts';
import { innermost } from '../wire/layers.ts';
import type { RunningProbe } from './probes.ts';

export type { ProbeLines, Silence, Unseen };

/** Packets that one capture shows twice, because it listens on the way in and on the way out of a forwarder. */
export interface Doubles {
  readonly packets: number;
  /** Those of them that carry TCP: what tshark takes for sent again. */
  readonly tcp: number;
  /** Packets in these lines that were really sent again. */
  readonly again: number;
}

/** What a probe shows at an event. */
export type ProbeReading =
  | {
      readonly kind: 'listening';
      readonly shown: readonly ProbeLines[];
      /** Lines that come after the event, and the event of the next one. */
      readonly later: { readonly count: number; readonly next: EventId } | null;
      /** Null when there are lines. */
      readonly silence: Silence | null;
      readonly unseen: readonly Unseen[];
      readonly doubles: Doubles | null;
    }
  /** tcpdump refuses the expression, in its own words. */
  | { readonly kind: 'refused'; readonly message: string };

interface Listening {
  readonly probe: Probe;
  /** All lines of the run, in order. */
  readonly all: readonly ProbeLines[];
}

const listening = new WeakMap<Trace, Map<string, Listening>>();

/** Every filter that was typed keeps its text; a page on which somebody types all day should not. */
const MOST_KEPT = 64;

/** The capture's text is made once per run, place, filter and flags: a step only looks up how far it goes. */
function listeningTo(trace: Trace, { netns, device, filter, flags }: RunningProbe): Listening {
  const ofTrace = listening.get(trace) ?? new Map<string, Listening>();
  listening.set(trace, ofTrace);
  const key = JSON.stringify([netns, device, filter, [...flags].toSorted()]);
  const known = ofTrace.get(key);
  if (known !== undefined) return known;
  const plain = plainQuestion(trace);
  const options = { ...plain.options, link: flags.includes('-e'), verbose: flags.includes('-v') ? 1 : 0 };
  const probe = startProbe(trace, { netns, device }, { filter, options });
  const whole = probe.textAt((trace.events.length - 1) as EventId);
  const made = { probe, all: whole.ok ? whole.packets : [] };
  if (ofTrace.size >= MOST_KEPT) ofTrace.clear();
  ofTrace.set(key, made);
  return made;
}

/** The lines up to an event, what comes later, and why there is nothing where there is nothing. */
export function readProbe(trace: Trace, probe: RunningProbe, upTo: EventId): ProbeReading {
  const { probe: running, all } = listeningTo(trace, probe);
  const text = running.textAt(upTo);
  if (!text.ok) return { kind: 'refused', message: text.message };
  const next = all[text.packets.length];
  return {
    kind: 'listening',
    shown: text.packets,
    later: next === undefined ? null : { count: all.length - text.packets.length, next: next.event },
    silence: text.silence,
    unseen: text.unseen,
    doubles: doublesIn(trace, text.packets),
  };
}

/**
 * A forwarder's capture on any has a packet as it arrives and again as it leaves; tshark, which does not know that,
 * calls the second a retransmission or a duplicate ACK (epan/dissectors/packet-tcp.c, tcp_analyze_sequence_number).
 */
function doublesIn(trace: Trace, lines: readonly ProbeLines[]): Doubles | null {
  const arrived = new Set<PacketId>();
  const doubled = new Set<PacketId>();
  const tcp = new Set<PacketId>();
  const again = new Set<PacketId>();
  for (const line of lines) {
    const event = trace.events[line.event];
    if (event === undefined || event.packet === null) continue;
    if (trace.packets[event.packet]?.cause.kind === 'retransmission') again.add(event.packet);
    if (event.kind === 'rx') arrived.add(event.packet);
    if (event.kind !== 'tx' || !arrived.has(event.packet)) continue;
    doubled.add(event.packet);
    if (innermost(packetAt(trace, event.frame), 'tcp') !== null) tcp.add(event.packet);
  }
  return doubled.size === 0 ? null : { packets: doubled.size, tcp: tcp.size, again: again.size };
}
