import type { LayerKind } from '../wire/layers.ts';
import type { FieldWords, LayerWords } from './field-word.ts';
import { DNS_FIELDS } from './field-words-dns.ts';
import { ARP_FIELDS, ETHERNET_FIELDS, SLL2_FIELDS } from './field-words-link.ts';
import {
  ICMP_ECHO_FIELDS,
  ICMP_REDIRECT_FIELDS,
  ICMP_TIME_EXCEEDED_FIELDS,
  ICMP_UNREACHABLE_FIELDS,
} from './field-words-icmp.ts';
import { IP_PAYLOAD_FIELDS, IPV4_FIELDS } from './field-words-ip.ts';
import { DATA_FIELDS, HTTP_FIELDS } from './field-words-payload.ts';
import { TCP_FIELDS } from './field-words-tcp.ts';
import { GENEVE_FIELDS, UDP_FIELDS, VXLAN_FIELDS } from './field-words-tunnel.ts';

/** Total: a protocol without words does not compile. */
export const FIELD_WORDS: { readonly [K in LayerKind]: LayerWords<K> } = {
  sll2: SLL2_FIELDS,
  ethernet: ETHERNET_FIELDS,
  arp: ARP_FIELDS,
  ipv4: IPV4_FIELDS,
  'ip-payload': IP_PAYLOAD_FIELDS,
  'icmp-echo': ICMP_ECHO_FIELDS,
  'icmp-unreachable': ICMP_UNREACHABLE_FIELDS,
  'icmp-time-exceeded': ICMP_TIME_EXCEEDED_FIELDS,
  'icmp-redirect': ICMP_REDIRECT_FIELDS,
  udp: UDP_FIELDS,
  tcp: TCP_FIELDS,
  vxlan: VXLAN_FIELDS,
  geneve: GENEVE_FIELDS,
  dns: DNS_FIELDS,
  http: HTTP_FIELDS,
  data: DATA_FIELDS,
};

/** The words for a node of the dissection by its label ('ipv4.ttl'), or null for one that nobody has described. */
export function fieldWords(layer: LayerKind, label: string): FieldWords | null {
  const { layer: whole, fields, parts } = FIELD_WORDS[layer];
  if (label === layer) return whole;
  const name = label.slice(layer.length + 1);
  const table: Readonly<Record<string, FieldWords>> = fields;
  if (Object.hasOwn(table, name)) return table[name] ?? null;
  if (Object.hasOwn(parts, name)) return parts[name] ?? null;
  return name === 'bytes' ? (DATA_FIELDS.parts['bytes'] ?? null) : null;
}
