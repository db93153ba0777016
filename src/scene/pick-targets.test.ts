import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labArbitrary } from '../../tests/property/arbitrary-lab.ts';
import { labFileOf } from '../../tests/property/runs.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { withVariant } from '../lab/variant.ts';
import { type Box, centreOf, overlaps, within } from './geometry.ts';
import { layoutOf } from './layout.ts';
import { chainOf, type Direction, moveFrom } from './pick-moves.ts';
import { LEAST, type PickTarget, pickTargets } from './pick-targets.ts';
import { probeMarks } from './probe-marks.ts';
import type { DevicePlace, Layout } from './places.ts';

const FRAMES = [
  { width: 1056, height: 640 },
  { width: 896, height: 430 },
  { width: 768, height: 720 },
  { width: 640, height: 310 },
  { width: 390, height: 544 },
  { width: 320, height: 400 },
] as const;

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];

function layoutIn(lab: LabFile, frame: (typeof FRAMES)[number]): Layout {
  const world = deriveWorld(lab);
  return layoutOf(world, { ...frame, cast: new Set<NetnsName>(world.netns.keys()) });
}

/** WCAG 2.2, 2.5.8: a target of 24 px, or a circle of 24 px around its middle that meets no other target's. */
function crowded(targets: readonly PickTarget[]): readonly string[] {
  const large = ({ hit }: PickTarget): boolean => hit.w >= LEAST - 0.01 && hit.h >= LEAST - 0.01;
  return targets
    .filter((target) => !large(target))
    .flatMap((small) => {
      const at = centreOf(small.hit);
      const near = targets.filter((other) => {
        if (other === small) return false;
        if (large(other)) return toBox(at, other.hit) < LEAST / 2;
        const there = centreOf(other.hit);
        return Math.hypot(at.x - there.x, at.y - there.y) < LEAST;
      });
      return near.map((other) => `${small.key} ${JSON.stringify(small.hit)} is too near to ${other.key}`);
    });
}

function toBox({ x, y }: { x: number; y: number }, box: Box): number {
  return Math.hypot(Math.max(box.x - x, 0, x - box.x - box.w), Math.max(box.y - y, 0, y - box.y - box.h));
}

function faults(layout: Layout): readonly string[] {
  const targets = pickTargets(layout);
  const stage = { x: 0, y: 0, ...layout.size };
  const keys = new Set(targets.map(({ key }) => key));
  const wanted = [
    ...layout.devices.keys(),
    ...[...layout.pods.keys()].map((name) => `pod ${name}`),
    ...[...layout.hosts.keys()].map((name) => `kernel ${name}`),
  ];
  return [
    ...wanted.filter((key) => !keys.has(key)).map((key) => `no target for ${key}`),
    ...(keys.size === targets.length ? [] : ['a target twice']),
    ...targets.filter(({ hit }) => !within(hit, stage)).map(({ key }) => `${key} is outside of the stage`),
    ...targets.flatMap((a, i) =>
      targets.slice(i + 1).flatMap((b) => (overlaps(a.hit, b.hit) ? [`${a.key} x ${b.key}`] : [])),
    ),
    ...crowded(targets),
  ];
}

/** Whatever the arrow keys alone never come to, from the first target. */
function unreachable(targets: readonly PickTarget[]): readonly string[] {
  const [first] = targets;
  if (first === undefined) return [];
  const seen = new Set([first]);
  for (const from of seen) for (const direction of DIRECTIONS) seen.add(moveFrom(targets, from, direction, []));
  return targets.filter((target) => !seen.has(target)).map(({ key }) => `no way to ${key}`);
}

