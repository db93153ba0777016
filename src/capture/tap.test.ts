import { expect, test } from 'vitest';
import { decode } from '../wire/decode.ts';
import { handTrace } from '../../tests/trace/hand-trace.ts';
import { dev, ns } from '../../tests/trace/hand-world.ts';
import { readPcap } from './pcap.ts';
import { tapPcap, tapsPcapng } from './tap-pcap.ts';
import { captureOf } from './tap.ts';

const trace = handTrace();

test('one device gives its frames as they are, others nothing', () => {
  const captured = captureOf(trace, { netns: ns('k8s-ctr'), device: dev('k8s-ctr', 'eth1') });
  expect(captured.map(({ tap, at, seconds, nanos }) => ({ tap, at, seconds, nanos }))).toEqual([
    { tap: 'Out', at: 9000, seconds: 1754763180, nanos: 9000 },
  ]);
  expect(captured[0]!.bytes).toBe(trace.frames[trace.events[9]!.frame!]);
  expect(captureOf(trace, { netns: ns('k8s-w0'), device: dev('k8s-w0', 'lxc2') })).toEqual([]);
});

test('any gives every device of the host, cooked, with the direction that the engine decided', () => {
  const captured = captureOf(trace, { netns: ns('k8s-w0'), device: 'any' });
  expect(captured.map((frame) => [frame.device, frame.tap])).toEqual([
    ['k8s-w0:eth1', 'In'],
    ['k8s-w0:cilium_vxlan', 'P'],
  ]);
  const layers = captured.map(({ bytes }) => decode(bytes, 'sll2'));
  expect(layers.map(({ packet, problem }) => [packet[0], packet[1]!.kind, problem])).toEqual([
    [{ kind: 'sll2', ifindex: 7, arphrd: 1, packetType: 0, address: '02:00:00:00:00:06' }, 'ipv4', null],
    [{ kind: 'sll2', ifindex: 8, arphrd: 1, packetType: 3, address: '02:00:00:00:00:01' }, 'ipv4', null],
  ]);
});

test('the router sees each forwarded frame twice', () => {
  const file = readPcap(tapPcap(trace, { netns: ns('router'), device: 'any' }));
  expect(file).toMatchObject({
    ok: true,
    linktype: 276,
    nanos: true,
    epochSeconds: 1754763180,
    packets: [{ at: 10000 }, { at: 12000 }],
  });
});

test('several places make one file in the order of the trace', () => {
  const bytes = tapsPcapng(trace, [
    { netns: ns('web-pod'), device: dev('web-pod', 'eth0') },
    { netns: ns('router'), device: 'any' },
  ]);
  const text = String.fromCharCode(...bytes);
  expect(text.indexOf('event 10, packet 0 (echo request seq 1), router:eth1')).toBeGreaterThan(0);
  expect(text.indexOf('event 19, packet 0')).toBeGreaterThan(text.indexOf('event 12, packet 0'));
});
