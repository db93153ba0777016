import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deviceId, type DeviceId, type NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { withVariant, type Variant } from '../lab/variant.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type Ask, openingAsk, stimulusOf } from '../scenario/ask.ts';
import { deriveWorld } from '../lab/derive.ts';
import { readProbe } from './probe-reading.ts';
import {
  changedProbes,
  commandOf,
  isTapOf,
  MOST_PROBES,
  type RunningProbe,
  startedProbes,
  stoppedProbes,
  toggleProbe,
} from './probes.ts';
import { suggestedTaps, tapDevices, tapHosts } from './tap-choices.ts';

const [CTR, ROUTER] = ['k8s-ctr', 'router'] as NetnsName[] as [NetnsName, NetnsName];
const at = (netns: NetnsName, device: string): { netns: NetnsName; device: DeviceId } => ({
  netns,
  device: deviceId(netns, device),
});
const anywhere = (netns: NetnsName) => ({ netns, device: 'any' as const });
const ETH0 = at(ROUTER, 'eth0');
const ETH1 = at(ROUTER, 'eth1');

function runOf(variant: Variant, change: Partial<Ask> = {}): Trace {
  const world = deriveWorld(week4);
  const stimulus = stimulusOf(world, { ...openingAsk(world), ...change });
  if (stimulus === null) throw new Error('no stimulus');
  return simulate(withVariant(week4, variant), [stimulus]);
}

function only(point: { netns: NetnsName; device: DeviceId | 'any' }, change: Partial<RunningProbe> = {}): RunningProbe {
  return { ...point, number: 1, filter: '', flags: [], ...change };
}

const last = (trace: Trace): EventId => (trace.events.length - 1) as EventId;

describe('running probes', () => {
  test('are numbered, and keep their number when another goes', () => {
    const two = startedProbes(startedProbes([], ETH0), ETH1);
    expect(two.map(({ number }) => number)).toEqual([1, 2]);
    const one = toggleProbe(two, ETH0);
    expect(one).toEqual([only(ETH1, { number: 2 })]);
    expect(startedProbes(one, anywhere(CTR)).map(({ number }) => number)).toEqual([2, 1]);
  });

  test('listen once at each place, and no more than can be told apart', () => {
    const one = startedProbes([], ETH0);
    expect(startedProbes(one, ETH0)).toBe(one);
    expect(toggleProbe(one, ETH0)).toEqual([]);
    let many: readonly RunningProbe[] = [];
    for (let i = 0; i < 12; i++) many = startedProbes(many, at(CTR, `lxc${i}`));
    expect(many).toHaveLength(MOST_PROBES);
    expect(startedProbes(many, ETH0)).toBe(many);
    expect(stoppedProbes(many, ETH0)).toEqual(many);
  });

  test('take a filter and flags, and are called as a reader would type them', () => {
    const started = startedProbes(startedProbes([], ETH0), anywhere(ROUTER));
    const [first, second] = changedProbes(started, ETH0, { filter: 'udp port 8472', flags: ['-v', '-e'] });
    if (first === undefined || second === undefined) throw new Error('two probes');
    expect(commandOf(first)).toBe('tcpdump -nn -e -v -i eth0 udp port 8472');
    expect(commandOf(second)).toBe('tcpdump -nn -i any');
    expect(commandOf({ ...first, flags: [], filter: 'icmp or (tcp and not port 80)' })).toBe(
      "tcpdump -nn -i eth0 'icmp or (tcp and not port 80)'",
    );
    expect(commandOf({ ...first, flags: [], filter: "host a'b" })).toBe("tcpdump -nn -i eth0 'host a'\\''b'");
  });

  test('rest while the lab has no such device', () => {
    const vxlan = at(CTR, 'cilium_vxlan');
    expect(isTapOf(runOf({ routing: 'vxlan' }).world, vxlan)).toBe(true);
    expect(isTapOf(runOf({ routing: 'native' }).world, vxlan)).toBe(false);
    expect(isTapOf(runOf({}).world, anywhere(CTR))).toBe(true);
    expect(isTapOf(runOf({}).world, anywhere('nobody' as NetnsName))).toBe(false);
  });
});

