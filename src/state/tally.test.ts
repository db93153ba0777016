import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { week4 } from '../lab/presets/week4.ts';
import { seeded } from '../lab/seeded.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import type { Tally } from './counted.ts';
import { canTally, countOne, hung, openTally, tallyRows } from './tally.ts';

const world = deriveWorld(week4);
const toService: Ask = { ...openingAsk(world), to: { kind: 'service', name: 'webpod' } };

function count(ask: Ask, planned = 30): Tally {
  let tally = openTally(ask, planned);
  while (tally.state === 'counting') tally = countOne(tally, week4, world, simulate);
  return tally;
}

describe('thirty runs on the service', () => {
  const native = count(toService);
  const rows = tallyRows(native, world);

  test('add up, and the same is counted again', () => {
    expect(native.state).toBe('done');
    expect(rows.reduce((sum, row) => sum + row.runs.length, 0)).toBe(30);
    expect(count(toService, 8).runs).toEqual(native.runs.slice(0, 8));
  });

  test('in native mode the backend in the other subnet hangs, and only it', () => {
    for (const row of rows)
      expect([row.node, row.answered]).toEqual([row.node, row.node === 'k8s-w0' ? 0 : row.runs.length]);
    expect(hung(native)).toBe(rows.find((row) => row.node === 'k8s-w0')?.runs.length);
    expect(hung(native)).toBeGreaterThan(5);
    expect(hung(native)).toBeLessThan(16);
    expect(native.runs.filter((run) => run.exitCode !== 0).every((run) => run.exitCode === 28)).toBe(true);
  });

  test('the reason is read off the traces: where, and for want of which route', () => {
    const losses = rows.flatMap((row) => row.losses);
    expect(losses.length).toBe(1);
    expect(losses[0]?.count).toBe(hung(native));
    expect(losses[0]?.loss).toMatchObject({
      label: 'SYN',
      outcome: { kind: 'left-the-lab' },
      diagnosis: { host: 'router', missing: { prefix: '172.20.2.0/24', node: 'k8s-w0' } },
    });
  });

  test('over VXLAN all are answered', () => {
    const tally = count({ ...toService, routing: 'vxlan' }, 8);
    expect(hung(tally)).toBe(0);
    expect(tallyRows(tally, world).every((row) => row.losses.length === 0)).toBe(true);
  });

  test('without socket LB the backend is found as well, at the lxc', () => {
    const tally = count({ ...toService, switches: { socketLB: false } }, 8);
    expect(tally.runs.every((run) => run.backend !== null)).toBe(true);
  });
});

test('counting is for services with more than one backend', () => {
  expect(canTally(world, toService)).toBe(true);
  expect(canTally(world, { ...toService, app: 'ping' })).toBe(false);
  expect(canTally(world, openingAsk(world))).toBe(false);
});

test('another seed is another run on the same machines', () => {
  const other = deriveWorld(seeded(week4, 7));
  // In order of their names: the order of the kernel's numbers is a chance as well.
  const macs = (of: typeof world) => [...of.devices.values()].map((device) => `${device.id} ${device.mac}`).toSorted();
  expect(macs(other)).toEqual(macs(world));
  expect([...other.pods.values()].map((pod) => [pod.name, pod.identity, pod.endpoint])).toEqual(
    [...world.pods.values()].map((pod) => [pod.name, pod.identity, pod.endpoint]),
  );
  expect(other.nodes.map((node) => node.ciliumHost)).toEqual(world.nodes.map((node) => node.ciliumHost));
  expect(seeded(week4, week4.seed)).toBe(week4);
});
