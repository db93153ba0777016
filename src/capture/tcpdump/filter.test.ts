import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import type { DeviceId, Nanos, NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { withVariant } from '../../lab/variant.ts';
import type { Stimulus } from '../../trace/stimulus.ts';
import { type Ipv4Addr, ipv4 } from '../../wire/address.ts';
import { FILE, parseFilter, type Surroundings } from './filter.ts';
import { framesAt } from './frame.ts';

const NODE = 'k8s-ctr' as NetnsName;
const ETH1 = 'k8s-ctr:eth1' as DeviceId;

const ping = (from: string, to: string, size: number): Stimulus => ({
  at: 0 as Nanos,
  from: from as NetnsName,
  kind: 'ping',
  target: { kind: 'address', address: ipv4(to) },
  count: 1,
  interval: 1,
  wait: 1,
  deadline: null,
  size,
  ttl: 64,
  pmtudisc: 'dont',
  id: null,
});

const trace = simulate(withVariant(week4, { routing: 'vxlan' }), [ping('curl-pod', '172.20.2.152', 56)]);
const eth1 = framesAt(trace, { netns: NODE, device: ETH1 });
const any = framesAt(trace, { netns: NODE, device: 'any' });

function taken(expression: string, around: Partial<Surroundings> = {}): readonly number[] | string {
  const linktype = around.linktype ?? 1;
  const filter = parseFilter(expression, { ...FILE, linktype, ...around });
  if (!filter.ok) return filter.message;
  return (linktype === 1 ? eth1 : any).flatMap((frame, at) => (filter.takes(frame) ? [at] : []));
}

describe('in an overlay', () => {
  test('icmp matches nothing on eth1: it is inside', () => {
    expect(eth1.length).toBeGreaterThan(0);
    expect(taken('icmp')).toEqual([]);
    expect(taken('udp port 8472')).toHaveLength(eth1.length);
    expect(taken('ip proto \\icmp', { linktype: 276 })).not.toEqual([]);
  });
});

test('types and ports are those of the first fragment only', () => {
  const cut = simulate(week4, [ping('router', '192.168.10.101', 3000)]);
  const frames = framesAt(cut, { netns: 'router' as NetnsName, device: 'router:eth1' as DeviceId });
  const count = (expression: string): number => {
    const filter = parseFilter(expression, { ...FILE, linktype: 1 });
    return filter.ok ? frames.filter(filter.takes).length : -1;
  };
  // Three fragments, of which the node's datapath lets none in.
  expect(['icmp', 'icmp[icmptype] = icmp-echo', 'ip[6:2] & 0x1fff != 0', 'not port 80'].map(count)).toEqual([
    3, 1, 2, 3,
  ]);
});

describe('a running capture knows more than a file', () => {
  test('which way a frame goes', () => {
    expect(taken('inbound')).toBe('inbound/outbound not supported on Ethernet when reading savefiles');
    const [out, into] = [taken('outbound', { source: 'live' }), taken('inbound', { source: 'live' })];
    expect(new Set([...out, ...into])).toEqual(new Set(eth1.keys()));
    expect(out).not.toEqual([]);
    expect(into).not.toEqual([]);
  });

  test('and that a cooked header was never on the wire', () => {
    const shortest = Math.min(...any.map(({ length }) => length));
    expect(taken(`less ${shortest}`, { linktype: 276 })).not.toEqual([]);
    expect(taken(`less ${shortest - 20}`, { linktype: 276 })).toEqual([]);
    expect(taken(`less ${shortest - 20}`, { linktype: 276, source: 'live' })).not.toEqual([]);
  });
});

test('names of hosts are those that the caller knows', () => {
  const addressesOf = (name: string): readonly Ipv4Addr[] => (name === 'k8s-w0' ? [ipv4('192.168.20.100')] : []);
  expect(taken('host k8s-w0', { addressesOf })).toHaveLength(eth1.length);
  expect(taken('host k8s-w9', { addressesOf })).toBe("unknown host 'k8s-w9'");
});

test('what no lab has is refused by name', () => {
  expect(taken('vlan 5')).toBe("'vlan' not supported here");
  expect(taken('vlan', { linktype: 276 })).toBe('no VLAN support for Linux cooked v2');
  expect(taken('mpls')).toBe("'mpls' not supported here");
  expect(taken('host fe80::1')).toBe('IPv6 address fe80::1 not supported');
});
