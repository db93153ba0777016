import { describe, expect, it } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { TABLE_NAMES } from '../lab/tables.ts';
import { openingAsk, stimulusOf } from '../scenario/ask.ts';
import { offersFor } from './offers.ts';

const world = deriveWorld(week4);
const stimulus = stimulusOf(world, openingAsk(world));
if (stimulus === null) throw new Error('nothing to do');
const trace = simulate(week4, [stimulus]);
const name = (text: string): NetnsName => text as NetnsName;

const row = (netns: string, table: (typeof TABLE_NAMES)[number], key: string) =>
  offersFor(trace, { kind: 'row', netns: name(netns), table, key }).map(({ place, line }) => `${place}# ${line}`);

describe('offers', () => {
  it.each([
    ['router', 'routes', '10.10.1.0/24', 'router# ip route show 10.10.1.0/24'],
    ['router', 'routes', '0.0.0.0/0 metric 100', 'router# ip route show default'],
    ['k8s-w1', 'routes', '172.20.1.1/32 table local', 'k8s-w1# ip route show table local 172.20.1.1'],
    ['k8s-w1', 'neigh', '192.168.10.200 k8s-w1:eth1', 'k8s-w1# ip neigh show 192.168.10.200'],
    ['curl-pod', 'routes', '0.0.0.0/0', 'curl-pod# ip route show default'],
  ] as const)('%s %s %s', (netns, table, key, line) => {
    expect(row(netns, table, key)).toEqual([line]);
  });

  it('asks the agent of the very node for a map of Cilium', () => {
    const [line = ''] = row('k8s-w0', 'cilium_ipcache_v2', '172.20.2.0/24');
    expect(line).toMatch(
      /^k8s-ctr# kubectl exec .*spec\.nodeName=k8s-w0 .* -- cilium-dbg bpf ipcache get 172\.20\.2\.0$/,
    );
  });

  it('asks nothing where there is no shell', () => {
    const pod = [...world.pods.values()].find(({ role }) => role === 'web');
    expect(row(pod?.name ?? '', 'routes', '0.0.0.0/0')).toEqual([]);
  });

  it('captures a pod without a shell at the other end of its veth', () => {
    const pod = [...world.pods.values()].find(({ role }) => role === 'web');
    if (pod === undefined) throw new Error('no web pod');
    const [offer] = offersFor(trace, { kind: 'device', id: pod.eth0 });
    expect(offer?.place).toBe(pod.node);
    expect(offer?.line).toMatch(/^tcpdump -i lxc\w+ -nn$/);
  });

  it('repeats the lookup of an event', () => {
    const event = trace.events.find(({ kind, netns }) => kind === 'route' && netns === 'router');
    if (event === undefined) throw new Error('the router has looked nothing up');
    const [offer] = offersFor(trace, { kind: 'event', event });
    expect(offer).toMatchObject({ place: 'router' });
    expect(offer?.line).toMatch(/^ip route get [\d.]+$/);
  });

  it('knows a command for every table of a node', () => {
    for (const table of TABLE_NAMES)
      expect(offersFor(trace, { kind: 'table', netns: name('k8s-ctr'), table }).length).toBeGreaterThan(0);
  });
});
