import { ipProtocolNames } from '../dissect/ip-protocols.ts';
import { dnsOpcodes, dnsReplyCodes } from '../dissect/dns-words.ts';

const names = (...pairs: readonly (readonly [string, number])[]): ReadonlyMap<string, number> =>
  new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]));

const ETHERTYPES = names(
  ['IPv4', 0x0800],
  ['ARP', 0x0806],
  ['IPv6', 0x86dd],
  ['Transparent Ethernet bridging', 0x6558],
);

/** Fields whose values have names that a filter may use (proto.h VALS), in any case. */
export const VALUE_NAMES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['eth.type', ETHERTYPES],
  ['sll.etype', ETHERTYPES],
  ['geneve.proto_type', ETHERTYPES],
  ['arp.proto.type', ETHERTYPES],
  ['arp.hw.type', names(['Ethernet', 1])],
  ['arp.opcode', names(['request', 1], ['reply', 2])],
  ['sll.hatype', names(['Ethernet', 1], ['Loopback', 772])],
  [
    'sll.pkttype',
    names(['Unicast to us', 0], ['Broadcast', 1], ['Multicast', 2], ['Unicast to another host', 3], ['Sent by us', 4]),
  ],
  ['ip.proto', names(...ipProtocolNames())],
  ['dns.qry.type', names()],
  ['dns.resp.type', names()],
  ['dns.qry.class', names(['IN', 1])],
  ['dns.resp.class', names(['IN', 1])],
  ['dns.flags.rcode', names(...dnsReplyCodes())],
  ['dns.flags.opcode', names(...dnsOpcodes())],
  ['_ws.expert.severity', names(['Chat', 0x200000], ['Note', 0x400000], ['Warning', 0x600000], ['Error', 0x800000])],
  ['_ws.expert.group', names(['Checksum', 0x1000000], ['Sequence', 0x2000000], ['Malformed', 0x7000000])],
]);
