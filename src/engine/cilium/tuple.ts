import type { L4Proto } from '../../lab/tables.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import { ipOf, payloadOf } from '../skb.ts';

/** A packet's flow as conntrack keys it (bpf/lib/conntrack.h ct_extract_ports4). */
export interface Tuple {
  readonly proto: L4Proto;
  readonly src: Ipv4Addr;
  readonly srcPort: number;
  readonly dst: Ipv4Addr;
  readonly dstPort: number;
  /** An ICMP error: it belongs to another flow. */
  readonly related: boolean;
  /** TCP flag bits; 0 otherwise. */
  readonly flags: number;
  /** Type and code of ICMP; null for other protocols. */
  readonly icmp: { readonly type: number; readonly code: number } | null;
}

/** RFC 792. */
export const ICMP = { echoReply: 0, unreachable: 3, echo: 8, timeExceeded: 11 } as const;

export type Extracted =
  | { readonly ok: true; readonly tuple: Tuple }
  | { readonly ok: false; readonly why: 'icmp-fragment' | 'unknown-l4' };

/** The tuple of a packet; not of ICMP fragments, which 1.18 refuses (134), nor of protocols it does not know. */
export function extractTuple(packet: Packet): Extracted {
  const { src, dst } = ipOf(packet);
  const l4 = payloadOf(packet)[0];
  const of = (proto: L4Proto, srcPort: number, dstPort: number, more: Partial<Tuple> = {}): Extracted => ({
    ok: true,
    tuple: { proto, src, srcPort, dst, dstPort, related: false, flags: 0, icmp: null, ...more },
  });
  switch (l4?.kind) {
    case 'tcp':
      return of('TCP', l4.srcPort, l4.dstPort, { flags: l4.flags });
    case 'udp':
      return of('UDP', l4.srcPort, l4.dstPort);
    case 'icmp-echo':
      return l4.type === 'request'
        ? of('ICMP', l4.id, 0, { icmp: { type: ICMP.echo, code: 0 } })
        : of('ICMP', 0, l4.id, { icmp: { type: ICMP.echoReply, code: 0 } });
    case 'icmp-unreachable':
      return of('ICMP', 0, 0, { related: true, icmp: { type: ICMP.unreachable, code: l4.code } });
    case 'icmp-time-exceeded':
      return of('ICMP', 0, 0, { related: true, icmp: { type: ICMP.timeExceeded, code: l4.code } });
    case 'ip-payload':
      if (l4.protocol === 1) return { ok: false, why: 'icmp-fragment' };
      // The ports of later fragments come from cilium_ipv4_frag_datagrams; here all fragments count as port 0.
      return of(l4.protocol === 6 ? 'TCP' : 'UDP', 0, 0);
    default:
      return { ok: false, why: 'unknown-l4' };
  }
}

/** The packet with an address and port of its flow replaced, on either side. */
export function rewriteEnd(packet: Packet, side: 'src' | 'dst', addr: Ipv4Addr, port: number): Packet {
  const copy = packet.slice();
  const at = copy.findIndex((layer) => layer.kind === 'ipv4');
  copy[at] = { ...(copy[at] as Layer<'ipv4'>), [side]: addr };
  const l4 = copy[at + 1];
  if (l4?.kind === 'tcp' || l4?.kind === 'udp')
    copy[at + 1] = { ...l4, [side === 'src' ? 'srcPort' : 'dstPort']: port };
  if (l4?.kind === 'icmp-echo') copy[at + 1] = { ...l4, id: port };
  return copy;
}
