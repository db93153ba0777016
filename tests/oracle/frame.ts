/**
 * Reads the bytes of a captured frame. Written against the RFCs and not against src/wire, so that a mistake which
 * the encoder and the decoder share is still seen here. Covers what the recorded cases hold and no more.
 */

export type Link = 'ethernet' | 'sll2';

export interface TcpFacts {
  readonly sport: number;
  readonly dport: number;
  readonly flags: readonly string[];
  /** As on the wire; conversation.ts makes them relative. */
  readonly rawSeq: number;
  readonly rawAck: number;
  readonly rawwin: number;
  readonly len: number;
  readonly hlen: number;
  readonly mss: number | null;
  /** The multiplier (128), not the shift. */
  readonly ws: number | null;
  readonly sackPermitted: boolean;
  readonly payload: Uint8Array;
}

export interface IcmpFacts {
  readonly type: number;
  readonly code: number;
  readonly len: number;
  readonly id: number | null;
  readonly seq: number | null;
  readonly quote_len: number | null;
  readonly quote: {
    readonly src: string;
    readonly dst: string;
    readonly ttl: number;
    readonly proto: number;
    readonly len: number;
  } | null;
}

export interface UdpFacts {
  readonly sport: number;
  readonly dport: number;
  readonly len: number;
}

export interface ArpFacts {
  readonly op: number;
  readonly senderMac: string;
  readonly senderIp: string;
  readonly targetIp: string;
}

export interface OuterFacts {
  readonly tun: 'vxlan' | 'geneve';
  readonly src: string;
  readonly dst: string;
  readonly ttl: number;
  readonly df: number;
  readonly mf: number;
  readonly off: number;
  readonly iplen: number;
  readonly id: number;
  readonly sport: number;
  readonly dport: number;
  readonly udplen: number;
  readonly udpcsum: number;
  readonly vni: number;
  /** The eight bytes of the VXLAN or option-less Geneve header. */
  readonly hdr: string;
  readonly smac: string | null;
  readonly dmac: string | null;
}

export interface Facts {
  /** Length of the whole frame, link header included. */
  readonly len: number;
  readonly smac: string | null;
  readonly dmac: string | null;
  readonly arp: ArpFacts | null;
  readonly src: string | null;
  readonly dst: string | null;
  readonly ttl: number | null;
  readonly tos: number | null;
  readonly df: number | null;
  readonly mf: number | null;
  readonly off: number | null;
  readonly iplen: number | null;
  readonly id: number | null;
  readonly proto: number | null;
  readonly tcp: TcpFacts | null;
  readonly udp: UdpFacts | null;
  readonly icmp: IcmpFacts | null;
  readonly outer: OuterFacts | null;
  /** Null when every checksum that can be verified is right, else what is wrong: 'bad:tcp'. */
  readonly csum: string | null;
}

const VXLAN_PORT = 8472;
const GENEVE_PORT = 6081;
const SLL2_LENGTH = 20;

export function factsOf(frame: Uint8Array, link: Link): Facts {
  const view = new View(frame);
  const bad: string[] = [];
  if (link === 'sll2') {
    // The cooked header keeps the sender's address only.
    const network = networkFacts(view.u16(0), view.from(SLL2_LENGTH), bad);
    const smac = view.u8(11) === 6 ? view.mac(12) : null;
    return finish(frame.length, smac, null, network, bad);
  }
  const network = networkFacts(view.u16(12), view.from(14), bad);
  return finish(frame.length, view.mac(6), view.mac(0), network, bad);
}

type Network = Omit<Facts, 'len' | 'smac' | 'dmac' | 'csum' | 'outer'> & {
  readonly tunnel: (Omit<OuterFacts, 'smac' | 'dmac'> & { readonly inner: Facts }) | null;
};

/** A tunnelled frame is told by its innermost packet; what carries it stands under `outer`. */
function finish(
  len: number,
  smac: string | null,
  dmac: string | null,
  network: Network,
  bad: readonly string[],
): Facts {
  const { tunnel, ...own } = network;
  const csum = bad.length === 0 ? null : `bad:${bad.join(',')}`;
  if (tunnel === null) return { len, smac, dmac, ...own, outer: null, csum };
  const { inner, ...outer } = tunnel;
  return { ...inner, len, outer: { ...outer, smac, dmac }, csum: csum ?? inner.csum };
}

const NOTHING: Network = {
  arp: null,
  src: null,
  dst: null,
  ttl: null,
  tos: null,
  df: null,
  mf: null,
  off: null,
  iplen: null,
  id: null,
  proto: null,
  tcp: null,
  udp: null,
  icmp: null,
  tunnel: null,
};

function networkFacts(etherType: number, view: View, bad: string[]): Network {
  if (etherType === 0x0806) {
    const arp = { op: view.u16(6), senderMac: view.mac(8), senderIp: view.ip(14), targetIp: view.ip(24) };
    return { ...NOTHING, arp };
  }
  if (etherType !== 0x0800) throw new Error(`unexpected EtherType 0x${etherType.toString(16)}`);
  return ipv4Facts(view, bad);
}

