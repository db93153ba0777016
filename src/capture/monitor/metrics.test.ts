import { expect, it } from 'vitest';
import { pingFrom, run } from '../../../tests/support/engine-runs.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { EventId } from '../../trace/events.ts';
import { metricsAt } from './metrics.ts';

const CTR = 'k8s-ctr' as NetnsName;

it('counts both directions of a ping between neighbours, in bytes of their frames', () => {
  const trace = run({}, [pingFrom('curl-pod', '172.20.0.154')]);
  expect(metricsAt(trace, CTR, trace.events.length as EventId)).toEqual([
    { reason: 0, text: 'Success', direction: 'EGRESS', packets: 2, bytes: 196 },
    { reason: 0, text: 'Success', direction: 'INGRESS', packets: 2, bytes: 196 },
  ]);
  expect(metricsAt(trace, CTR, 0 as EventId)).toEqual([]);
});

it('counts drops by their reason, and entries that the ring keeps to itself', () => {
  const dropped = run({}, [pingFrom('curl-pod', '172.20.1.164', { ttl: 1 })]);
  expect(metricsAt(dropped, CTR, dropped.events.length as EventId)).toEqual([
    { reason: 196, text: 'TTL exceeded', direction: 'EGRESS', packets: 1, bytes: 98 },
  ]);
  const there = run({}, [pingFrom('curl-pod', '172.20.1.164')]);
  const rows = metricsAt(there, 'k8s-w1' as NetnsName, there.events.length as EventId);
  expect(rows.map(({ text, direction }) => `${text} ${direction}`)).toEqual([
    'Success EGRESS',
    'Success INGRESS',
    'Interface INGRESS',
  ]);
});
