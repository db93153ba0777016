/** Names of numbers as tcpdump prints them, whatever its options. */

/** EtherTypes of the layers in a lab and of their neighbours (print-ether.c ethertype_values). */
const ETHERTYPES: ReadonlyMap<number, string> = new Map([
  [0x0800, 'IPv4'],
  [0x0806, 'ARP'],
  [0x6558, 'TEB'],
  [0x8035, 'Reverse ARP'],
  [0x8100, '802.1Q'],
  [0x86dd, 'IPv6'],
  [0x8847, 'MPLS unicast'],
  [0x8848, 'MPLS multicast'],
  [0x8863, 'PPPoE D'],
  [0x8864, 'PPPoE S'],
  [0x888e, 'EAPOL'],
  [0x88a8, '802.1Q-QinQ'],
  [0x88cc, 'LLDP'],
  [0x9000, 'Loopback'],
]);

/** IP protocols (ipproto.c ipproto_values). */
const IP_PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [0, 'Options'],
  [1, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPIP'],
  [6, 'TCP'],
  [8, 'EGP'],
  [9, 'IGRP'],
  [17, 'UDP'],
  [33, 'DCCP'],
  [41, 'IPv6'],
  [43, 'Routing'],
  [44, 'Fragment'],
  [46, 'RSVP'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [55, 'Mobile IP'],
  [58, 'ICMPv6'],
  [62, 'Mobile IP (old)'],
  [88, 'EIGRP'],
  [89, 'OSPF'],
  [103, 'PIM'],
  [108, 'Compressed IP'],
  [112, 'VRRP'],
  [113, 'PGM'],
  [132, 'SCTP'],
  [135, 'Mobility'],
  [143, 'Ethernet'],
]);

export function etherTypeName(etherType: number): string | null {
  return ETHERTYPES.get(etherType) ?? null;
}

export function ipProtocolName(protocol: number): string {
  return IP_PROTOCOLS.get(protocol) ?? 'unknown';
}

/** 0x0800 as '0800'. */
export function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** The letters of the bits that are set, lowest bit first, or `none` (util-print.c bittok2str). */
export function bitNames(bits: number, letters: readonly string[], separator: string, none: string): string {
  const set = letters.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return set.length === 0 ? none : set.join(separator);
}
