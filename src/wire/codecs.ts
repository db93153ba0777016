import { arp } from './arp.ts';
import type { Codec } from './codec.ts';
import { data } from './data.ts';
import { dns } from './dns.ts';
import { ethernet } from './ethernet.ts';
import { geneve } from './geneve.ts';
import { http } from './http.ts';
import { icmpEcho } from './icmp-echo.ts';
import { icmpRedirect } from './icmp-redirect.ts';
import { icmpTimeExceeded } from './icmp-time-exceeded.ts';
import { icmpUnreachable } from './icmp-unreachable.ts';
import { ipPayloadCodec } from './ip-payload.ts';
import { ipv4 } from './ipv4.ts';
import type { Layer, LayerKind } from './layers.ts';
import { sll2 } from './sll2.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';
import { vxlan } from './vxlan.ts';

/** Total: a row of LayerBody without a codec does not compile here. */
export type Codecs = { readonly [K in LayerKind]: Codec<K> };

export const CODECS: Codecs = {
  sll2,
  ethernet,
  arp,
  ipv4,
  'ip-payload': ipPayloadCodec,
  'icmp-echo': icmpEcho,
  'icmp-unreachable': icmpUnreachable,
  'icmp-time-exceeded': icmpTimeExceeded,
  'icmp-redirect': icmpRedirect,
  udp,
  tcp,
  vxlan,
  geneve,
  dns,
  http,
  data,
};

/** The codec of a layer: by CODECS' type, a codec and its layer have the same kind. */
export function codecOf(layer: Layer): Codec<LayerKind> {
  return CODECS[layer.kind];
}

const NOTHING: readonly LayerKind[] = [];
const LINK_PAYLOAD: readonly LayerKind[] = ['ipv4', 'arp'];

/** What may come directly inside a layer. `data` inside arp is padding, inside a tunnel what was no frame. */
export const CARRIES: { readonly [K in LayerKind]: readonly LayerKind[] } = {
  sll2: LINK_PAYLOAD,
  ethernet: LINK_PAYLOAD,
  arp: ['data'],
  ipv4: ['ip-payload', 'icmp-echo', 'icmp-unreachable', 'icmp-time-exceeded', 'icmp-redirect', 'udp', 'tcp'],
  'ip-payload': NOTHING,
  'icmp-echo': ['data'],
  'icmp-unreachable': NOTHING,
  'icmp-time-exceeded': NOTHING,
  'icmp-redirect': NOTHING,
  udp: ['vxlan', 'geneve', 'dns', 'data'],
  tcp: ['http', 'data'],
  vxlan: ['ethernet', 'data'],
  geneve: ['ethernet', 'data'],
  dns: NOTHING,
  http: ['data'],
  data: NOTHING,
};
