import type { TraceEvent } from '../trace/events.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import type { Layer, Packet } from '../wire/layers.ts';
import { innermost, outermost } from '../wire/layers.ts';
import { clip } from './story.ts';

/** Names of a reader's own lab may be long; in a sentence they are cut to this. */
const NAME_MAX = 24;
const LABEL_MAX = 34;
/** Two of these and a colon fit into a title. */
const WHO_MAX = 17;

/** The header around the pods' packet while it is in a tunnel. */
export interface Outer {
  readonly src: string;
  readonly dst: string;
  readonly ttl: number;
  readonly before: number;
  readonly port: number;
  readonly vni: number;
}

/** What nearly every sentence mentions: where the event is, and whose packet it is about. */
export interface At {
  /** The namespace: a node, a pod, the router. */
  readonly host: string;
  /** The same, cut for a title. */
  readonly who: string;
  /** The device without its namespace; '' when the event is on none. */
  readonly dev: string;
  /** In the words of a protocol analyser; '' when the event is about no packet. */
  readonly label: string;
  /** The same, cut for a title. */
  readonly what: string;
  /** The innermost addresses: what the pods see. */
  readonly src: string;
  readonly dst: string;
  /** The innermost TTL after and before this event. */
  readonly ttl: number;
  readonly before: number;
  readonly outer: Outer | null;
}

/** An event with everything that is looked up again and again while it is told. */
export interface Scene {
  readonly trace: Trace;
  readonly at: At;
  readonly record: PacketRecord | null;
  /** The packet as this event leaves it, and as it came. */
  readonly now: Packet;
  readonly was: Packet;
}

export function sceneOf(event: TraceEvent, trace: Trace): Scene {
  const record = event.packet === null ? null : (trace.packets[event.packet] ?? null);
  const was = packetBefore(event, trace);
  const now = event.frame === null ? was : packetAt(trace, event.frame);
  return {
    trace,
    record,
    now,
    was: was.length === 0 ? now : was,
    at: atOf(event, record, now, was.length === 0 ? now : was),
  };
}

function packetBefore(event: TraceEvent, trace: Trace): Packet {
  if (event.packet === null) return [];
  const before = eventsOf(trace, event.packet).findLast((other) => other.id < event.id && other.frame !== null);
  return before === undefined ? [] : packetAt(trace, before.frame);
}

function atOf(event: TraceEvent, record: PacketRecord | null, now: Packet, was: Packet): At {
  const [src, dst] = endsOf(now);
  const ttl = innermost(now, 'ipv4')?.ttl ?? 0;
  return {
    host: clip(event.netns, NAME_MAX),
    who: clip(event.netns, WHO_MAX),
    dev: event.device === null ? '' : clip(event.device.slice(event.device.lastIndexOf(':') + 1), NAME_MAX),
    label: clip(record?.label ?? '', LABEL_MAX),
    what: clip(record?.label ?? '', WHO_MAX),
    src,
    dst,
    ttl,
    before: innermost(was, 'ipv4')?.ttl ?? ttl,
    outer: outerOf(now, was),
  };
}

function endsOf(packet: Packet): readonly [src: string, dst: string] {
  const arp = innermost(packet, 'arp');
  if (arp !== null) return [arp.senderIp, arp.targetIp];
  const ip = innermost(packet, 'ipv4');
  return ip === null ? ['', ''] : [ip.src, ip.dst];
}

function outerOf(now: Packet, was: Packet): Outer | null {
  const ip = outermost(now, 'ipv4');
  const vni = tunnelOf(now)?.vni;
  if (ip === null || vni === undefined) return null;
  const old = tunnelOf(was) === null ? null : outermost(was, 'ipv4');
  return {
    src: ip.src,
    dst: ip.dst,
    ttl: ip.ttl,
    before: old?.ttl ?? ip.ttl,
    port: outermost(now, 'udp')?.dstPort ?? 0,
    vni,
  };
}

export function tunnelOf(packet: Packet): Layer<'vxlan'> | Layer<'geneve'> | null {
  return outermost(packet, 'vxlan') ?? outermost(packet, 'geneve');
}

/** A name of the reader's lab, cut for a sentence. */
export function nameOf(name: string): string {
  return clip(name, NAME_MAX);
}
