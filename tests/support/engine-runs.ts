import { simulate } from '../../src/engine/simulate.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { Variant } from '../../src/lab/variant.ts';
import type { EventOf, Observation, PacketId, TraceEvent } from '../../src/trace/events.ts';
import type { HopId } from '../../src/trace/hop.ts';
import { packetAt } from '../../src/trace/packet-at.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { Layer, LayerKind, Packet } from '../../src/wire/layers.ts';

type Ping = Extract<Stimulus, { kind: 'ping' }>;

const PING = {
  kind: 'ping',
  count: 1,
  interval: 1,
  wait: 1,
  deadline: null,
  size: 56,
  ttl: 64,
  pmtudisc: 'want',
  id: null,
} as const;

const seconds = (s: number): Nanos => (s * 1_000_000_000) as Nanos;

/** `at` in seconds. */
export function pingFrom(
  from: string,
  to: string,
  { at = 0, ...more }: Partial<Omit<Ping, 'at' | 'kind'>> & { readonly at?: number } = {},
): Stimulus {
  const target = { kind: 'address', address: ipv4(to) } as const;
  return { ...PING, at: seconds(at), from: from as NetnsName, target, ...more };
}

export function curlFrom(from: string, to: string, { at = 0, port = 80, connectTimeout = 1 } = {}): Stimulus {
  return {
    kind: 'curl',
    at: seconds(at),
    from: from as NetnsName,
    target: { kind: 'address', address: ipv4(to) },
    port,
    path: '/',
    connectTimeout,
    localPort: null,
    host: 'webpod',
    userAgent: 'curl/8.14.1',
    silent: true,
    discard: false,
  };
}

export function routeOn(on: string, action: 'add' | 'del' | 'replace', spec: string, at = 0): Stimulus {
  return { kind: 'ip-route', at: seconds(at), from: on as NetnsName, action, spec };
}

/** The week 4 lab with a variant, and with whatever `edit` makes of its file. */
export function run(
  variant: Variant,
  stimuli: readonly Stimulus[],
  edit: (lab: LabFile) => LabFile = (lab) => lab,
): Trace {
  return simulate(edit(withVariant(week4, variant)), stimuli);
}

export const cold = (lab: LabFile): LabFile => ({ ...lab, recorded: { ...lab.recorded, neighbours: 'cold' } });

/** 'device tap' of every tap that the packet passed, devices by 'netns:name'. */
export function tapsOf(trace: Trace, packet: PacketId): readonly string[] {
  return trace.events.flatMap((e) =>
    (e.kind === 'tx' || e.kind === 'rx') && e.packet === packet ? [`${e.device} ${e.tap}`] : [],
  );
}

export function hopsOf(trace: Trace, packet: PacketId): readonly HopId[] {
  return trace.events.flatMap((e) => (e.packet === packet && e.hop !== null ? [e.hop] : []));
}

export function hooksOf(trace: Trace, packet: PacketId): readonly EventOf<'hook'>[] {
  return trace.events.filter((e): e is EventOf<'hook'> => e.kind === 'hook' && e.packet === packet);
}

/** All that the packet's programs put into the events ring, in order. */
export function observationsOf(trace: Trace, packet: PacketId): readonly Observation[] {
  return hooksOf(trace, packet).flatMap((e) => e.observations);
}

export function packets(trace: Trace, is: (record: PacketRecord) => boolean): readonly PacketRecord[] {
  return trace.packets.filter(is);
}

/** The n-th packet with this label ('echo request', 'SYN', 'who-has'). */
export function labelled(trace: Trace, label: string, n = 0): PacketRecord {
  const found = trace.packets.filter((record) => record.label.startsWith(label))[n];
  if (!found) throw new Error(`no packet '${label}': ${trace.packets.map((record) => record.label).join(', ')}`);
  return found;
}

/** What the packet looked like at the end of an event. */
export function framesAt(trace: Trace, is: (event: TraceEvent) => boolean): readonly Packet[] {
  return trace.events.flatMap((e) => (is(e) && e.frame !== null ? [packetAt(trace, e.frame)] : []));
}

export function layerOf<K extends LayerKind>(packet: Packet, kind: K, n = 0): Layer<K> {
  const found = packet.filter((layer) => layer.kind === kind)[n];
  if (!found) throw new Error(`no ${kind} in ${packet.map((layer) => layer.kind).join('/')}`);
  return found as unknown as Layer<K>;
}