function ipv4Facts(view: View, bad: string[]): Network {
  if (view.u8(0) !== 0x45) throw new Error('not an IPv4 header of 20 bytes');
  if (sum16(view.slice(0, 20), 0) !== 0xffff) bad.push('ip');
  const iplen = view.u16(2);
  const fragment = view.u16(6);
  const off = (fragment & 0x1fff) * 8;
  const mf = (fragment >> 13) & 1;
  const proto = view.u8(9);
  const head = {
    src: view.ip(12),
    dst: view.ip(16),
    ttl: view.u8(8),
    tos: view.u8(1),
    df: (fragment >> 14) & 1,
    mf,
    off,
    iplen,
    id: view.u16(4),
    proto,
  };
  const l4 = view.slice(20, Math.min(iplen, view.length));
  // Transport checksums cover the whole datagram: not to be had from a fragment or from a truncated packet.
  const whole = mf === 0 && off === 0 && view.length >= iplen;
  const own: Network = { ...NOTHING, ...head };
  if (off > 0) return own;
  const check = (name: string, seed: number): void => {
    if (whole && sum16(l4, seed) !== 0xffff) bad.push(name);
  };
  const pseudo = sum16(view.slice(12, 20), proto + (iplen - 20));
  const transport = new View(l4);
  switch (proto) {
    case 1:
      check('icmp', 0);
      return { ...own, icmp: icmpFacts(transport, iplen - 20) };
    case 6:
      check('tcp', pseudo);
      return { ...own, tcp: tcpFacts(transport) };
    case 17: {
      if (transport.u16(6) !== 0) check('udp', pseudo);
      const udp = { sport: transport.u16(0), dport: transport.u16(2), len: transport.u16(4) - 8 };
      if (udp.dport !== VXLAN_PORT && udp.dport !== GENEVE_PORT) return { ...own, udp };
      const inner = factsOf(l4.subarray(16), 'ethernet');
      const hdr = hex(l4.subarray(8, 16));
      const vni = transport.u16(12) * 256 + transport.u8(14);
      const { ttl, src, dst, df, id } = head;
      const tun = udp.dport === VXLAN_PORT ? 'vxlan' : 'geneve';
      return {
        ...own,
        tunnel: {
          tun,
          src,
          dst,
          ttl,
          df,
          mf,
          off,
          iplen,
          id,
          sport: udp.sport,
          dport: udp.dport,
          udplen: udp.len + 8,
          udpcsum: transport.u16(6),
          vni,
          hdr,
          inner,
        },
      };
    }
    default:
      throw new Error(`unexpected IP protocol ${proto}`);
  }
}

function icmpFacts(view: View, len: number): IcmpFacts {
  const type = view.u8(0);
  const code = view.u8(1);
  if (type === 0 || type === 8)
    return { type, code, len, id: view.u16(4), seq: view.u16(6), quote_len: null, quote: null };
  const quoted = view.from(8);
  const quote = { src: quoted.ip(12), dst: quoted.ip(16), ttl: quoted.u8(8), proto: quoted.u8(9), len: quoted.u16(2) };
  return { type, code, len, id: null, seq: null, quote_len: len - 8, quote };
}

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;

function tcpFacts(view: View): TcpFacts {
  const hlen = (view.u8(12) >> 4) * 4;
  const bits = view.u8(13);
  let mss: number | null = null;
  let ws: number | null = null;
  let sackPermitted = false;
  for (let at = 20; at < hlen;) {
    const kind = view.u8(at);
    if (kind === 0) break;
    if (kind === 2) mss = view.u16(at + 2);
    if (kind === 3) ws = 2 ** view.u8(at + 2);
    if (kind === 4) sackPermitted = true;
    at += kind === 1 ? 1 : view.u8(at + 1);
  }
  const payload = view.slice(hlen, view.length);
  return {
    sport: view.u16(0),
    dport: view.u16(2),
    flags: FLAGS.filter((_, bit) => (bits >> bit) & 1),
    rawSeq: view.u32(4),
    rawAck: view.u32(8),
    rawwin: view.u16(14),
    len: payload.length,
    hlen,
    mss,
    ws,
    sackPermitted,
    payload,
  };
}

/** The ones' complement sum of RFC 1071, folded; 0xffff over data that includes a right checksum. */
function sum16(bytes: Uint8Array, seed: number): number {
  let sum = seed;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 65536);
  return sum;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

class View {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  u8(at: number): number {
    const byte = this.#bytes[at];
    if (byte === undefined) throw new Error(`the frame ends before byte ${at}: ${hex(this.#bytes)}`);
    return byte;
  }

  u16(at: number): number {
    return this.u8(at) * 256 + this.u8(at + 1);
  }

  u32(at: number): number {
    return this.u16(at) * 65536 + this.u16(at + 2);
  }

  mac(at: number): string {
    return [0, 1, 2, 3, 4, 5]
      .map((i) =>
        this.u8(at + i)
          .toString(16)
          .padStart(2, '0'),
      )
      .join(':');
  }

  ip(at: number): string {
    return [0, 1, 2, 3].map((i) => this.u8(at + i)).join('.');
  }

  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to);
  }

  from(at: number): View {
    return new View(this.#bytes.subarray(at));
  }
}
