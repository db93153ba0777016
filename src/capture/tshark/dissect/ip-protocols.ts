/** Names of protocols that a lab's packets may carry (ipproto.c ipproto_val). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPIP'],
  [6, 'TCP'],
  [17, 'UDP'],
  [41, 'IPv6'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [58, 'ICMPv6'],
  [89, 'OSPF IGP'],
  [112, 'VRRP'],
  [132, 'SCTP'],
]);

export function ipProtocolName(number: number): string {
  return NAMES.get(number) ?? 'Unknown';
}

export function ipProtocolNames(): readonly (readonly [name: string, number: number])[] {
  return [...NAMES].map(([number, name]) => [name, number]);
}
