import type { EventId, PacketId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Outcome } from '../../trace/verdict.ts';
import { decode } from '../../wire/decode.ts';
import { encode } from '../../wire/encode.ts';
import { layerIndex } from '../../wire/layers.ts';
import { PORT } from '../../wire/numbers.ts';
import type { LinkType } from '../pcap-limits.ts';
import type { TapPoint } from '../tap.ts';
import { type Filter, parseFilter } from './filter.ts';
import { framesAt, linkTypeOf, type TappedFrame } from './frame.ts';
import { startTcpdump } from './lines.ts';
import { NUMERIC, type TcpdumpOptions } from './options.ts';
import { type Unseen, unseenAt } from './unseen.ts';

/** Why a probe has no lines. */
export type Silence =
  | ({ readonly kind: 'unseen' } & Unseen)
  /** What the filter asks for is inside a tunnel: `filter` would show it. */
  | {
      readonly kind: 'encapsulated';
      readonly protocol: 'vxlan' | 'geneve';
      readonly filter: string;
      readonly events: readonly EventId[];
    }
  /** Frames passed, and the filter took none of them. */
  | { readonly kind: 'filtered-out'; readonly frames: number }
  /** The first line comes later in the trace. */
  | { readonly kind: 'not-yet'; readonly first: EventId }
  /** Nothing came here. Where the packets ended so far, in order. */
  | { readonly kind: 'nothing-crosses'; readonly ended: readonly Ended[] };

export interface Ended {
  readonly packet: PacketId;
  readonly event: EventId;
  readonly outcome: Outcome;
}

/** The lines of one packet, and the event of the trace that they belong to. */
export interface ProbeLines {
  readonly event: EventId;
  readonly lines: readonly string[];
}

export type ProbeText =
  | {
      readonly ok: true;
      readonly packets: readonly ProbeLines[];
      /** Null when there are lines. */
      readonly silence: Silence | null;
      /** What passed by without a line, also when other packets have some: a capture can be half blind. */
      readonly unseen: readonly Unseen[];
    }
  /** The filter is refused, in tcpdump's words. */
  | { readonly ok: false; readonly message: string };

export interface ProbeQuestion {
  readonly filter: string;
  readonly options: TcpdumpOptions;
}

/** `tcpdump -nn` on the lab's own clock, without a filter. */
export function plainQuestion(trace: Trace): ProbeQuestion {
  return { filter: '', options: { ...NUMERIC, utcOffsetMinutes: trace.world.epoch.offsetMinutes } };
}

/** A capture that listens from the start of the trace. Its text is made once; reading it at an event costs little. */
export interface Probe {
  textAt(upTo: EventId): ProbeText;
}

export function startProbe(trace: Trace, point: TapPoint, { filter: expression, options }: ProbeQuestion): Probe {
  const filter = filterFor(linkTypeOf(point), expression);
  if (!filter.ok) return { textAt: () => filter };
  const frames = framesAt(trace, point);
  const taken = frames.filter(filter.takes).slice(0, options.count ?? frames.length);
  const tcpdump = startTcpdump(options);
  const printed = taken.map((frame) => ({ event: frame.event, lines: tcpdump.linesOf(frame) }));
  return {
    textAt(upTo) {
      const packets = printed.filter(({ event }) => event <= upTo);
      const unseen = unseenAt(trace, point, upTo);
      const silence =
        packets.length > 0
          ? null
          : (hiddenInTunnel(frames, expression, upTo) ??
            lastUnseen(unseen) ??
            emptiness(trace, frames, printed[0]?.event ?? null, upTo));
      return { ok: true, packets, silence, unseen };
    },
  };
}

/** What a probe shows by an event: the lines so far or, for silence, why. */
export function probeText(
  trace: Trace,
  point: TapPoint,
  upTo: EventId,
  question: ProbeQuestion = plainQuestion(trace),
): ProbeText {
  return startProbe(trace, point, question).textAt(upTo);
}

const LINKTYPE_ETHERNET = 1;

/** A running capture of a lab, whose names only its shell knows. */
function filterFor(linktype: LinkType, expression: string): Filter {
  return parseFilter(expression, { linktype, source: 'live', netmask: 0, addressesOf: () => [] });
}

function lastUnseen(unseen: readonly Unseen[]): Silence | null {
  const last = unseen.at(-1);
  return last === undefined ? null : { kind: 'unseen', ...last };
}

function emptiness(trace: Trace, frames: readonly TappedFrame[], first: EventId | null, upTo: EventId): Silence {
  if (first !== null) return { kind: 'not-yet', first };
  const passed = frames.filter(({ event }) => event <= upTo).length;
  if (passed > 0) return { kind: 'filtered-out', frames: passed };
  const ended = trace.packets
    .filter(({ end }) => end <= upTo)
    .map(({ id, end, outcome }) => ({ packet: id, event: end, outcome }));
  return { kind: 'nothing-crosses', ended: ended.toSorted((a, b) => a.event - b.event) };
}

/** Frames that the filter does not take, but whose inner frames it would. */
function hiddenInTunnel(frames: readonly TappedFrame[], expression: string, upTo: EventId): Silence | null {
  const inside = filterFor(LINKTYPE_ETHERNET, expression);
  if (!inside.ok) return null;
  for (const protocol of ['vxlan', 'geneve'] as const) {
    const events = frames
      .filter((frame) => frame.event <= upTo)
      .filter((frame) => {
        const inner = innerFrame(frame, protocol);
        return inner !== null && inside.takes(inner);
      })
      .map(({ event }) => event);
    if (events.length > 0) return { kind: 'encapsulated', protocol, filter: `udp port ${PORT[protocol]}`, events };
  }
  return null;
}

function innerFrame(frame: TappedFrame, protocol: 'vxlan' | 'geneve'): TappedFrame | null {
  const { packet } = decode(frame.bytes, frame.linktype === 1 ? 'ethernet' : 'sll2');
  const at = layerIndex(packet, protocol);
  if (at < 0 || packet[at + 1]?.kind !== 'ethernet') return null;
  const bytes = encode(packet.slice(at + 1));
  return { ...frame, linktype: LINKTYPE_ETHERNET, bytes, length: bytes.length };
}