describe('a reading', () => {
  test('counts what comes later, and says where the next line is', () => {
    const trace = runOf({});
    const end = readProbe(trace, only(ETH0), last(trace));
    if (end.kind === 'refused') throw new Error(end.message);
    expect(end.shown.length).toBeGreaterThan(1);
    expect(end.later).toBe(null);
    for (const [i, line] of end.shown.entries()) {
      const before = readProbe(trace, only(ETH0), (line.event - 1) as EventId);
      if (before.kind === 'refused') throw new Error(before.message);
      expect(before.later).toEqual({ count: end.shown.length - i, next: line.event });
      // The same lines, not others that look the same: nothing is drawn anew.
      for (const [k, shown] of before.shown.entries()) expect(shown).toBe(end.shown[k]);
    }
  });

  test('of another filter or other flags is another one', () => {
    const trace = runOf({});
    const text = (probe: RunningProbe): string => {
      const reading = readProbe(trace, probe, last(trace));
      return reading.kind === 'refused' ? reading.message : reading.shown.flatMap(({ lines }) => lines).join('\n');
    };
    expect(text(only(ETH0, { flags: ['-e'] }))).toContain('ethertype IPv4');
    expect(text(only(ETH0, { flags: ['-v'] }))).toContain('ttl 62');
    expect(text(only(ETH0))).not.toContain('ttl');
    expect(text(only(ETH0, { filter: 'icmp' }))).toBe('');
    expect(text(only(ETH0, { filter: 'port' }))).toBe("can't parse filter expression: syntax error");
  });

  test('says what a forwarder shows twice, and that only a retransmission was sent again (E21)', () => {
    const trace = runOf({});
    const reading = readProbe(trace, only(anywhere(ROUTER)), last(trace));
    const again = trace.packets.filter(({ cause }) => cause.kind === 'retransmission').length;
    const sent = trace.packets.length;
    expect(again).toBeGreaterThan(0);
    expect(reading).toMatchObject({ doubles: { packets: sent, tcp: sent, again } });
    for (const door of [ETH0, ETH1]) expect(readProbe(trace, only(door), last(trace))).toMatchObject({ doubles: null });
    const ping = runOf({ routing: 'vxlan' }, { app: 'ping' });
    const echoes = ping.packets.filter(({ label }) => label.startsWith('echo')).length;
    expect(readProbe(ping, only(anywhere(ROUTER), { filter: 'udp' }), last(ping))).toMatchObject({
      doubles: { packets: echoes, tcp: 0, again: 0 },
    });
  });
});

describe('places to listen', () => {
  test('are all hosts of the lab with all their devices, and nothing outside', () => {
    const { world } = runOf({ routing: 'vxlan' });
    const hosts = tapHosts(world);
    expect(hosts.some((name) => name.startsWith('nat@'))).toBe(false);
    expect(hosts).toHaveLength(world.nodes.length + 1 + world.pods.size);
    expect(hosts.flatMap((host) => tapDevices(world, host)).every((id) => world.devices.has(id))).toBe(true);
  });

  test('are suggested by what the run does', () => {
    const of = (trace: Trace): readonly string[] =>
      suggestedTaps(trace).map(({ why, point }) => `${why} ${point.netns} ${point.device}`);
    const web = openingAsk(deriveWorld(week4)).to;
    const lxc = runOf({}).world.pods.get(web.kind === 'netns' ? web.name : ('' as NetnsName))?.lxc;
    expect(of(runOf({}))).toEqual([
      'router router any',
      'sender-nic k8s-ctr k8s-ctr:eth1',
      `receiver-lxc k8s-w0 ${lxc}`,
    ]);
    expect(of(runOf({ routing: 'vxlan' }))).toContain('signpost k8s-ctr k8s-ctr:cilium_host');
    const service = { kind: 'service', name: 'webpod' } as const;
    expect(of(runOf({ routing: 'vxlan' }, { to: service })).some((line) => line.startsWith('receiver-lxc'))).toBe(true);
    // Within a node nothing comes to the router.
    const near = [...runOf({}).world.pods.values()].find((pod) => pod.role === 'web' && pod.node === CTR);
    if (near === undefined) throw new Error('no neighbour');
    expect(of(runOf({}, { to: { kind: 'netns', name: near.name } })).some((line) => line.startsWith('router'))).toBe(
      false,
    );
  });
});
