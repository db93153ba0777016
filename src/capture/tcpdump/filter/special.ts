import type { Ipv4Addr } from '../../../wire/address.ts';
import { SLL2 } from '../../../wire/sll2.ts';
import { IPV4 } from '../../../wire/ipv4.ts';
import type { LinkType } from '../../pcap-limits.ts';
import { LINK_HEADER } from '../link.ts';
import type { TokenCursor } from './cursor.ts';
import { FilterFault } from './fault.ts';
import { and, LINK_TYPE, linkType, macTest, not } from './primitives.ts';
import { onGround, type FindGround, type Test } from './view.ts';

/** What a filter is compiled for. */
export interface Surroundings {
  readonly linktype: LinkType;
  /**
   * On a running capture the kernel filters: it knows a frame's direction, and on `any` it does not count the cooked
   * header as length (libpcap pcap-linux.c fix_offset leaves BPF_LEN alone).
   */
  readonly source: 'live' | 'file';
  /** The interface's netmask, for `ip broadcast`; zero when there is none. */
  readonly netmask: number;
  /** What a host's name stands for; nothing: nobody knows it. */
  readonly addressesOf: (name: string) => readonly Ipv4Addr[];
}

const OUTGOING = 4;
const BROADCAST = [255, 255, 255, 255, 255, 255] as const;
/** The least first byte of a multicast address (RFC 1112 section 4). */
const MULTICAST_NET = 224;
const ABOUT: { readonly [L in LinkType]: string } = { 1: 'Ethernet', 276: 'Linux cooked v2' };

/** Bytes that `len` does not count. */
export function uncounted({ linktype, source }: Surroundings): number {
  return linktype === 276 && source === 'live' ? LINK_HEADER[linktype] : 0;
}

/** Tests that need no address, or null when the keyword is none of them. `protocol` was said before it. */
export function specialTest(
  keyword: string,
  protocol: string | null,
  cursor: TokenCursor,
  ground: FindGround,
  around: Surroundings,
): Test | null {
  switch (keyword) {
    case 'broadcast':
      return broadcastTest(protocol, ground, around);
    case 'multicast':
      return multicastTest(protocol, ground, around);
    default:
      return protocol === null ? plainTest(keyword, cursor, around) : null;
  }
}

function plainTest(keyword: string, cursor: TokenCursor, around: Surroundings): Test | null {
  switch (keyword) {
    case 'less': {
      const most = cursor.expectKind('number').value;
      return (view) => view.length <= most;
    }
    case 'greater': {
      const least = cursor.expectKind('number').value;
      return (view) => view.length >= least;
    }
    case 'inbound':
      return not(outboundTest(around));
    case 'outbound':
      return outboundTest(around);
    case 'ifindex': {
      const index = cursor.expectKind('number').value;
      if (around.linktype !== 276)
        throw new FilterFault(`ifindex not supported on ${ABOUT[around.linktype]} when reading savefiles`);
      return (view) => view.load(SLL2.slot.ifindex.byte, 4) === index;
    }
    case 'vlan':
      throw new FilterFault(
        around.linktype === 276 ? `no VLAN support for ${ABOUT[276]}` : "'vlan' not supported here",
      );
    default:
      return null;
  }
}

/** gencode.c gen_inbound: in an Ethernet file nothing says where a frame went. */
function outboundTest({ linktype, source }: Surroundings): Test {
  if (linktype === 276) return (view) => view.load(SLL2.slot.packetType.byte, 1) === OUTGOING;
  if (source === 'live') return (view) => view.tap === 'Out';
  throw new FilterFault(`inbound/outbound not supported on ${ABOUT[linktype]} when reading savefiles`);
}

function broadcastTest(protocol: string | null, ground: FindGround, { linktype, netmask }: Surroundings): Test {
  if (protocol === null || protocol === 'ether') {
    if (linktype !== 1) throw new FilterFault('not a broadcast link');
    return macTest(ground, 'dst', BROADCAST);
  }
  if (protocol !== 'ip') throw new FilterFault('only link-layer/IP broadcast filters supported');
  const hosts = ~netmask >>> 0;
  const test: Test = onGround(ground, (view, { payload }) => {
    const host = (view.load(payload + IPV4.slot.dst.byte, 4) & hosts) >>> 0;
    return host === 0 || host === hosts;
  });
  return and(linkType(ground, LINK_TYPE.ip), test);
}

function multicastTest(protocol: string | null, ground: FindGround, { linktype }: Surroundings): Test {
  if (protocol === 'ip') {
    const test: Test = onGround(
      ground,
      (view, { payload }) => view.load(payload + IPV4.slot.dst.byte, 1) >= MULTICAST_NET,
    );
    return and(linkType(ground, LINK_TYPE.ip), test);
  }
  if ((protocol === null || protocol === 'ether') && linktype === 1)
    return onGround(ground, (view, { link }) => (view.load(link, 1) & 1) !== 0);
  throw new FilterFault(
    'link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel',
  );
}
