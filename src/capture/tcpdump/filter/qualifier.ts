import type { Side } from './primitives.ts';

/** What kind of thing an address or a number is. 'none' before anything was said: a bare name is an error then. */
export type AddressKind = 'host' | 'net' | 'port' | 'portrange' | 'proto' | 'default' | 'none';

/** What stands before an address, and is inherited by addresses after `and` and `or` (grammar.y `struct qual`). */
export interface Qualifier {
  /** A protocol keyword, or null. */
  readonly protocol: string | null;
  /** Null when nothing was said: `src or dst`. */
  readonly side: Side | null;
  readonly kind: AddressKind;
}

export const UNQUALIFIED: Qualifier = { protocol: null, side: null, kind: 'none' };

/** Keywords that name a protocol (grammar.y pname). */
export const PROTOCOLS: ReadonlySet<string> = new Set(
  'ether ip arp rarp sctp tcp udp icmp igmp pim vrrp ip6 icmp6 ah esp'.split(' '),
);
export const ADDRESS_KINDS: ReadonlySet<string> = new Set(['host', 'net', 'port', 'portrange', 'proto']);
