import { describe, expect, it } from 'vitest';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { EventId } from '../trace/events.ts';
import type { Evidence } from '../shell/evidence.ts';
import { heightWithin, isLitPlace, isLitRow, litEvents, nextOf } from './terminal.ts';

const lit: readonly Evidence[] = [
  { kind: 'rows', netns: 'k8s-w0' as NetnsName, table: 'routes', keys: ['0.0.0.0/0'] },
  { kind: 'device', device: 'router:eth1' as DeviceId },
  { kind: 'stimulus', index: 1 },
];

describe('what an answer was read from', () => {
  it('is the very row of the very table', () => {
    expect(isLitRow(lit, 'k8s-w0', 'routes', '0.0.0.0/0')).toBe(true);
    expect(isLitRow(lit, 'k8s-w0', 'neigh', '0.0.0.0/0')).toBe(false);
    expect(isLitRow(lit, 'k8s-w1', 'routes', '0.0.0.0/0')).toBe(false);
    expect(isLitRow(lit, 'k8s-w0', 'routes', '10.0.0.0/8')).toBe(false);
  });

  it('is on the stage the device, or the host of the table', () => {
    expect(isLitPlace(lit, 'k8s-w0')).toBe(true);
    expect(isLitPlace(lit, 'router:eth1')).toBe(true);
    expect(isLitPlace(lit, 'router')).toBe(false);
  });
});

it('the sheet leaves the stage its share, and stays usable', () => {
  expect(heightWithin(5_000, 900)).toBe(576);
  expect(heightWithin(10, 900)).toBe(168);
  expect(heightWithin(300.4, 900)).toBe(300);
});

it('packets are read at their events, and the way through them goes round', () => {
  const read: readonly Evidence[] = [
    { kind: 'packets', events: [9 as EventId, 4 as EventId] },
    { kind: 'packets', events: [6 as EventId] },
  ];
  expect([...litEvents(read)]).toEqual([9, 4, 6]);
  const from = (at: number): number | null => nextOf([9 as EventId, 4 as EventId], at as EventId);
  expect([from(0), from(4), from(8), from(9), nextOf([], 0 as EventId)]).toEqual([4, 9, 9, 4, null]);
});
