import { simulate } from '../../src/engine/simulate.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import type { PacketId } from '../../src/trace/events.ts';
import { pathLineOf } from '../../src/trace/hop-text.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';
import { ipv4, parseIpv4 } from '../../src/wire/address.ts';
import type { TableLine } from './path-table.ts';

type What<S = Stimulus> = S extends Stimulus ? Omit<S, 'at' | 'from'> : never;
type PingOptions = Partial<Omit<Extract<Stimulus, { kind: 'ping' }>, 'at' | 'from' | 'kind' | 'target'>>;

function run(lab: LabFile, from: string, what: What): Trace {
  return simulate(lab, [{ at: 0 as Nanos, from: from as NetnsName, ...what }]);
}

/** One echo request, whoever is asked: a pod of the lab by name, or an address. */
export function ping(lab: LabFile, from: string, to: string, options: PingOptions = {}): Trace {
  const address = parseIpv4(to) ?? ipv4(lab.pods.find((pod) => pod.name === to)?.ip ?? '');
  const target = { kind: 'address', address } as const;
  const usual = {
    count: 1,
    interval: 1,
    wait: 1,
    deadline: null,
    size: 56,
    ttl: 64,
    pmtudisc: 'want',
    id: null,
  } as const;
  return run(lab, from, { kind: 'ping', target, ...usual, ...options });
}

export function curl(lab: LabFile, from: string, address: string): Trace {
  const usual = {
    port: 80,
    path: '/',
    connectTimeout: 1,
    localPort: null,
    host: 'webpod',
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  };
  return run(lab, from, { kind: 'curl', target: { kind: 'address', address: ipv4(address) }, ...usual });
}

export function lookup(lab: LabFile, from: string, name: string): Trace {
  return run(lab, from, { kind: 'dns', name, server: null, types: ['A'] });
}

/** The packet that the application sent first. */
export function firstPacket(trace: Trace): PacketRecord {
  return packetThat(trace, (record) => record.cause.kind === 'job', 'that an application sent');
}

/** The first answer to a packet. */
export function replyTo(trace: Trace, of: PacketId): PacketRecord {
  return packetThat(trace, (record) => record.cause.kind === 'reply' && record.cause.of === of, `that answers #${of}`);
}

export function packetThat(trace: Trace, is: (record: PacketRecord) => boolean, what: string): PacketRecord {
  const found = trace.packets.find(is);
  if (found === undefined) throw new Error(`no packet ${what}`);
  return found;
}

/** A packet's line in the table's form; the path's name is the table's business. */
export function lineOf(trace: Trace, packet: PacketId, path: string, ttlAt: 'pod' | 'end' = 'end'): TableLine {
  const { end, ttl_at_pod, ttl_final, hops, ev } = pathLineOf(trace, packet);
  return { path, end, ttl: ttlAt === 'pod' ? ttl_at_pod : ttl_final, hops, ev };
}
