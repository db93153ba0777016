import { ARP } from '../../../wire/arp.ts';
import { ETHERNET } from '../../../wire/ethernet.ts';
import { GENEVE } from '../../../wire/geneve.ts';
import { IPV4 } from '../../../wire/ipv4.ts';
import { ETHERTYPE, IP_PROTOCOL, PORT } from '../../../wire/numbers.ts';
import { UDP } from '../../../wire/udp.ts';
import { type FindGround, type FrameView, type Ground, onGround, type Test } from './view.ts';

/** Which end of a packet a test is about. 'either' is also what is meant when nothing is said. */
export type Side = 'src' | 'dst' | 'either' | 'both';

export const LINK_TYPE = { ip: ETHERTYPE.ipv4, arp: ETHERTYPE.arp, rarp: 0x8035, ip6: 0x86dd } as const;
export const SCTP = 132;
/** 802.3: smaller type fields are lengths, and the byte behind them an LLC address (gencode.c gen_ether_linktype). */
const LARGEST_LENGTH = 1500;
const IPV6_HEADER = 40;
const IPV6_NEXT = 6;
const IPV6_FRAGMENT = 44;
const NOT_FIRST_FRAGMENT = 0x1fff;
const FRAGMENT_AT = IPV4.slot.reserved.byte;

export const and =
  (a: Test, b: Test): Test =>
  (view) =>
    a(view) && b(view);
export const or =
  (a: Test, b: Test): Test =>
  (view) =>
    a(view) || b(view);
export const not =
  (test: Test): Test =>
  (view) =>
    !test(view);

function sides(side: Side, at: (from: 'src' | 'dst') => boolean): boolean {
  switch (side) {
    case 'src':
    case 'dst':
      return at(side);
    case 'either':
      return at('src') || at('dst');
    case 'both':
      return at('src') && at('dst');
  }
}

/** gencode.c gen_linktype. */
export function linkType(ground: FindGround, type: number): Test {
  if (type > LARGEST_LENGTH) return onGround(ground, (view, { type: at }) => view.load(at, 2) === type);
  return onGround(ground, (view, { type: at }) => view.load(at, 2) <= LARGEST_LENGTH && view.load(at + 2, 1) === type);
}

/** An address of IPv4, or of ARP or RARP, under a mask (gencode.c gen_hostop). */
export function addressTest(
  ground: FindGround,
  type: 'ip' | 'arp' | 'rarp',
  side: Side,
  address: number,
  mask: number,
): Test {
  const places =
    type === 'ip'
      ? { src: IPV4.slot.src.byte, dst: IPV4.slot.dst.byte }
      : { src: ARP.slot.senderIp.byte, dst: ARP.slot.targetIp.byte };
  const test: Test = onGround(ground, (view, { payload }) =>
    sides(side, (from) => (view.load(payload + places[from], 4) & mask) >>> 0 === address),
  );
  return and(linkType(ground, LINK_TYPE[type]), test);
}

/** A MAC of the link layer (gencode.c gen_ehostop). */
export function macTest(ground: FindGround, side: Side, mac: readonly number[]): Test {
  const places = { src: ETHERNET.slot.src.byte, dst: ETHERNET.slot.dst.byte };
  return onGround(ground, (view, { link }) =>
    sides(side, (from) => mac.every((byte, i) => view.load(link + places[from] + i, 1) === byte)),
  );
}

/** The protocol inside IPv4, whatever fragment it is (gencode.c gen_proto). */
export function ipProtocol(ground: FindGround, protocol: number): Test {
  const test: Test = onGround(ground, (view, { payload }) => protocolAt(view, payload) === protocol);
  return and(linkType(ground, LINK_TYPE.ip), test);
}

/** The same inside IPv6, where a fragment header may come first. */
export function ip6Protocol(ground: FindGround, protocol: number): Test {
  const test: Test = onGround(ground, (view, { payload }) => {
    const next = view.load(payload + IPV6_NEXT, 1);
    return next === protocol || (next === IPV6_FRAGMENT && view.load(payload + IPV6_HEADER, 1) === protocol);
  });
  return and(linkType(ground, LINK_TYPE.ip6), test);
}

function protocolAt(view: FrameView, payload: number): number {
  return view.load(payload + IPV4.slot.protocol.byte, 1);
}

/** First or only fragment: only there are ports (gencode.c gen_ipfrag). */
export function firstFragment(ground: FindGround): Test {
  return onGround(ground, (view, { payload }) => (view.load(payload + FRAGMENT_AT, 2) & NOT_FIRST_FRAGMENT) === 0);
}

/** Where the header inside IPv4 begins (BPF_MSH). */
export function transportAt(view: FrameView, { payload }: Ground): number {
  return payload + (view.load(payload, 1) & 15) * 4;
}

/** Ports from `low` to `high` of these protocols (gencode.c gen_port, gen_portrange). */
export function portTest(
  ground: FindGround,
  protocols: readonly number[],
  side: Side,
  low: number,
  high: number,
): Test {
  const within = (view: FrameView, at: number): boolean =>
    sides(side, (from) => {
      const port = view.load(at + UDP.slot[from === 'src' ? 'srcPort' : 'dstPort'].byte, 2);
      return port >= low && port <= high;
    });
  const first = firstFragment(ground);
  const ip4: Test = onGround(
    ground,
    (view, place) =>
      protocols.includes(protocolAt(view, place.payload)) && first(view) && within(view, transportAt(view, place)),
  );
  const ip6: Test = onGround(
    ground,
    (view, { payload }) => protocols.includes(view.load(payload + IPV6_NEXT, 1)) && within(view, payload + IPV6_HEADER),
  );
  return or(and(linkType(ground, LINK_TYPE.ip), ip4), and(linkType(ground, LINK_TYPE.ip6), ip6));
}

/** A Geneve packet, of this VNI unless null (gencode.c gen_geneve). */
export function geneveTest(ground: FindGround, vni: number | null): Test {
  const port = portTest(ground, [IP_PROTOCOL.udp], 'dst', PORT.geneve, PORT.geneve);
  return and(port, (view) => insideGeneve(ground, vni)(view) !== null);
}

/** The frame that a Geneve packet carries: what all tests behind `geneve` are about. */
export function insideGeneve(outer: FindGround, vni: number | null): FindGround {
  const isGeneve = portTest(outer, [IP_PROTOCOL.udp], 'dst', PORT.geneve, PORT.geneve);
  return (view) => {
    const around = isGeneve(view) ? outer(view) : null;
    if (around === null) return null;
    const at = transportAt(view, around) + UDP.size;
    const first = view.load(at, 1);
    if (first >> 6 !== 0) return null;
    if (vni !== null && view.load(at + GENEVE.slot.vni.byte, 4) >>> 8 !== vni) return null;
    const link = at + GENEVE.size + (first & 0x3f) * 4;
    if (view.load(at + GENEVE.slot.protocolType.byte, 2) === ETHERTYPE.transparentBridging)
      return { link, type: link + ETHERNET.slot.etherType.byte, payload: link + ETHERNET.size };
    return { link, type: at + GENEVE.slot.protocolType.byte, payload: link };
  };
}
