import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { deviceId, type DeviceId, type Nanos, type NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { withVariant, type Variant } from '../../lab/variant.ts';
import type { EventId } from '../../trace/events.ts';
import type { Stimulus } from '../../trace/stimulus.ts';
import type { Trace } from '../../trace/trace.ts';
import { ipv4 } from '../../wire/address.ts';
import type { TapPoint } from '../tap.ts';
import { plainQuestion, probeText, type ProbeText, startProbe } from './probe.ts';

const ns = (name: string): NetnsName => name as NetnsName;
const [CTR, W0, ROUTER, CURL] = [ns('k8s-ctr'), ns('k8s-w0'), ns('router'), ns('curl-pod')];
const WEB = '172.20.2.152';
const ping = (from: NetnsName, to: string, size = 56): Stimulus => ({
  at: 0 as Nanos,
  from,
  kind: 'ping',
  target: { kind: 'address', address: ipv4(to) },
  count: 1,
  interval: 1,
  wait: 1,
  deadline: null,
  size,
  ttl: 64,
  pmtudisc: 'do',
  id: null,
});
const run = (variant: Variant, ...stimuli: readonly Stimulus[]): Trace =>
  simulate(withVariant(week4, variant), stimuli);
const at = (netns: NetnsName, device: string): TapPoint => ({ netns, device: deviceId(netns, device) });
const lxcOf = ({ world }: Trace, pod: string): DeviceId => world.pods.get(ns(pod))?.lxc ?? ('' as DeviceId);
const end = ({ events }: Trace): EventId => (events.length - 1) as EventId;

function text(trace: Trace, point: TapPoint, filter = '', upTo = end(trace)): Extract<ProbeText, { ok: true }> {
  const found = probeText(trace, point, upTo, { ...plainQuestion(trace), filter });
  if (!found.ok) throw new Error(found.message);
  return found;
}

describe('lines', () => {
  const trace = run({}, ping(CURL, WEB));

  test('are those of tcpdump -nn on the clock of the lab', () => {
    expect(text(trace, { netns: ROUTER, device: 'any' }).packets.flatMap(({ lines }) => lines)).toEqual(
      [
        `03:13:00.000052 eth1  In  IP 172.20.0.215 > ${WEB}: ICMP echo request, id 163, seq 1, length 64`,
        `03:13:00.000070 eth0  Out IP 172.20.0.215 > ${WEB}: ICMP echo request, id 163, seq 1, length 64`,
      ].map((line) => line.replace('id 163', /id \d+/.exec(line)?.[0] ?? '')),
    );
  });

  test('grow with the events, and never change', () => {
    const probe = startProbe(trace, { netns: ROUTER, device: 'any' }, plainQuestion(trace));
    let before: readonly string[] = [];
    for (const { id } of trace.events) {
      const now = probe.textAt(id);
      if (!now.ok) throw new Error(now.message);
      const lines = now.packets.flatMap((packet) => packet.lines);
      expect(lines.slice(0, before.length)).toEqual(before);
      expect(now.silence === null).toBe(lines.length > 0);
      before = lines;
    }
    expect(before).toHaveLength(2);
  });
});

describe('silence', () => {
  test('nothing crosses: the leak never comes to eth2, and its end says where it went', () => {
    const trace = run({}, ping(CURL, WEB));
    const { silence } = text(trace, at(ROUTER, 'eth2'));
    expect(silence).toMatchObject({
      kind: 'nothing-crosses',
      ended: [{ packet: 0, outcome: { kind: 'left-the-lab', via: 'router:eth0' } }],
    });
  });

  test('not yet: the first line comes later', () => {
    const trace = run({}, ping(CURL, WEB));
    const first = text(trace, at(ROUTER, 'eth1')).packets[0]?.event;
    expect(text(trace, at(ROUTER, 'eth1'), '', 0 as EventId).silence).toEqual({ kind: 'not-yet', first });
  });

  test('skipped by peer: the request comes into the pod without passing its lxc', () => {
    const trace = run({ routing: 'vxlan' }, ping(CURL, WEB));
    const web = [...trace.world.pods.values()].find(({ ip }) => ip === WEB);
    const point: TapPoint = { netns: W0, device: web?.lxc ?? ('' as DeviceId) };
    const peer = trace.events.find(({ kind }) => kind === 'peer');
    const cause = { kind: 'skipped-by-peer', device: web?.lxc, into: web?.eth0 };
    const upTo = peer?.id ?? end(trace);
    expect(text(trace, point, '', upTo).silence).toEqual({ kind: 'unseen', cause, events: [upTo], packets: [0] });
    // Later the pod answers through its lxc: lines, and yet half of the conversation is missing from them.
    expect(text(trace, point)).toMatchObject({ silence: null, packets: [{}], unseen: [{ cause, packets: [0] }] });
  });

  test('half a conversation at the client: what comes back skips its lxc', () => {
    const trace = run({ routing: 'vxlan' }, ping(CURL, WEB));
    const found = text(trace, { netns: CTR, device: lxcOf(trace, 'curl-pod') });
    expect(found.packets).toHaveLength(1);
    expect(found.unseen.map(({ cause, packets }) => [cause.kind, packets])).toEqual([['skipped-by-peer', [1]]]);
  });

  test('redirected before the tap: a node that pings a pod through its overlay', () => {
    const trace = run({ routing: 'vxlan' }, ping(CTR, WEB));
    const request = trace.events.find(({ kind }) => kind === 'encap')?.id ?? end(trace);
    expect(text(trace, at(CTR, 'cilium_host'), '', request).silence).toMatchObject({
      kind: 'unseen',
      cause: { kind: 'redirected-before-tap', program: 'cil_from_host', to: 'k8s-ctr:cilium_vxlan' },
      packets: [0],
    });
  });

  test('a road not taken: ip route names cilium_host, the program goes by the ipcache', () => {
    const trace = run({ routing: 'vxlan' }, ping(CURL, WEB));
    const request = trace.events.find(({ kind }) => kind === 'encap')?.id ?? end(trace);
    const { silence } = text(trace, at(CTR, 'cilium_host'), '', request);
    expect(silence).toMatchObject({ kind: 'unseen', cause: { kind: 'road-not-taken', why: 'overlay-from-ipcache' } });
  });

  test('encapsulated: icmp is on eth1, inside of something else', () => {
    for (const [protocol, filter] of [
      ['vxlan', 'udp port 8472'],
      ['geneve', 'udp port 6081'],
    ] as const) {
      const trace = run({ routing: protocol }, ping(CURL, WEB));
      const { silence } = text(trace, at(CTR, 'eth1'), 'icmp');
      expect(silence).toMatchObject({ kind: 'encapsulated', protocol, filter });
      expect(text(trace, at(CTR, 'eth1'), filter).packets).toHaveLength(2);
    }
  });

  test('filtered out: something came, but not that', () => {
    const trace = run({ routing: 'vxlan' }, ping(CURL, WEB));
    expect(text(trace, at(CTR, 'eth1'), 'tcp').silence).toEqual({ kind: 'filtered-out', frames: 2 });
  });

  test('never sent: too long for the path, so the kernel keeps it', () => {
    const trace = run({ routing: 'vxlan' }, ping(CURL, WEB, 1500));
    const { silence } = text(trace, at(CURL, 'eth0'));
    expect(silence).toMatchObject({ kind: 'unseen', cause: { kind: 'never-sent', errno: 'EMSGSIZE' } });
    // It would have gone by eth0: no other device has anything to do with it.
    expect(text(trace, at(CURL, 'lo')).silence).toMatchObject({ kind: 'nothing-crosses' });
  });
});

test('a filter that tcpdump would refuse is refused in its words', () => {
  const trace = run({}, ping(CURL, WEB));
  const question = { ...plainQuestion(trace), filter: 'port' };
  expect(probeText(trace, at(ROUTER, 'eth1'), end(trace), question)).toEqual({
    ok: false,
    message: "can't parse filter expression: syntax error",
  });
});
