import type { Brand } from '../base/brand.ts';

/** Six bytes as 'aa:bb:cc:dd:ee:ff', lower case. */
export type Mac = Brand<string, 'Mac'>;
/** Dotted quad without leading zeros, so that `===` and map keys compare addresses. */
export type Ipv4Addr = Brand<string, 'Ipv4Addr'>;
/** 'a.b.c.d/len' with all host bits zero, as `ip route` prints a prefix. */
export type Cidr = Brand<string, 'Cidr'>;

export const ANY_ADDR = '0.0.0.0' as Ipv4Addr;
export const ANY_CIDR = '0.0.0.0/0' as Cidr;
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff' as Mac;
export const ZERO_MAC = '00:00:00:00:00:00' as Mac;

const QUAD = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The address, or null when `text` is not a dotted quad of numbers 0 to 255 (leading zeros refused: they mean octal to some tools). */
export function parseIpv4(text: string): Ipv4Addr | null {
  const m = QUAD.exec(text);
  if (!m) return null;
  for (const part of m.slice(1)) if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return null;
  return text as Ipv4Addr;
}

/** Like parseIpv4, for text that the program itself wrote. Throws. */
export function ipv4(text: string): Ipv4Addr {
  const addr = parseIpv4(text);
  if (addr === null) throw new Error(`'${text}' is not an IPv4 address`);
  return addr;
}

const numbers = new Map<string, number>();

/** 0..2^32-1, network order. Memoised: the engine asks for the same few addresses again and again. */
export function ipv4Number(addr: Ipv4Addr): number {
  const known = numbers.get(addr);
  if (known !== undefined) return known;
  const m = QUAD.exec(addr) ?? [];
  const n = ((Number(m[1]) << 24) | (Number(m[2]) << 16) | (Number(m[3]) << 8) | Number(m[4])) >>> 0;
  if (numbers.size > 65536) numbers.clear();
  numbers.set(addr, n);
  return n;
}

export function ipv4Of(n: number): Ipv4Addr {
  return `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}` as Ipv4Addr;
}

export function maskOf(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** The prefix, or null when it is no IPv4 prefix of length 0 to 32 or has host bits set. */
export function parseCidr(text: string): Cidr | null {
  const slash = text.indexOf('/');
  if (slash < 0) return null;
  const addr = parseIpv4(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (addr === null || !/^(\d|[12]\d|3[0-2])$/.test(digits)) return null;
  return (ipv4Number(addr) & ~maskOf(Number(digits))) === 0 ? (text as Cidr) : null;
}

export function cidrOf(addr: Ipv4Addr, length: number): Cidr {
  return `${ipv4Of((ipv4Number(addr) & maskOf(length)) >>> 0)}/${length}` as Cidr;
}

const prefixes = new Map<string, readonly [base: number, length: number]>();

/** [network number, prefix length] of a prefix. Memoised. */
export function cidrNumbers(cidr: Cidr): readonly [base: number, length: number] {
  const known = prefixes.get(cidr);
  if (known !== undefined) return known;
  const slash = cidr.indexOf('/');
  const both = [ipv4Number(cidr.slice(0, slash) as Ipv4Addr), Number(cidr.slice(slash + 1))] as const;
  if (prefixes.size > 65536) prefixes.clear();
  prefixes.set(cidr, both);
  return both;
}

export function prefixLength(cidr: Cidr): number {
  return cidrNumbers(cidr)[1];
}

export function cidrHas(cidr: Cidr, addr: Ipv4Addr): boolean {
  const [base, length] = cidrNumbers(cidr);
  return (ipv4Number(addr) & maskOf(length)) >>> 0 === base;
}

/** Length of the common prefix of two addresses in bits, 0 to 32: a losing row loses at this bit. */
export function commonBits(a: Ipv4Addr, b: Ipv4Addr): number {
  return Math.clz32((ipv4Number(a) ^ ipv4Number(b)) >>> 0);
}

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

export function parseMac(text: string): Mac | null {
  const lower = text.toLowerCase();
  return MAC.test(lower) ? (lower as Mac) : null;
}

export function macOf(bytes: readonly number[]): Mac {
  return bytes.map((b) => (b & 255).toString(16).padStart(2, '0')).join(':') as Mac;
}

export function macBytes(mac: Mac): readonly number[] {
  return mac.split(':').map((part) => Number.parseInt(part, 16));
}
