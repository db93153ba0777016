import type { Ipv4Addr, Mac } from './address.ts';

/** Bits of the TCP flags byte (RFC 9293 section 3.1). */
export const TCP_FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32 } as const;

export type TcpOption =
  | { readonly kind: 'mss'; readonly value: number }
  | { readonly kind: 'sack-permitted' }
  | { readonly kind: 'timestamps'; readonly value: number; readonly echo: number }
  | { readonly kind: 'window-scale'; readonly shift: number }
  | { readonly kind: 'sack'; readonly blocks: readonly (readonly [from: number, to: number])[] }
  | { readonly kind: 'nop' };

/** RFC 8926 section 3.5. `data` is a multiple of four bytes, at most 124. */
export interface GeneveOption {
  readonly class: number;
  readonly type: number;
  readonly data: Uint8Array;
}

export type DnsType = 'A' | 'AAAA' | 'PTR' | 'CNAME';
export interface DnsQuestion {
  readonly name: string;
  readonly type: DnsType;
}
/** `data` is an address for A, a name for PTR and CNAME, 16 bytes in hex for AAAA. */
export interface DnsAnswer extends DnsQuestion {
  readonly ttl: number;
  readonly data: string;
}

/**
 * One row per protocol, with the facts that cannot be derived. Lengths, checksums, EtherTypes and protocol
 * numbers are absent: the encoder computes them from what follows.
 */
export interface LayerBody {
  /** Linux cooked capture v2, what `tcpdump -i any` writes (LINKTYPE 276). */
  sll2: { ifindex: number; arphrd: number; packetType: number; address: Mac | null };
  ethernet: { dst: Mac; src: Mac };
  /** RFC 826 for IPv4 over Ethernet. */
  arp: { op: 'request' | 'reply'; senderMac: Mac; senderIp: Ipv4Addr; targetMac: Mac; targetIp: Ipv4Addr };
  /** RFC 791 without options. `fragOffset` is in bytes, a multiple of eight. */
  ipv4: {
    tos: number;
    id: number;
    df: boolean;
    mf: boolean;
    fragOffset: number;
    ttl: number;
    src: Ipv4Addr;
    dst: Ipv4Addr;
  };
  /** What follows the IPv4 header of a fragment: its bytes mean nothing until reassembly. */
  'ip-payload': { protocol: number; bytes: Uint8Array };
  'icmp-echo': { type: 'request' | 'reply'; id: number; seq: number };
  /** RFC 792 type 3; `mtu` is set for code 4 (RFC 1191), otherwise 0. `quote` is the IP header and what follows it. */
  'icmp-unreachable': { code: number; mtu: number; quote: Uint8Array };
  'icmp-time-exceeded': { code: number; quote: Uint8Array };
  /** RFC 792 type 5: for the quoted packet's net (code 0) or host (code 1), `gateway` is the shorter way. */
  'icmp-redirect': { code: number; gateway: Ipv4Addr; quote: Uint8Array };
  /** `zeroChecksum`: sent with checksum 0, as tunnels over IPv4 do (BPF_F_ZERO_CSUM_TX). */
  udp: { srcPort: number; dstPort: number; zeroChecksum: boolean };
  /** `window` is the 16-bit field, not yet scaled. */
  tcp: {
    srcPort: number;
    dstPort: number;
    seq: number;
    ack: number;
    flags: number;
    window: number;
    options: readonly TcpOption[];
  };
  /** RFC 7348. */
  vxlan: { vni: number };
  /** RFC 8926. */
  geneve: { vni: number; options: readonly GeneveOption[] };
  /** RFC 1035. */
  dns: {
    id: number;
    response: boolean;
    authoritative: boolean;
    recursionDesired: boolean;
    recursionAvailable: boolean;
    rcode: number;
    questions: readonly DnsQuestion[];
    answers: readonly DnsAnswer[];
  };
  /** RFC 9112: the start line and the fields, CRLF line ends and the empty line included. A body follows as `data`. */
  http: { head: string };
  data: { bytes: Uint8Array };
}

export type LayerKind = keyof LayerBody;

/** A layer of kind K; over all kinds, a union that `kind` tells apart. Immutable: a changed packet is a new list. */
export type Layer<K extends LayerKind = LayerKind> = { [P in K]: { readonly kind: P } & Readonly<LayerBody[P]> }[K];

/** Outermost first. Encapsulating prepends, decapsulating slices, so a packet can hold two IPv4 headers. */
export type Packet = readonly Layer[];

/** The layer, narrowed. The compiler does not see that a generic `Layer<K>` is one of `Layer`'s members, hence `unknown`. */
function asKind<K extends LayerKind>(layer: Layer | undefined): Layer<K> | null {
  return layer === undefined ? null : (layer as unknown as Layer<K>);
}

/** Position of the first layer of `kind` at or after `from`, or -1. */
export function layerIndex(packet: Packet, kind: LayerKind, from = 0): number {
  for (let i = from; i < packet.length; i++) if (packet[i]?.kind === kind) return i;
  return -1;
}

/** The outermost layer of `kind`, or null. */
export function outermost<K extends LayerKind>(packet: Packet, kind: K): Layer<K> | null {
  return asKind<K>(packet.find((layer) => layer.kind === kind));
}

/** The innermost layer of `kind`, or null: what the pods see of an encapsulated packet. */
export function innermost<K extends LayerKind>(packet: Packet, kind: K): Layer<K> | null {
  return asKind<K>(packet.findLast((layer) => layer.kind === kind));
}

/** A packet whose layer at `index` is replaced. */
export function withLayer(packet: Packet, index: number, layer: Layer): Packet {
  const copy = packet.slice();
  copy[index] = layer;
  return copy;
}
