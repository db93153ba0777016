import { describe, expect, it } from 'vitest';
import { handTrace } from '../../tests/trace/hand-trace.ts';
import { dev, ns } from '../../tests/trace/hand-world.ts';
import { seenIn } from './seen-in.ts';
import { captureOf, type TapPoint } from './tap.ts';
import { framesAt, type TcpdumpFrame } from './tcpdump/frame.ts';

const trace = handTrace();
const MICRO = 1_000;

/** What a file keeps: microseconds, and of each packet as much as `-s` says. */
function filed(point: TapPoint, snaplen = 262_144): readonly TcpdumpFrame[] {
  return framesAt(trace, point).map(({ linktype, seconds, nanos, bytes, length }) => ({
    linktype,
    seconds,
    nanos: Math.floor(nanos / MICRO) * MICRO,
    bytes: bytes.slice(0, snaplen),
    length,
    device: '?',
    tap: null,
  }));
}

describe('where the frames of a file passed', () => {
  it.each<[string, TapPoint, number | undefined]>([
    ['one device', { netns: ns('k8s-ctr'), device: dev('k8s-ctr', 'eth1') }, undefined],
    ['one device, cut short', { netns: ns('k8s-ctr'), device: dev('k8s-ctr', 'eth1') }, 40],
    ['all devices of a forwarder', { netns: ns('router'), device: 'any' }, undefined],
    ['all devices of a node', { netns: ns('k8s-w0'), device: 'any' }, 60],
  ])('%s', (_, point, snaplen) => {
    const events = captureOf(trace, point).map(({ event }) => event);
    expect(events.length).toBeGreaterThan(0);
    expect(seenIn(trace, filed(point, snaplen), point.netns)).toEqual(events);
  });

  it('is nowhere when moment or bytes are of another run', () => {
    const point: TapPoint = { netns: ns('router'), device: 'any' };
    const later = filed(point).map((frame) => ({ ...frame, seconds: frame.seconds + 1 }));
    const other = filed(point).map((frame) => ({ ...frame, bytes: frame.bytes.map((byte) => byte ^ 1) }));
    expect(seenIn(trace, later, point.netns)).toEqual(later.map(() => null));
    expect(seenIn(trace, other, point.netns)).toEqual(other.map(() => null));
  });

  it('finds no event twice', () => {
    const point: TapPoint = { netns: ns('k8s-ctr'), device: dev('k8s-ctr', 'eth1') };
    const twice = [...filed(point), ...filed(point)];
    const found = seenIn(trace, twice, point.netns).filter((event) => event !== null);
    expect(new Set(found).size).toBe(found.length);
  });
});
