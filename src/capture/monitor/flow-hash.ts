import { hash32 } from '../../base/prng.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import type { PacketId } from '../../trace/events.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Layer, Packet } from '../../wire/layers.ts';

interface Ends {
  readonly proto: 'tcp' | 'udp' | 'other';
  readonly src: string;
  readonly dst: string;
}

/** Addresses and, behind TCP and UDP, ports of the innermost packet. Null when it is no IPv4. */
function endsOf(packet: Packet): Ends | null {
  const at = packet.findLastIndex((layer) => layer.kind === 'ipv4');
  if (at < 0) return null;
  const ip = packet[at] as Layer<'ipv4'>;
  const next = packet[at + 1];
  if (next?.kind !== 'tcp' && next?.kind !== 'udp') return { proto: 'other', src: ip.src, dst: ip.dst };
  return { proto: next.kind, src: `${ip.src}:${next.srcPort}`, dst: `${ip.dst}:${next.dstPort}` };
}

/** Whether the packet's kernel is this node's: nothing has taken the hash of the socket away from it. */
function isLocal(world: World, from: NetnsName, node: NetnsName): boolean {
  return from === node || world.netns.get(from)?.on === node;
}

function bornEnds(trace: Trace, packet: PacketId): Ends | null {
  const born = trace.events[trace.packets[packet]?.born ?? -1];
  return born === undefined ? null : endsOf(packetAt(trace, born.frame));
}

const retransmissions = new WeakMap<Trace['packets'], ReadonlyMap<string, readonly PacketId[]>>();

function retransmitted(trace: Trace): ReadonlyMap<string, readonly PacketId[]> {
  const known = retransmissions.get(trace.packets);
  if (known !== undefined) return known;
  const all = new Map<string, PacketId[]>();
  for (const { id, cause } of trace.packets) {
    const ends = cause.kind === 'retransmission' ? bornEnds(trace, id) : null;
    if (ends === null) continue;
    const key = `${ends.src} ${ends.dst}`;
    all.set(key, [...(all.get(key) ?? []), id]);
  }
  retransmissions.set(trace.packets, all);
  return all;
}

/**
 * skb->hash of a packet that TCP of this node has sent: a random number of its socket (sk->sk_txhash, net/core/sock.c
 * skb_set_owner_w). So each side of a connection has its own. A retransmission timer draws another one (net/ipv4/tcp_timer.c
 * sk_rethink_txhash), from then on. 0 for a packet that carries no such number.
 */
export function rawHash(trace: Trace, packet: PacketId, node: NetnsName): number {
  const record = trace.packets[packet];
  if (record === undefined || !isLocal(trace.world, record.from, node)) return 0;
  const ends = bornEnds(trace, packet);
  if (ends?.proto !== 'tcp') return 0;
  const key = `${ends.src} ${ends.dst}`;
  const thoughts = (retransmitted(trace).get(key) ?? []).filter((id) => id <= packet).length;
  return hash32(`sk_txhash ${record.from} ${key} ${thoughts}`, trace.world.seed) || 1;
}

/**
 * get_hash_recalc, as trace records have it: the number the packet brings, else one made of its addresses and ports by a
 * key of this machine. The smaller end comes first (net/core/flow_dissector.c __flow_hash_consistentify), so that such a
 * hash is the same both ways. NAT does not change it where the packet was made. Modelled: of a packet from the wire it is
 * that of the record's own addresses, as if no earlier program had asked for it.
 */
export function flowHash(trace: Trace, packet: PacketId, node: NetnsName, layers: Packet): number {
  const { world, packets } = trace;
  const raw = rawHash(trace, packet, node);
  if (raw !== 0) return raw;
  const from = packets[packet]?.from ?? null;
  const born = from !== null && isLocal(world, from, node) ? bornEnds(trace, packet) : null;
  const ends = born ?? endsOf(layers);
  if (ends === null) return 0;
  const [low, high] = ends.src < ends.dst ? [ends.src, ends.dst] : [ends.dst, ends.src];
  return hash32(`hashrnd ${node} ${ends.proto} ${low} ${high}`, world.seed) || 1;
}
