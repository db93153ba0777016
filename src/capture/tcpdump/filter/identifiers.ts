import { type Ipv4Addr, ipv4Number, macBytes, parseMac } from '../../../wire/address.ts';
import { IP_PROTOCOL } from '../../../wire/numbers.ts';
import { PROTOCOL_NUMBERS } from '../names.ts';
import { portNamed } from '../services.ts';
import { FilterFault, syntaxError, unqualifiedError } from './fault.ts';
import {
  addressTest,
  ip6Protocol,
  ipProtocol,
  LINK_TYPE,
  linkType,
  macTest,
  or,
  portTest,
  SCTP,
} from './primitives.ts';
import type { Qualifier } from './qualifier.ts';
import type { FindGround, Test } from './view.ts';

const ALL_PORTS = [IP_PROTOCOL.tcp, IP_PROTOCOL.udp, SCTP] as const;
const PORT_OWNERS: ReadonlyMap<string, number> = new Map([
  ['tcp', IP_PROTOCOL.tcp],
  ['udp', IP_PROTOCOL.udp],
  ['sctp', SCTP],
]);
const ALL_ONES = 0xffff_ffff;
const MAX_PORT = 65_535;

/** A host or network under the protocol that was said (gencode.c gen_host). */
export function hostTest(ground: FindGround, { protocol, side, kind }: Qualifier, address: number, mask: number): Test {
  const end = side ?? 'either';
  switch (protocol) {
    case null:
      return or(
        addressTest(ground, 'ip', end, address, mask),
        or(addressTest(ground, 'arp', end, address, mask), addressTest(ground, 'rarp', end, address, mask)),
      );
    case 'ip':
    case 'arp':
    case 'rarp':
      return addressTest(ground, protocol, end, address, mask);
    case 'ether':
      throw new FilterFault(`link-layer modifier applied to ${kind === 'net' ? 'net' : 'host'}`);
    case 'ip6':
      throw new FilterFault("'ip6' modifier applied to ip host");
    default:
      throw new FilterFault(`'${protocol}' modifier applied to ${kind === 'net' ? 'net' : 'host'}`);
  }
}

/** One to four numbers with dots; fewer than four name what begins like that (nametoaddr.c __pcap_atoin). */
export function dottedTest(ground: FindGround, qualifier: Qualifier, text: string): Test {
  const { kind, protocol } = qualifier;
  if (kind === 'port' || kind === 'portrange' || kind === 'proto')
    throw new FilterFault(`'${kind}' modifier applied to ip host`);
  const { number, length } = dotted(text);
  if (kind === 'none') throw unqualifiedError();
  if (protocol === 'ether') throw new FilterFault('illegal link layer address');
  return hostTest(ground, qualifier, number, maskOfLength(length));
}

/** A prefix, by its length or by a mask (gencode.c gen_mcode). */
export function prefixTest(ground: FindGround, qualifier: Qualifier, text: string, mask: string | number): Test {
  const { number } = dotted(text);
  const bits = typeof mask === 'number' ? lengthMask(mask) : dotted(mask).number;
  if ((number & ~bits) !== 0) {
    const written = typeof mask === 'number' ? `"${text}/${mask}"` : `"${text} mask ${mask}"`;
    throw new FilterFault(`non-network bits set in ${written}`);
  }
  if (qualifier.kind !== 'net') throw new FilterFault('Mask syntax for networks only');
  return hostTest(ground, qualifier, number, bits);
}

/** A bare number (gencode.c gen_ncode). */
export function numberTest(ground: FindGround, qualifier: Qualifier, value: number): Test {
  const { protocol, kind } = qualifier;
  switch (kind) {
    case 'none':
      throw unqualifiedError();
    case 'port':
    case 'portrange':
      return portsTest(ground, qualifier, owners(qualifier), value, value);
    case 'proto':
      return protocolTest(ground, qualifier, value);
    default:
      if (protocol === 'ether') throw new FilterFault('illegal link layer address');
      return kind === 'net' ? shortNetTest(ground, qualifier, value) : hostTest(ground, qualifier, value, ALL_ONES);
  }
}

/** `net 10` is all that begins with 10. */
function shortNetTest(ground: FindGround, qualifier: Qualifier, value: number): Test {
  let [address, mask] = [value, ALL_ONES];
  while (address !== 0 && address >>> 24 === 0) [address, mask] = [(address << 8) >>> 0, (mask << 8) >>> 0];
  return hostTest(ground, qualifier, address, mask);
}

/** A MAC (gencode.c gen_ecode). `cooked`: the link layer of this capture keeps no addresses to compare. */
export function etherTest(
  ground: FindGround,
  { protocol, side, kind }: Qualifier,
  text: string,
  cooked: boolean,
): Test {
  if (protocol !== 'ether' || (kind !== 'host' && kind !== 'default'))
    throw new FilterFault('ethernet address used in non-ether expression');
  if (cooked)
    throw new FilterFault(
      'ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel',
    );
  const digits = /^[0-9A-Fa-f]{12}$/.test(text) || /^(?:[0-9A-Fa-f]{4}\.)/.test(text);
  const parts = digits ? (text.replaceAll('.', '').match(/../g) ?? []) : text.split(/[:.-]/);
  const mac = parseMac(parts.map((part) => part.padStart(2, '0')).join(':'));
  if (mac === null) throw syntaxError();
  return macTest(ground, side ?? 'either', macBytes(mac));
}

