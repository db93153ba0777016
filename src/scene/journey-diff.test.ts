import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { runOf } from '../scenario/run.ts';
import { openSession } from '../state/session.ts';
import { turned } from '../scenario/switches.ts';
import { withTable } from '../scenario/router-table.ts';
import type { Trace } from '../trace/trace.ts';
import { journeyDiff, nothingChanged } from './journey-diff.ts';
import { correspondingEvent, openingEvent } from './moment.ts';

const { world } = openSession(week4, openingAsk, simulate);
const OPENING = openingAsk(world);

function traceOf(change: Partial<Ask>): Trace {
  const run = runOf(week4, world, { ...OPENING, ...change }, simulate);
  if (run.kind === 'failed') throw new Error(run.message);
  return run.trace;
}

const native = traceOf({});
const vxlan = traceOf({ routing: 'vxlan' });
const geneve = traceOf({ routing: 'geneve' });

describe('what changed from native to VXLAN', () => {
  const diff = journeyDiff(native, vxlan);
  const [syn] = diff.changed;

  test('the SYN leaked and is delivered, and parts at the lxc', () => {
    expect([syn?.label, syn?.before?.kind, syn?.after?.kind]).toEqual(['SYN', 'left-the-lab', 'delivered']);
    const first = syn?.steps[0];
    expect(first?.kind).toBe('changed');
    if (first?.kind !== 'changed') return;
    expect([first.before.hop, first.after.hop]).toEqual(['LXC.FIB', 'LXC.ENCAP']);
    expect(first.after.device).toMatch(/^k8s-ctr:lxc/);
  });

  test('hops of the tunnel are new, the way out of the lab is gone', () => {
    const places = (kind: 'added' | 'removed') =>
      syn?.steps.flatMap((step) => (step.kind === kind ? [step.hop.device ?? step.hop.netns] : [])) ?? [];
    expect(places('added')).toEqual(expect.arrayContaining(['k8s-ctr:cilium_vxlan', 'router:eth2', 'k8s-w0:eth1']));
    expect(places('removed')).toContain('router:eth0');
  });

  test('answers are new, retransmissions are gone', () => {
    expect(diff.fresh.map((packet) => packet.label)).toContain('SYN, ACK');
    expect(diff.gone.map((packet) => [packet.label, packet.retransmission])).toEqual([
      ['SYN', true],
      ['SYN', true],
    ]);
  });

  test('the other way round says the opposite', () => {
    const back = journeyDiff(vxlan, native);
    expect(back.fresh.length).toBe(diff.gone.length);
    expect(back.gone.length).toBe(diff.fresh.length);
    expect(back.changed[0]?.steps.length).toBe(syn?.steps.length);
  });
});

test('nothing changed is said to be nothing, whatever was turned', () => {
  expect(nothingChanged(journeyDiff(native, traceOf({})))).toBe(true);
  const switches = turned(week4, {}, 'monitorAggregation', 'none') ?? {};
  expect(nothingChanged(journeyDiff(native, traceOf({ switches })))).toBe(true);
  expect(nothingChanged(journeyDiff(native, vxlan))).toBe(false);
});

test('VXLAN and Geneve differ in the tunnel and in nothing else', () => {
  const { changed, fresh, gone } = journeyDiff(vxlan, geneve);
  expect([fresh.length, gone.length]).toEqual([0, 0]);
  for (const { steps } of changed)
    for (const step of steps) {
      const hops = step.kind === 'changed' ? [step.before, step.after] : [step.hop];
      for (const hop of hops) {
        const wraps = hop.events.some((id) =>
          [vxlan, geneve].some((trace) => ['encap', 'decap'].includes(trace.events[id]?.kind ?? '')),
        );
        const tunnel = /cilium_(vxlan|geneve)$/.test(hop.device ?? '');
        const towards = hop.verdict?.kind === 'redirect' && /cilium_(vxlan|geneve)$/.test(hop.verdict.to);
        expect(wraps || tunnel || towards).toBe(true);
      }
    }
});

describe('the corresponding moment, from every event of one run to another', () => {
  const some = withTable(world, { routes: ['172.20.2.0/24 via 192.168.20.100'], defaultRoute: true });
  const runs = { native, vxlan, geneve, 'one route': traceOf(some), 'no default': traceOf({ router: 'no-default' }) };
  for (const [a, from] of Object.entries(runs))
    for (const [b, to] of Object.entries(runs)) {
      if (a === b) continue;
      test(`${a} to ${b}`, () => {
        for (const event of from.events) {
          const there = to.events[correspondingEvent(from, event.id, to)];
          if (there === undefined) throw new Error(`event ${event.id} leads nowhere`);
          if (event.packet === null) continue;
          const was = from.packets[event.packet];
          const twin = to.packets.find(
            (packet) => packet.label === was?.label && packet.cause.kind === was.cause.kind && packet.job !== null,
          );
          if (twin === undefined || was?.cause.kind === 'arp') continue;
          const is = there.packet === null ? undefined : to.packets[there.packet];
          expect(`${event.id} ${is?.label}`).toBe(`${event.id} ${was?.label}`);
          const goesThere = to.events.some((other) => other.packet === is?.id && other.netns === event.netns);
          expect(`${event.id} ${goesThere ? there.netns : event.netns}`).toBe(`${event.id} ${event.netns}`);
        }
      });
      test(`${a} to ${b}: what has no counterpart is not put at the far end`, () => {
        const last = to.events.length - 1;
        for (const event of from.events.slice(0, openingEvent(from))) {
          expect(correspondingEvent(from, event.id, to)).toBeLessThan(last);
        }
      });
    }
});

test('the same run corresponds to itself', () => {
  for (const event of vxlan.events) {
    if (event.kind === 'socket') continue;
    expect(correspondingEvent(vxlan, event.id, vxlan)).toBe(event.id);
  }
});
