import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labFileOf } from '../../tests/property/runs.ts';
import { labArbitrary } from '../../tests/property/arbitrary-lab.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import { PRESETS } from '../lab/presets/presets.ts';
import { stranger } from '../lab/presets/stranger.ts';
import { week4 } from '../lab/presets/week4.ts';
import { type Box, overlaps, rightOf, within } from './geometry.ts';
import { layoutIn, layoutOf } from './layout.ts';
import type { DevicePlace, Layout } from './places.ts';
import { ROUTER } from './router-layout.ts';
import { fitText, textWidth } from './text-width.ts';

const FRAMES = [
  { width: 1056, height: 640 },
  { width: 896, height: 430 },
  { width: 768, height: 720 },
  { width: 640, height: 310 },
  { width: 390, height: 544 },
  { width: 320, height: 400 },
] as const;

/** What a stranger's names look like. */
function withLongNames(lab: LabFile): LabFile {
  const long = (name: string): string => `${name}-deployment-of-a-team-697b545f57-9nnfd`.slice(0, 63);
  return { ...lab, pods: lab.pods.map((pod) => ({ ...pod, name: long(pod.name) })) };
}

function wholeCast(lab: LabFile): ReadonlySet<NetnsName> {
  const world = deriveWorld(lab);
  return new Set(world.netns.keys());
}

/** Pairs that share more than an edge, by name. */
function collisions(boxes: readonly (readonly [name: string, box: Box])[]): readonly string[] {
  return boxes.flatMap(([a, first], i) =>
    boxes.slice(i + 1).flatMap(([b, second]) => (overlaps(first, second) ? [`${a} x ${b}`] : [])),
  );
}

function faults(layout: Layout): readonly string[] {
  const stage = { x: 0, y: 0, ...layout.size };
  const hosts = [...layout.hosts.values()];
  const devices = [...layout.devices.values()];
  const pods = [...layout.pods.values()];
  const labels = [
    ...hosts.flatMap((host) => [host.title, ...(host.subtitle === null ? [] : [host.subtitle])]),
    ...pods.flatMap((pod) => [pod.name, ...(pod.ip === null ? [] : [pod.ip])]),
    ...devices.map((device) => device.label),
    ...layout.regions.map((region) => region.label),
  ];
  const outside = [...hosts, ...devices, ...pods, ...layout.regions].filter((place) => !within(place.box, stage));
  const unfit = devices.filter((device) => !within(device.label.box, padded(device.box)));
  return [
    ...collisions(layout.regions.map((region) => [`region ${region.segment}`, region.box])),
    ...collisions(hosts.map((host) => [`host ${host.netns}`, host.box])),
    ...collisions(pods.map((pod) => [`pod ${pod.netns}`, pod.box])),
    ...collisions(devices.map((device) => [`device ${device.id}`, device.box])),
    ...collisions(labels.map((label, i) => [`label ${i} ${label.full}`, label.box])),
    ...outside.map((place) => `outside of the stage: ${JSON.stringify(place.box)}`),
    ...unfit.map((device: DevicePlace) => `${device.id}: label wider than its box`),
    ...labels.filter((label) => label.size < 12).map((label) => `${label.full}: ${label.size} px`),
    ...labels.filter((label) => label.text === '').map((label) => `${label.full}: nothing left of it`),
  ];
}

function padded(box: Box): Box {
  return { x: box.x - 1, y: box.y - 1, w: box.w + 2, h: box.h + 2 };
}

