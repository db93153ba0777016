import { expect, test } from 'vitest';
import { pathLineOf } from '../../src/trace/hop-text.ts';
import { journeyOf } from '../../src/trace/journey.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { conversationOf, jobOfPacket, packetsOfJob, rootOf } from '../../src/trace/by-packet.ts';
import type { JobId, PacketId } from '../../src/trace/events.ts';
import { labOfMode } from '../paths/modes.ts';
import { handTrace } from './hand-trace.ts';

const FIRST = 0 as PacketId;

test('the hops of a tunnelled packet read as in the path table', () => {
  const line = pathLineOf(handTrace(), FIRST);
  expect(line).toEqual({
    path: 'vxlan:ctr>w0',
    end: 'DELIVERED',
    ttl_at_pod: 63,
    ttl_final: 63,
    hops: [
      'ctr/podeth0:POD.TX[64]',
      'ctr/lxcS:LXC.ENCAP[64]',
      'ctr/cilium_vxlan:VX.OUT[64]',
      'ctr:VX.XMIT[64;outer 64]',
      'ctr/eth1:ETH.OUT.OVL[64;outer 64]',
      'router/eth1:R.RX[64;outer 64]',
      'router:R.FWD[64;outer 64>63]',
      'router/eth2:R.TX[64;outer 63]',
      'w0/eth1:ETH.IN.HOST[64;outer 63]',
      'w0:UDP.RCV[64;outer 63 removed]',
      'w0/cilium_vxlan:VX.IN[64>63]',
      'w0/cilium_vxlan:POL.IN[63]',
      'w0/podeth0:PEER[63]',
      'w0/podeth0:POD.RX[63]',
    ],
    ev: ['ctr:to-overlay', 'w0:to-endpoint'],
  });
});

test('a hop says what changed, what a capture prints and what Hubble shows', () => {
  const { hops, outcome } = journeyOf(handTrace(), FIRST);
  const encap = hops.find((hop) => hop.hop === 'VX.XMIT')!;
  expect(encap.changes).toEqual([{ kind: 'added', layers: ['ipv4', 'udp', 'vxlan'] }]);
  expect(encap.outer).toEqual({ before: null, after: 64 });
  const decap = hops.find((hop) => hop.hop === 'UDP.RCV')!;
  expect(decap.changes).toEqual([{ kind: 'removed', layers: ['ethernet', 'ipv4', 'udp', 'vxlan'] }]);
  const delivery = hops.find((hop) => hop.hop === 'VX.IN')!;
  expect(delivery.taps).toEqual(['P']);
  expect(delivery.ttl).toEqual({ before: 64, after: 63 });
  expect(delivery.changes).toContainEqual({
    kind: 'field',
    layer: 'ipv4',
    index: 1,
    field: 'ttl',
    before: '64',
    after: '63',
  });
  expect(hops.find((hop) => hop.hop === 'LXC.ENCAP')!.observations.map((o) => o.point)).toEqual(['to-overlay']);
  expect(outcome).toEqual({ kind: 'delivered', to: 'web-pod' });
  expect(hops.flatMap((hop) => hop.events)).toEqual(hops.flatMap((hop) => hop.events).toSorted((a, b) => a - b));
});

test('the packets of a job are its conversation, with what was asked because of them', () => {
  const lab = labOfMode('native');
  const cold = { ...lab, recorded: { ...lab.recorded, neighbours: 'cold' } as const };
  const target = { kind: 'name', name: 'webpod' } as const;
  const options = { port: 80, path: '/', connectTimeout: 1, localPort: null, host: null, userAgent: 'curl/8.14.1' };
  const stimulus = {
    kind: 'curl',
    at: 0 as Nanos,
    from: 'curl-pod' as NetnsName,
    target,
    silent: false,
    discard: false,
    ...options,
  } as const;
  const trace = simulate(cold, [stimulus, { ...stimulus, at: 5e9 as Nanos }]);
  const [first, second] = [0, 1].map((job) => packetsOfJob(trace, job as JobId));
  expect([...first!, ...second!].toSorted((a, b) => a - b)).toEqual(trace.packets.map(({ id }) => id));
  const ask = trace.packets.find(({ label }) => label.startsWith('who-has'))!;
  expect(jobOfPacket(trace, ask.id)).toBe(0);
  expect(rootOf(trace, ask.id)).toBe(FIRST);
  expect(conversationOf(trace, ask.id)).toEqual(first);
});