describe.each(FRAMES)('in a frame of $width x $height', (frame) => {
  test('everything of the preset can be picked with a finger', () => {
    for (const routing of ['native', 'vxlan'] as const)
      expect(faults(layoutIn(withVariant(week4, { routing }), frame))).toEqual([]);
  });

  test('so can everything of any lab', () => {
    fc.assert(
      fc.property(labArbitrary, (raw) => {
        expect(faults(layoutIn(labFileOf(raw), frame))).toEqual([]);
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  test('marks of probes stay on the stage and off the names', () => {
    const layout = layoutIn(withVariant(week4, { routing: 'vxlan' }), frame);
    const probes = [
      ...[...layout.devices.values()].map((device, i) => ({ netns: device.host, device: device.id, number: i })),
      ...[...layout.hosts.keys()].map((netns, i) => ({ netns, device: 'any' as const, number: 100 + i })),
    ];
    const marks = probeMarks(layout, probes);
    expect(marks).toHaveLength(probes.length);
    for (const { at, number } of marks) {
      const body = { x: at.x - 8, y: at.y - 8, w: 16, h: 16 };
      expect(within(body, { x: 0, y: 0, ...layout.size })).toBe(true);
      const names = [...layout.devices.values()].map(({ label }) => label);
      expect(
        names
          .filter(({ box }) => overlaps(box, body))
          .map(({ full }) => `${probes.find((probe) => probe.number === number)?.device} over ${full}`),
      ).toEqual([]);
    }
  });
});

test('narrow devices in a row or a column share what lies between them', () => {
  for (const along of ['x', 'y'] as const) {
    const layout = layoutIn(week4, FRAMES[0]);
    const devices = [...layout.devices].map(([id, place], i): [typeof id, DevicePlace] => [
      id,
      { ...place, box: { x: 300, y: 10, w: 12, h: 12, [along]: 10 + 16 * i } },
    ]);
    const targets = pickTargets({
      ...layout,
      pods: new Map(),
      hosts: new Map([...layout.hosts].slice(0, 1)),
      devices: new Map(devices),
    });
    const hits = targets.filter(({ kind }) => kind === 'device').map(({ hit }) => hit);
    expect(hits.length).toBeGreaterThan(5);
    for (const [i, hit] of hits.entries()) expect(hits.slice(i + 1).some((other) => overlaps(hit, other))).toBe(false);
    // As long as it must be across the row, and all of the room along it.
    for (const hit of hits) expect([hit.w, hit.h].toSorted((a, b) => b - a)[0]).toBe(LEAST);
  }
});

describe('arrow keys', () => {
  test('alone come to everything of the preset', () => {
    for (const frame of [FRAMES[0], FRAMES[4]])
      expect(unreachable(pickTargets(layoutIn(withVariant(week4, { routing: 'vxlan' }), frame)))).toEqual([]);
  });

  const place = (key: string) => ({ place: { kind: 'device', key } }) as never;
  const target = (key: string, x: number, y: number): PickTarget => {
    const box = { x, y, w: 24, h: 24 };
    return { kind: 'netns', key, name: key as NetnsName, box, hit: box };
  };
  const [a, b, c, d] = [target('a', 0, 0), target('b', 100, 0), target('c', 0, 100), target('d', 100, 100)] as const;
  const targets = [a, b, c, d];

  test('follow the lit path downstream and upstream, also where it goes back', () => {
    const chain = chainOf([
      { from: place('b'), to: place('x') },
      { from: place('x'), to: place('c') },
      { from: place('c'), to: place('b') },
      { from: place('b'), to: place('a') },
    ] as never);
    expect(chain).toEqual(['b', 'x', 'c', 'a']);
    expect(moveFrom(targets, b, 'right', chain)).toBe(c);
    expect(moveFrom(targets, c, 'right', chain)).toBe(a);
    expect(moveFrom(targets, c, 'left', chain)).toBe(b);
    // At its end the picture decides again.
    expect(moveFrom(targets, a, 'right', chain)).toBe(b);
  });

  test('go to the nearest on that side, and stay where there is none', () => {
    expect(moveFrom(targets, a, 'right', [])).toBe(b);
    expect(moveFrom(targets, a, 'down', [])).toBe(c);
    expect(moveFrom(targets, d, 'up', [])).toBe(b);
    expect(moveFrom(targets, a, 'up', [])).toBe(a);
  });
});