describe.each(FRAMES)('in a frame of $width x $height', (frame) => {
  test('the preset has no overlap and nothing outside, whoever takes part', () => {
    const world = deriveWorld(week4);
    for (const names of [[], ['curl-pod', 'k8s-ctr', 'k8s-w0', 'router'], [...world.netns.keys()]]) {
      const layout = layoutOf(world, { ...frame, cast: new Set(names as NetnsName[]) });
      expect(faults(layout)).toEqual([]);
    }
  });

  test('so does any lab, also with long names', () => {
    fc.assert(
      fc.property(labArbitrary, fc.boolean(), (raw, long) => {
        const file = labFileOf(raw);
        const lab = long ? withLongNames(file) : file;
        const layout = layoutOf(deriveWorld(lab), { ...frame, cast: wholeCast(lab) });
        expect(faults(layout)).toEqual([]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

test('the first node, the router and the first node across lie on one street', () => {
  const layout = layoutOf(deriveWorld(week4), { width: 1056, height: 640, cast: new Set() });
  const y = (id: string): number | undefined => [...layout.devices.values()].find((device) => device.id === id)?.at.y;
  expect(y('k8s-ctr:eth1')).toBe(y('router:eth1'));
  expect(y('k8s-w0:eth1')).toBe(y('router:eth2'));
  expect(y('k8s-ctr:eth1')).toBe(y('k8s-w0:eth1'));
});

test('a switch to an overlay moves nothing: only the tunnel device comes', () => {
  const tunnel = { ...week4, cilium: { ...week4.cilium, routingMode: 'tunnel' as const } };
  const frame = { width: 1056, height: 640, cast: new Set<NetnsName>() };
  const native = layoutOf(deriveWorld(week4), frame);
  const overlay = layoutOf(deriveWorld(tunnel), frame);
  for (const [id, place] of native.devices) expect(overlay.devices.get(id)?.box).toEqual(place.box);
  expect(overlay.devices.size).toBe(native.devices.size + week4.nodes.length);
});

test('nodes without a part in the run are folded where room is short, and keep their NIC', () => {
  const cast = new Set(['curl-pod', 'k8s-ctr'] as NetnsName[]);
  const layout = layoutOf(deriveWorld(week4), { width: 390, height: 544, cast });
  const folded = [...layout.hosts.values()].filter((host) => host.folded).map((host) => host.netns);
  expect(folded).toEqual(['k8s-w1', 'k8s-w0']);
  expect(layout.devices.has('k8s-w1:eth1' as never)).toBe(true);
});

test('a route that is missing on the router can be named whole: the answer to what went wrong is never cut', () => {
  for (const { lab } of PRESETS)
    for (const frame of FRAMES.filter(({ width }) => width >= 390)) {
      const layout = layoutOf(deriveWorld(lab), { ...frame, cast: wholeCast(lab) });
      const room = (layout.routerTable?.box.w ?? 0) - ROUTER.cell - ROUTER.note;
      for (const { podCIDR } of lab.nodes)
        expect(fitText(podCIDR, room, 12, 'mono'), `${lab.title}, ${frame.width} px`).toBe(podCIDR);
    }
});

test('a caption on the stage has room for a sentence and for what would help', () => {
  for (const { lab } of PRESETS)
    for (let height = 400; height <= 900; height += 20) {
      const { caption } = layoutOf(deriveWorld(lab), { width: 1056, height, cast: wholeCast(lab) });
      expect(caption === null || caption.h >= 190, `${lab.title}, ${height} px`).toBe(true);
    }
});

test('a caption that has gone below the stage does not come back for the room that this makes', () => {
  const world = deriveWorld(stranger);
  const cast = new Set(['netshoot', 'k8s-ctr', 'webpod-5f9c8d7b6-qk2lp', 'k8s-w1'] as NetnsName[]);
  const bar = 84;
  const torn = Array.from({ length: 40 }, (_, i) => ({ width: 1056, height: 500 + 10 * i })).filter((room) => {
    const lower = { ...room, height: room.height - bar };
    return layoutOf(world, { ...room, cast }).caption === null && layoutOf(world, { ...lower, cast }).caption !== null;
  });
  expect(torn).not.toEqual([]);
  for (const room of torn) expect(layoutIn(world, cast, { ...room, bar }).caption).toBeNull();
});

test('what had to be cut keeps both its ends, and the whole name beside it', () => {
  const lab = withLongNames(week4);
  const layout = layoutOf(deriveWorld(lab), { width: 768, height: 720, cast: wholeCast(lab) });
  for (const pod of layout.pods.values()) {
    expect(pod.name.full).toBe(pod.netns);
    expect(textWidth(pod.name.text, pod.name.size, pod.name.font)).toBeLessThanOrEqual(rightOf(pod.box) - pod.box.x);
    expect(pod.name.text.includes('…') || pod.name.text === pod.name.full).toBe(true);
  }
});
