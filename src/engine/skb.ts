import type { DeviceId } from '../lab/names.ts';
import type { PacketId } from '../trace/events.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Layer, Packet } from '../wire/layers.ts';

/** What a tunnel device in external mode needs to know: BPF's set_tunnel_key, or the route's `encap`. */
export interface TunnelKey {
  readonly id: number;
  readonly remote: Ipv4Addr;
}

/**
 * One packet on its way. `packet` starts at Ethernet once a device has seen it, at IPv4 before; the lists in it are
 * never changed, only replaced, so that a frame recorded earlier stays what it was.
 */
export interface Skb {
  readonly id: PacketId;
  packet: Packet;
  /** skb->mark: 0x0300 SNAT done, 0x0400 overlay, 0x0F00 identity (bpf/lib/common.h MARK_MAGIC_*). */
  mark: number;
  tunnelKey: TunnelKey | null;
  /** The device that it came in by; null for what this kernel made itself. */
  ingress: DeviceId | null;
  packetType: 'host' | 'broadcast' | 'otherhost';
  /** BPF sent it on past the kernel's routing: without a dst_entry nobody is told when its next hop is dead. */
  unrouted?: true;
}

/** Where the first IPv4 header is: 0 or 1, or -1 when there is none. */
export function ipAt(packet: Packet): number {
  if (packet[0]?.kind === 'ipv4') return 0;
  return packet[1]?.kind === 'ipv4' ? 1 : -1;
}

/** The first IPv4 header: that of the packet as this host sees it, the outer one of a tunnelled packet. */
export function ipOf(packet: Packet): Layer<'ipv4'> {
  const layer = packet[ipAt(packet)];
  if (layer?.kind !== 'ipv4') throw new Error('invariant broken: not an IPv4 packet');
  return layer;
}

/** The packet with its first IPv4 header changed. */
export function withIp(packet: Packet, change: Partial<Omit<Layer<'ipv4'>, 'kind'>>): Packet {
  const at = ipAt(packet);
  const copy = packet.slice();
  copy[at] = { ...ipOf(packet), ...change };
  return copy;
}

/** The packet behind an Ethernet header, in place of the one it has. */
export function withEthernet(packet: Packet, src: Layer<'ethernet'>['src'], dst: Layer<'ethernet'>['dst']): Packet {
  const rest = packet[0]?.kind === 'ethernet' ? packet.slice(1) : packet;
  return [{ kind: 'ethernet', dst, src }, ...rest];
}

/** What follows the first IPv4 header. */
export function payloadOf(packet: Packet): Packet {
  return packet.slice(ipAt(packet) + 1);
}
