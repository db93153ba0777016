import { ARP } from './arp.ts';
import { DNS } from './dns.ts';
import { ETHERNET } from './ethernet.ts';
import { GENEVE } from './geneve.ts';
import type { Layout } from './header.ts';
import { ICMP_ECHO } from './icmp-echo.ts';
import { ICMP_REDIRECT } from './icmp-redirect.ts';
import { ICMP_TIME_EXCEEDED } from './icmp-time-exceeded.ts';
import { ICMP_UNREACHABLE } from './icmp-unreachable.ts';
import { IPV4 } from './ipv4.ts';
import type { LayerKind } from './layers.ts';
import { SLL2 } from './sll2.ts';
import { TCP } from './tcp.ts';
import { UDP } from './udp.ts';
import { VXLAN } from './vxlan.ts';

const TABLES = {
  sll2: SLL2,
  ethernet: ETHERNET,
  arp: ARP,
  ipv4: IPV4,
  'ip-payload': null,
  'icmp-echo': ICMP_ECHO,
  'icmp-unreachable': ICMP_UNREACHABLE,
  'icmp-time-exceeded': ICMP_TIME_EXCEEDED,
  'icmp-redirect': ICMP_REDIRECT,
  udp: UDP,
  tcp: TCP,
  vxlan: VXLAN,
  geneve: GENEVE,
  dns: DNS,
  http: null,
  data: null,
} satisfies { readonly [K in LayerKind]: Layout | null };

/** The header table of each layer; null for those that are text or bytes all through. */
export const LAYOUTS: { readonly [K in LayerKind]: Layout | null } = TABLES;

/** The names of the fields of a layer's header table; none for a layer without one. */
export type FieldName<K extends LayerKind> = (typeof TABLES)[K] extends { readonly slot: infer S }
  ? keyof S & string
  : never;
