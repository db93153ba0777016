import { cidrNumbers, cidrOf, parseIpv4, type Cidr, type Ipv4Addr } from '../../../wire/address.ts';
import { Stop } from './arguments.ts';

export interface Prefix {
  readonly cidr: Cidr;
  readonly address: Ipv4Addr;
  readonly length: number;
}

/**
 * A prefix as iproute2 reads it (lib/utils.c get_prefix_1): 'default', 'any' and 'all' are everything, a missing length is
 * 32, and missing bytes are zero ('10.10' is a host). IPv6 is read as null.
 */
export function prefixOf(word: string): Prefix | null {
  if (word === 'default' || word === 'any' || word === 'all') return everything();
  const [text = '', given, ...more] = word.split('/');
  if (isIpv6(text)) return null;
  const address = /^[\d.]+$/.test(text) ? parseIpv4(padded(text)) : null;
  const length = given === undefined ? 32 : /^\d+$/.test(given) ? Number(given) : NaN;
  if (address === null || more.length > 0 || !(length <= 32)) {
    throw new Stop(`Error: any valid prefix is expected rather than "${word}".\n`, 1);
  }
  return { cidr: cidrOf(address, length), address, length };
}

export function isIpv6(text: string): boolean {
  return text.includes(':') && /^[\da-fA-F:.]+$/.test(text);
}

function padded(text: string): string {
  const bytes = text.split('.');
  return [...bytes, '0', '0', '0'].slice(0, Math.max(4, bytes.length)).join('.');
}

function everything(): Prefix {
  const address = padded('0') as Ipv4Addr;
  return { cidr: cidrOf(address, 0), address, length: 0 };
}

/** Whether all of `inner` lies in `outer`. */
export function covers(outer: Cidr, inner: Cidr): boolean {
  const [[outerBase, outerLength], [innerBase, innerLength]] = [cidrNumbers(outer), cidrNumbers(inner)];
  return innerLength >= outerLength && (outerLength === 0 || (innerBase ^ outerBase) >>> (32 - outerLength) === 0);
}
