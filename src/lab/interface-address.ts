import {
  cidrNumbers,
  cidrOf,
  ipv4Number,
  ipv4Of,
  maskOf,
  parseIpv4,
  type Cidr,
  type Ipv4Addr,
} from '../wire/address.ts';

/** An address with its prefix length, as `ip addr add` takes it: unlike a Cidr it keeps its host bits. */
export interface InterfaceAddress {
  readonly ip: Ipv4Addr;
  readonly length: number;
  readonly subnet: Cidr;
}

/** Reads 'ADDRESS/LENGTH'; null when it is none. */
export function parseInterfaceAddress(text: string): InterfaceAddress | null {
  const m = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text);
  const ip = m ? parseIpv4(m[1]!) : null;
  if (!m || ip === null) return null;
  const length = Number(m[2]);
  return { ip, length, subnet: cidrOf(ip, length) };
}

/** Like parseInterfaceAddress, for a validated lab. Throws. */
export function interfaceAddress(text: string): InterfaceAddress {
  const address = parseInterfaceAddress(text);
  if (address === null) throw new Error(`'${text}' is not an address with a length`);
  return address;
}

/** The last address of a prefix: its broadcast address when it is longer than two addresses. */
export function broadcastOf(cidr: Cidr): Ipv4Addr {
  const [base, length] = cidrNumbers(cidr);
  return ipv4Of((base | ~maskOf(length)) >>> 0);
}

/** Whether `ip` may be a machine's address in `cidr`: inside it, and neither its first (network) nor its last (broadcast) address. */
export function isHostOf(ip: Ipv4Addr, cidr: Cidr): boolean {
  const [base, length] = cidrNumbers(cidr);
  const number = ipv4Number(ip);
  if ((number & maskOf(length)) >>> 0 !== base) return false;
  return length >= 31 || (number !== base && ip !== broadcastOf(cidr));
}

/** A node's own address on the wire that it shares with the others. */
export function nodeAddress({ ip, prefix }: { readonly ip: string; readonly prefix: number }): InterfaceAddress {
  return { ip: ip as Ipv4Addr, length: prefix, subnet: cidrOf(ip as Ipv4Addr, prefix) };
}
