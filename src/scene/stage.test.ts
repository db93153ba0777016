import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { withVariant } from '../lab/variant.ts';
import { type Ask, openingAsk, stimulusOf, variantOf } from '../scenario/ask.ts';
import type { EventId, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { layoutFor } from './layout.ts';
import { openingEvent } from './moment.ts';
import { packetsAt, beat } from './packets.ts';
import { stageAt } from './stage.ts';

const WORLD = deriveWorld(week4);
const SIZE = { width: 1056, height: 640 };

function run(change: Partial<Ask> = {}): Trace {
  const ask = { ...openingAsk(WORLD), ...change };
  const stimulus = stimulusOf(WORLD, ask);
  if (stimulus === null) throw new Error('no stimulus');
  return simulate(withVariant(week4, variantOf(WORLD, ask)), [stimulus]);
}

function first(trace: Trace, is: (event: TraceEvent) => boolean): EventId {
  const event = trace.events.find(is);
  if (event === undefined) throw new Error('no such event');
  return event.id;
}

describe('native: the leak', () => {
  const trace = run();
  const layout = layoutFor(trace, SIZE);
  const leak = openingEvent(trace);
  const stage = stageAt(trace, layout, leak);

  test('the page opens where the SYN leaves the lab', () => {
    const event = trace.events[leak];
    expect(event?.kind === 'end' && event.outcome.kind).toBe('left-the-lab');
  });

  test('the packet goes through the router up and out, and a stone stays', () => {
    expect(stage.lost).toBe(true);
    expect(stage.legs.at(-1)?.to.place.kind).toBe('outside');
    expect(stage.legs.map((leg) => leg.to.place.key)).toContain('router:eth0');
    expect(stage.stones.map((stone) => [stone.outcome.kind, stone.packets.length])).toEqual([['left-the-lab', 1]]);
    const end = stageAt(trace, layout, (trace.events.length - 1) as EventId);
    expect(end.stones.map((stone) => stone.packets.length)).toEqual([3]);
  });

  test('the row that won and the row that is missing are both on the stage', () => {
    expect(stage.rows.filter((row) => row.fate === 'won').map((row) => row.dst)).toEqual(['default']);
    expect(stage.rows.filter((row) => row.fate === 'missing').map((row) => row.dst)).toEqual(['172.20.2.0/24']);
  });

  test('the door that it should have taken is a ghost, and so is the way to cilium_host', () => {
    const kinds = stage.ghosts.map((ghost) => [ghost.kind, ghost.device.id]);
    expect(kinds).toEqual([
      ['signpost', 'k8s-ctr:cilium_host'],
      ['right-door', 'router:eth2'],
    ]);
  });

  test('pod traffic never enters cilium_host', () => {
    for (let i = 0; i < trace.events.length; i++) {
      const keys = stageAt(trace, layout, i as EventId).legs.flatMap((leg) => [leg.from.place.key, leg.to.place.key]);
      expect(keys.filter((key) => key.includes('cilium_host'))).toEqual([]);
    }
  });

  test('the redirect is named on its jump and hides no device', () => {
    const out = first(trace, (event) => event.device === 'k8s-ctr:eth1' && event.kind === 'hook');
    expect(stageAt(trace, layout, out).helper?.text).toBe('bpf_redirect');
  });
});

describe('vxlan: delivery and answer', () => {
  const trace = run({ routing: 'vxlan' });
  const layout = layoutFor(trace, SIZE);

  test('the packet is wrapped after the tunnel device and unwrapped before it', () => {
    const nested = (id: EventId): number => packetsAt(trace, layout, beat(id))[0]?.card.rings.length ?? 0;
    const encap = first(trace, (event) => event.kind === 'encap');
    const decap = first(trace, (event) => event.kind === 'decap');
    expect(nested((encap - 1) as EventId)).toBeLessThan(nested(encap));
    expect(nested((decap - 1) as EventId)).toBeGreaterThan(nested(decap));
    const half = packetsAt(trace, layout, beat(encap - 0.5))[0];
    expect(half?.wrap.share).toBeCloseTo(0.5);
    expect(half?.vni).toBe(27143);
  });

  test('redirect_peer skips the lxc of the destination', () => {
    const arrived = first(trace, (event) => event.kind === 'end' && event.outcome.kind === 'delivered');
    const stage = stageAt(trace, layout, arrived);
    expect(stage.legs.map((leg) => leg.kind)).toContain('peer');
    expect([...stage.skipped]).toHaveLength(1);
    const visited = stage.legs.map((leg) => leg.to.place.key);
    expect(visited.filter((key) => stage.skipped.has(key as never))).toEqual([]);
  });

  test('request and reply are told apart, and each carries the identity of its sender', () => {
    const marks = trace.events.flatMap((event) => packetsAt(trace, layout, beat(event.id)));
    const ways = new Map(marks.filter((mark) => mark.vni !== null).map((mark) => [mark.vni, mark.way]));
    expect([...ways]).toEqual([
      [27143, 'request'],
      [16202, 'reply'],
    ]);
  });
});

test('a node that sends for itself is seen to enter cilium_host in an overlay, and not in native', () => {
  const seen = (routing: Ask['routing']): boolean => {
    const trace = run({ from: 'k8s-ctr' as NetnsName, routing });
    const layout = layoutFor(trace, SIZE);
    const at = (trace.packets[0]?.end ?? 0) as EventId;
    return stageAt(trace, layout, at).legs.some((leg) => leg.to.place.key === 'k8s-ctr:cilium_host');
  };
  expect(seen('vxlan')).toBe(true);
  expect(seen('native')).toBe(false);
});

test('a router without any route keeps the packet where it fell', () => {
  const trace = run({ router: 'no-default' });
  const layout = layoutFor(trace, SIZE);
  const stage = stageAt(trace, layout, openingEvent(trace));
  expect(stage.stones.map((stone) => stone.outcome.kind)).toEqual(['dropped']);
  expect(stage.legs.at(-1)?.to.place.key).toBe('kernel router');
  expect(packetsAt(trace, layout, beat(openingEvent(trace)))).toEqual([]);
});

test('with one route only the answer is lost: the stone is for the SYN-ACK', () => {
  const trace = run({ router: 'static-dst' });
  const layout = layoutFor(trace, SIZE);
  const stage = stageAt(trace, layout, openingEvent(trace));
  expect(stage.way).toBe('reply');
  expect(stage.stones.map((stone) => stone.label)).toEqual(['SYN, ACK']);
  expect(stage.rows.find((row) => row.fate === 'missing')?.dst).toBe('172.20.0.0/24');
});
