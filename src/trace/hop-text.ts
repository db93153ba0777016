import { innermost } from '../wire/layers.ts';
import { eventsOf } from './by-packet.ts';
import type { PacketId } from './events.ts';
import { packetAt } from './packet-at.ts';
import { journeyOf, type Hop, type TtlStep } from './journey.ts';
import { observationTexts } from './observation-text.ts';
import { outcomeWord } from './outcome-text.ts';
import { hostText, placeText } from './place-text.ts';
import { socketCallsOf } from './socket-calls.ts';
import type { Trace } from './trace.ts';

/** A packet's walk in the form of the path table (tests/paths): the same keys, the same strings. */
export interface PathLine {
  /** 'native:ctr>w1'. */
  readonly path: string;
  /** 'DELIVERED', 'REFUSED', 'LOST', 'DROP 133', 'EMSGSIZE'. */
  readonly end: string;
  /** The innermost TTL where the packet arrived; null where it never did. */
  readonly ttl_at_pod: number | null;
  /** The innermost TTL where the packet ended, whatever its end. */
  readonly ttl_final: number | null;
  readonly hops: readonly string[];
  /** What Hubble shows at the lab's aggregation level, by host. */
  readonly ev: readonly string[];
}

/** The line of one packet. The socket programs that ran for it are hops at its ends, as in the table. */
export function pathLineOf(trace: Trace, packet: PacketId): PathLine {
  const { hops, outcome } = journeyOf(trace, packet);
  const calls = socketCallsOf(trace, packet);
  const walked = hops.filter((hop) => hop.hop !== null);
  const final = walked.at(-1)?.ttl?.after ?? hops.at(-1)?.ttl?.after ?? null;
  const end = outcome === null ? 'UNFINISHED' : outcomeWord(outcome);
  return {
    path: `${modeText(trace)}:${endsText(trace, packet)}`,
    end,
    ttl_at_pod: end === 'DELIVERED' || end === 'REFUSED' ? final : null,
    ttl_final: final,
    hops: [
      ...calls.before.map((call) => `${hostText(trace.world, call.netns)}:${call.hop}`),
      ...walked.map((hop) => hopText(trace, hop)),
      ...calls.after.map((call) => `${hostText(trace.world, call.netns)}:${call.hop}`),
    ],
    ev: [
      ...calls.before.flatMap((call) => observationTexts(trace.world, call)),
      ...eventsOf(trace, packet).flatMap((event) => observationTexts(trace.world, event)),
      ...calls.after.flatMap((call) => observationTexts(trace.world, call)),
    ],
  };
}

/** 'ctr/lxcS:LXC.FIB[64>63]', 'router:R.FWD[64;outer 64>63]', 'w0:UDP.RCV[64;outer 63 removed]', '-:VBOX[62]'. */
export function hopText(trace: Trace, hop: Hop): string {
  const place = placeText(trace, hop.packet, hop.netns, hop.device);
  if (hop.ttl === null) return `${place}:${hop.hop}`;
  const outer = hop.outer === null ? '' : `;outer ${stepText(hop.outer)}`;
  return `${place}:${hop.hop}[${stepText(hop.ttl)}${outer}]`;
}

function stepText({ before, after }: TtlStep): string {
  if (after === null) return `${before} removed`;
  return before === null || before === after ? `${after}` : `${before}>${after}`;
}

/** 'native', 'native+static', 'native-nodef', 'native-legacy-epr', 'vxlan', 'vxlan-legacy'. */
export function modeText({ world }: Pick<Trace, 'world'>): string {
  const { routing, hostRouting, endpointRoutes, datapath } = world.settings;
  const router = world.file.router;
  let text: string = datapath === 'linux' ? `linux-${routing}` : routing;
  if (hostRouting === 'legacy') text += '-legacy';
  if (endpointRoutes) text += '-epr';
  if (routing !== 'native' || router === null) return text;
  if (!router.defaultRoute) text += '-nodef';
  return router.staticRoutes.length > 0 ? `${text}+static` : text;
}

/** 'ctr>w1' from pod to pod; an address where the packet aims at none. */
function endsText(trace: Trace, packet: PacketId): string {
  const { world } = trace;
  const record = trace.packets[packet];
  const from = record === undefined ? '?' : hostText(world, record.from);
  const born = record === undefined ? null : (trace.events[record.born]?.frame ?? null);
  const first = journeyOf(trace, packet).hops.find((hop) => hop.frameAfter !== null)?.frameAfter ?? null;
  const layers = packetAt(trace, born ?? first);
  const arp = innermost(layers, 'arp');
  if (arp !== null) return `${from}>${arp.targetIp}`;
  const dst = innermost(layers, 'ipv4')?.dst;
  if (dst === undefined) return from;
  for (const pod of world.pods.values()) if (pod.ip === dst) return `${from}>${hostText(world, pod.name)}`;
  return `${from}>${dst}`;
}
