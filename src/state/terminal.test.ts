import { describe, expect, it } from 'vitest';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Evidence } from '../shell/evidence.ts';
import { heightWithin, isLitPlace, isLitRow } from './terminal.ts';

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
