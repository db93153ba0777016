import { cilium } from '../../trace/cite.ts';
import type { CiliumDropText, DropReason } from '../../trace/verdict.ts';
import type { Mac } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import { ipOf, withEthernet, withIp } from '../skb.ts';

export const L3_C = cilium('bpf/lib/l3.h', 'ipv4_l3');

/** Numbers and words of pkg/monitor/api/drop.go. */
const CODES: { readonly [T in CiliumDropText]: number } = {
  'Invalid source ip': 132,
  'Policy denied': 133,
  'Invalid packet': 134,
  'CT: Truncated or invalid header': 135,
  'Unsupported L3 protocol': 139,
  'Stale or unroutable IP': 151,
  'Service backend not found': 158,
  'No tunnel/encapsulation endpoint (datapath BUG!)': 160,
  'Local host is unreachable': 164,
  'No mapping for NAT masquerade': 167,
  'FIB lookup failed': 169,
  'Encapsulation traffic is prohibited': 170,
  'Invalid identity': 171,
  'Policy denied by denylist': 181,
  'TTL exceeded': 196,
  'Endpoint policy program not available': 203,
};

export function ciliumDrop(text: CiliumDropText, ext: number | null = null): DropReason & { readonly by: 'cilium' } {
  return { by: 'cilium', code: CODES[text], text, ext };
}

/**
 * ipv4_l3: TTL - 1 and new MACs. Null when the TTL is used up: Cilium drops with 196 and sends no ICMP, which is why
 * traceroute shows a star for it.
 */
export function ipv4L3(packet: Packet, smac: Mac | null, dmac: Mac | null): Packet | null {
  const ip = ipOf(packet);
  if (ip.ttl <= 1) return null;
  const next = withIp(packet, { ttl: ip.ttl - 1 });
  const ethernet = packet[0];
  if (ethernet?.kind !== 'ethernet') return next;
  return withEthernet(next, smac ?? ethernet.src, dmac ?? ethernet.dst);
}