/** A name (gencode.c gen_scode). `addressesOf` stands for /etc/hosts. */
export function nameTest(
  ground: FindGround,
  qualifier: Qualifier,
  name: string,
  addressesOf: (name: string) => readonly Ipv4Addr[],
): Test {
  const { protocol, kind } = qualifier;
  switch (kind) {
    case 'none':
      throw unqualifiedError();
    case 'port':
      return namedPortTest(ground, qualifier, name, name, `port '${name}'`);
    case 'portrange': {
      const [low = '', high = low] = name.split('-');
      return namedPortTest(ground, qualifier, low, high, `port in range '${name}'`);
    }
    case 'proto':
      return protocolTest(ground, qualifier, protocolNumber(protocol, name));
    case 'net':
      throw new FilterFault(`unknown network '${name}'`);
    default: {
      if (protocol === 'ether') throw new FilterFault(`unknown ether host '${name}'`);
      const tests = addressesOf(name).map((address) => hostTest(ground, qualifier, ipv4Number(address), ALL_ONES));
      if (tests.length === 0) throw new FilterFault(`unknown host '${name}'`);
      return tests.reduce(or);
    }
  }
}

/** The first word of the fault differs between a port and a range. */
function namedPortTest(ground: FindGround, qualifier: Qualifier, low: string, high: string, what: string): Test {
  const wanted = owners(qualifier);
  const [from, to] = [portOf(low), portOf(high)];
  if (from === null || to === null) throw new FilterFault(`unknown ${what}`);
  const owner = from.owner === to.owner ? from.owner : null;
  if (owner !== null && !wanted.includes(owner))
    throw new FilterFault(`${what} is ${owner === IP_PROTOCOL.tcp ? 'tcp' : 'udp'}`);
  const only = owner === null || qualifier.protocol !== null ? wanted : [owner];
  return portsTest(ground, qualifier, only, from.port, to.port);
}

/** A port by its number or name, and the protocol that alone knows it (nametoaddr.c pcap_nametoport). */
function portOf(text: string): { readonly port: number; readonly owner: number | null } | null {
  if (/^\d+$/.test(text)) return { port: Number(text), owner: null };
  const [tcp, udp] = [portNamed('tcp', text), portNamed('udp', text)];
  if (tcp !== null) return { port: tcp, owner: tcp === udp ? null : IP_PROTOCOL.tcp };
  return udp === null ? null : { port: udp, owner: IP_PROTOCOL.udp };
}

function owners({ protocol, kind }: Qualifier): readonly number[] {
  if (protocol === null) return ALL_PORTS;
  const owner = PORT_OWNERS.get(protocol);
  if (owner === undefined) throw new FilterFault(`illegal qualifier of '${kind}'`);
  return [owner];
}

function portsTest(
  ground: FindGround,
  { side }: Qualifier,
  protocols: readonly number[],
  low: number,
  high: number,
): Test {
  for (const port of [low, high]) if (port > MAX_PORT) throw new FilterFault(`illegal port number ${port} > 65535`);
  return portTest(ground, protocols, side ?? 'either', Math.min(low, high), Math.max(low, high));
}

/** `ip proto 17`, `ether proto 0x806` (gencode.c gen_proto). */
export function protocolTest(ground: FindGround, { protocol, side }: Qualifier, number: number): Test {
  if (side !== null) throw new FilterFault("direction applied to 'proto'");
  switch (protocol) {
    case null:
      return or(ipProtocol(ground, number), ip6Protocol(ground, number));
    case 'ether':
      return linkType(ground, number);
    case 'ip':
      return ipProtocol(ground, number);
    case 'ip6':
      return ip6Protocol(ground, number);
    case 'arp':
    case 'rarp':
      throw new FilterFault(`${protocol} does not encapsulate another protocol`);
    default:
      throw new FilterFault(`'${protocol} proto' is bogus`);
  }
}

function protocolNumber(protocol: string | null, name: string): number {
  const link = protocol === 'ether';
  if (!link && protocol !== null && protocol !== 'ip' && protocol !== 'ip6')
    throw new FilterFault(`unknown protocol: ${name}`);
  const number = link ? LINK_TYPES.get(name) : PROTOCOL_NUMBERS.get(name);
  if (number === undefined) throw new FilterFault(`unknown ${link ? 'ether' : 'ip'} proto '${name}'`);
  return number;
}
const LINK_TYPES: ReadonlyMap<string, number> = new Map(Object.entries(LINK_TYPE));

function dotted(text: string): { readonly number: number; readonly length: number } {
  const parts = text.split('.').map(Number);
  const bytes = parts.length;
  if (parts.some((part) => part > 255)) throw new FilterFault(`invalid IPv4 address '${text}'`);
  const number = parts.reduce((sum, part) => sum * 256 + part, 0) * 256 ** (4 - bytes);
  return { number, length: bytes * 8 };
}

function lengthMask(length: number): number {
  if (length > 32) throw new FilterFault('mask length must be <= 32');
  return maskOfLength(length);
}

function maskOfLength(length: number): number {
  return length === 0 ? 0 : (ALL_ONES << (32 - length)) >>> 0;
}
