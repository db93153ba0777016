import { BROADCAST_MAC, type Ipv4Addr, type Mac } from '../../wire/address.ts';
import type { TcpdumpOptions } from './options.ts';
import { type PortProtocol, portName } from './services.ts';

/** Vendors that tcpdump knows by the first three bytes of a MAC (oui.c oui_values); all others are 'Unknown'. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ['00:00:00', 'Ethernet'],
  ['00:00:0c', 'Cisco'],
  ['00:00:5e', 'IANA'],
  ['00:00:81', 'Nortel Networks SONMP'],
  ['00:00:f8', 'Cisco bridged'],
  ['00:80:c2', 'Ethernet bridged'],
  ['00:a0:3e', 'ATM Forum'],
  ['00:e0:2f', 'DOCSIS Spanning Tree'],
  ['08:00:07', 'Appletalk'],
  ['00:90:69', 'Juniper'],
  ['08:00:09', 'Hewlett-Packard'],
  ['00:12:0f', 'IEEE 802.3 Private'],
  ['00:12:bb', 'ANSI/TIA'],
  ['00:1b:21', 'DCBX'],
  ['00:23:20', 'Nicira Networks'],
  ['5c:16:c7', 'Big Switch Networks'],
  ['b0:d2:f5', 'Vello Systems'],
  ['00:24:81', 'HP'],
  ['00:04:ea', 'HP-Labs'],
  ['74:87:71', 'Infoblox Inc'],
  ['a4:23:05', 'Open Networking Lab'],
  ['00:04:9f', 'Freescale'],
  ['00:15:ad', 'Netronome'],
  ['00:10:18', 'Broadcom'],
  ['00:e0:04', 'PMC-Sierra'],
  ['d0:f0:db', 'Ericsson'],
]);

/** Protocols of /etc/protocols (netbase) that a fragment or an unread packet in a lab can have. */
const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipencap'],
  [6, 'tcp'],
  [17, 'udp'],
  [41, 'ipv6'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'ipv6-icmp'],
  [89, 'ospf'],
  [112, 'vrrp'],
  [132, 'sctp'],
]);

/** How numbers are named: as they are after -n, else as the machine's own files name them (addrtoname.c). */
export interface Names {
  host(address: Ipv4Addr): string;
  port(protocol: PortProtocol, port: number): string;
  mac(mac: Mac): string;
  /** ' udp' or ' ip-proto-17', where tcpdump cannot look into a packet. */
  protocol(number: number): string;
}

export const PROTOCOL_NUMBERS: ReadonlyMap<string, number> = new Map([...PROTOCOLS].map(([n, name]) => [name, n]));

const NUMBERS: Names = {
  host: (address) => address,
  port: (_, port) => `${port}`,
  mac: (mac) => mac,
  protocol: (number) => `ip-proto-${number}`,
};

export function namesFor({ numeric, hostName, portNames }: TcpdumpOptions): Names {
  if (numeric) return NUMBERS;
  return {
    host: (address) => hostName(address) ?? address,
    port: (protocol, port) => (portNames ? portName(protocol, port) : null) ?? `${port}`,
    mac: (mac) => (mac === BROADCAST_MAC ? 'Broadcast' : `${mac} (oui ${VENDORS.get(mac.slice(0, 8)) ?? 'Unknown'})`),
    protocol: (number) => PROTOCOLS.get(number) ?? NUMBERS.protocol(number),
  };
}
