import { expect, test } from 'vitest';
import { queryOf, sourceOf, tapOf, targetOf } from '../../src/cli/names.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';

const world = deriveWorld(week4);
const POD = 'curl-pod' as NetnsName;
const NODE = 'k8s-ctr' as NetnsName;

test.each([
  ['curl-pod', 'curl-pod'],
  ['curl', 'curl-pod'],
  ['webpod@k8s-w0', 'webpod-697b545f57-9nnfd'],
  ['webpod-697b545f57-9nn', 'webpod-697b545f57-9nnfd'],
  ['coredns-a', 'kube-system/coredns-a'],
  ['kube-system/coredns-b', 'kube-system/coredns-b'],
  ['k8s-w1', 'k8s-w1'],
  ['router', 'router'],
])('--from %s is %s', (typed, netns) => {
  expect(sourceOf(world, typed)).toEqual({ ok: true, value: netns });
});

test.each([
  ['172.20.9.9', POD, { target: { kind: 'address', address: '172.20.9.9' }, port: null, host: null }],
  ['172.20.2.152', POD, { target: { kind: 'address', address: '172.20.2.152' }, port: null, host: 'webpod' }],
  ['webpod@k8s-w0', POD, { target: { kind: 'address', address: '172.20.2.152' }, port: null, host: 'webpod' }],
  ['webpod', POD, { target: { kind: 'name', name: 'webpod' }, port: 80, host: null }],
  ['default/webpod', POD, { target: { kind: 'name', name: 'webpod.default' }, port: 80, host: null }],
  [
    'webpod.default.svc.cluster.local',
    POD,
    { target: { kind: 'name', name: 'webpod.default.svc.cluster.local' }, port: 80, host: null },
  ],
  ['webpod', NODE, { target: { kind: 'address', address: '10.96.111.94' }, port: 80, host: 'webpod' }],
  ['k8s-w0', POD, { target: { kind: 'address', address: '192.168.20.100' }, port: null, host: null }],
  ['router', POD, { target: { kind: 'address', address: '10.10.1.200' }, port: null, host: null }],
  ['router:eth2', POD, { target: { kind: 'address', address: '192.168.20.200' }, port: null, host: null }],
])('--to %s from %s', (typed, from, aim) => {
  expect(targetOf(world, typed, from)).toEqual({ ok: true, value: aim });
});

test.each([
  [
    'webpodd',
    /^--to: there is no 'webpodd' in this lab; did you mean webpod\? Pods: curl-pod \(k8s-ctr, 172\.20\.0\.215\), .* Nodes: k8s-ctr, .*, router\. Services: webpod, /,
  ],
  ['webpod-', /^--to: 'webpod-' is the beginning of 3 pods; say which: .* or webpod-@k8s-ctr, /],
  ['webpod@k8s-w9', /^--to: 'k8s-w9' is not a node of this lab \(k8s-ctr, k8s-w1, k8s-w0\); did you mean k8s-w1\?/],
  ['172.20.2.999', /^--to: '172\.20\.2\.999' is not an IPv4 address/],
  ['k8s-ctr:eth9', /^--to: there is no device 'k8s-ctr:eth9'/],
  ['k8s-ctr:cilium_net', /^--to: device 'k8s-ctr:cilium_net' has no address/],
])('--to %s is refused', (typed, sentence) => {
  const found = targetOf(world, typed, POD);
  expect(!found.ok && found.why).toMatch(sentence);
});

test('a lookup may ask for anything that is a host name', () => {
  expect(queryOf('kube-system/kube-dns')).toMatchObject({
    ok: true,
    value: { target: { kind: 'name', name: 'kube-dns.kube-system' } },
  });
  expect(queryOf('nobody.example')).toMatchObject({ ok: true });
  expect(queryOf('a b')).toMatchObject({ ok: false });
});

test('taps name a device or all of them', () => {
  expect(tapOf(world, 'router:any')).toEqual({ ok: true, value: { netns: 'router', device: 'any' } });
  expect(tapOf(world, 'router')).toEqual({ ok: true, value: { netns: 'router', device: 'any' } });
  expect(tapOf(world, 'k8s-ctr:eth1')).toEqual({ ok: true, value: { netns: 'k8s-ctr', device: 'k8s-ctr:eth1' } });
  expect(tapOf(world, 'webpod@k8s-w0:eth0')).toMatchObject({ ok: true, value: { netns: 'webpod-697b545f57-9nnfd' } });
  expect(tapOf(world, 'k8s-ctr:eht1')).toMatchObject({
    ok: false,
    why: expect.stringMatching(/^--tap: k8s-ctr has no device 'eht1' \(lo, .*, any\); did you mean eth1\?$/),
  });
  expect(tapOf(world, 'nobody:any')).toMatchObject({
    ok: false,
    why: expect.stringMatching(/^--tap: there is no 'nobody'/),
  });
});
