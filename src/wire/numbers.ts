import type { Layer, LayerKind } from './layers.ts';

/** EtherTypes (IEEE 802 numbers, RFC 7042 appendix B) of the layers that a link layer can carry. */
export const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806, transparentBridging: 0x6558 } as const;

/** IP protocol numbers (IANA). */
export const IP_PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;

/** UDP and TCP ports that say what follows. VXLAN is at Linux's and Cilium's 8472, not at IANA's 4789. */
export const PORT = { dns: 53, http: 80, geneve: 6081, vxlan: 8472 } as const;

/** ICMP types (RFC 792). */
export const ICMP_TYPE = { echoReply: 0, unreachable: 3, redirect: 5, echoRequest: 8, timeExceeded: 11 } as const;

/** The kind of layer for an EtherType, or null. */
export function linkPayload(etherType: number): LayerKind | null {
  if (etherType === ETHERTYPE.ipv4) return 'ipv4';
  return etherType === ETHERTYPE.arp ? 'arp' : null;
}

/** The EtherType of the layer inside a link layer. Throws when there is none. */
export function etherTypeOf(outer: LayerKind, inner: LayerKind | undefined): number {
  if (inner === 'ipv4') return ETHERTYPE.ipv4;
  if (inner === 'arp') return ETHERTYPE.arp;
  throw new Error(`no EtherType: ${outer} cannot carry ${inner ?? 'nothing'}`);
}

/** The kind of layer that an unfragmented IPv4 packet carries; `first` is the payload's first byte, the type of ICMP. */
export function ipPayload(protocol: number, first: number | undefined): LayerKind | null {
  if (protocol === IP_PROTOCOL.tcp) return 'tcp';
  if (protocol === IP_PROTOCOL.udp) return 'udp';
  if (protocol !== IP_PROTOCOL.icmp) return null;
  switch (first) {
    case ICMP_TYPE.echoReply:
    case ICMP_TYPE.echoRequest:
      return 'icmp-echo';
    case ICMP_TYPE.unreachable:
      return 'icmp-unreachable';
    case ICMP_TYPE.timeExceeded:
      return 'icmp-time-exceeded';
    case ICMP_TYPE.redirect:
      return 'icmp-redirect';
    default:
      return null;
  }
}

/** What a UDP datagram carries. Tunnels are known by their destination only: their source port is a hash of the flow. */
export function udpPayload(srcPort: number, dstPort: number): LayerKind {
  if (dstPort === PORT.vxlan) return 'vxlan';
  if (dstPort === PORT.geneve) return 'geneve';
  return srcPort === PORT.dns || dstPort === PORT.dns ? 'dns' : 'data';
}

/** The IP protocol number of what an IPv4 header carries. Throws when that is nothing. */
export function protocolOf(inner: Layer | null): number {
  switch (inner?.kind) {
    case 'tcp':
      return IP_PROTOCOL.tcp;
    case 'udp':
      return IP_PROTOCOL.udp;
    case 'icmp-echo':
    case 'icmp-unreachable':
    case 'icmp-time-exceeded':
    case 'icmp-redirect':
      return IP_PROTOCOL.icmp;
    case 'ip-payload':
      return inner.protocol;
    default:
      throw new Error(`no IP protocol: ipv4 cannot carry ${inner?.kind ?? 'nothing'}`);
  }
}
