import { describe, expect, it } from 'vitest';
import { curlFrom, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import type { Variant } from '../../lab/variant.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { recordsOf } from '../monitor/ring.ts';
import { flowsOf } from './flows.ts';

const VARIANTS: readonly Variant[] = [
  {},
  { routing: 'vxlan' },
  { routing: 'geneve', monitorAggregation: 'none' },
  { endpointRoutes: true, hostRouting: 'legacy' },
  { socketLB: false },
  { router: { kind: 'static', prefixes: 'all' }, monitorAggregation: 'none' },
  { datapath: 'linux' },
];

const TRACES: readonly Trace[] = VARIANTS.map((variant) =>
  run(variant, [
    curlFrom('curl-pod', '10.96.111.94'),
    pingFrom('curl-pod', '172.20.2.152', { at: 2, count: 2 }),
    pingFrom('curl-pod', '172.20.1.164', { at: 5, ttl: 1 }),
    curlFrom('k8s-w1', '10.96.111.94', { at: 6 }),
    pingFrom('curl-pod', '10.10.1.200', { at: 8 }),
  ]),
);

/** Observations that the ring got, by event and place in it; sockets of a node's own processes apart. */
function shownIn(trace: Trace): { readonly all: readonly string[]; readonly nobodys: readonly string[] } {
  const all: string[] = [];
  const nobodys: string[] = [];
  for (const event of trace.events) {
    if (event.kind !== 'hook') continue;
    event.observations.forEach((observation, nth) => {
      if (!observation.shown) return;
      const owner = event.job === null ? undefined : trace.jobs[event.job]?.netns;
      const known = observation.sock === null || (owner !== undefined && trace.world.pods.has(owner));
      (known ? all : nobodys).push(`${event.id}.${nth}`);
    });
  }
  return { all, nobodys };
}

describe('flows and records', () => {
  it.each(TRACES.map((trace, i) => [JSON.stringify(VARIANTS[i]), trace] as const))(
    '%s: one record for each observation that is let out, one flow for each whose pod is known',
    (_, trace) => {
      const { all, nobodys } = shownIn(trace);
      const place = ({ event, nth }: { readonly event: number; readonly nth: number }): string => `${event}.${nth}`;
      expect(flowsOf(trace).map(place)).toEqual(all);
      expect(new Set(recordsOf(trace).map(place))).toEqual(new Set([...all, ...nobodys]));
    },
  );

  it.each(TRACES.map((trace, i) => [JSON.stringify(VARIANTS[i]), trace] as const))(
    '%s: asked from a later event, they give what is new and nothing else',
    (_, trace) => {
      const whole = flowsOf(trace);
      for (let cut = 0; cut < trace.events.length; cut += 37) {
        expect(flowsOf(trace, cut as EventId)).toEqual(whole.filter((flow) => flow.event >= cut));
      }
    },
  );

  it('every flow has an id of its own', () => {
    for (const trace of TRACES) {
      const ids = flowsOf(trace).map((flow) => flow.uuid);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });

  it('without Cilium there is no ring', () => {
    expect(flowsOf(TRACES.at(-1) as Trace)).toEqual([]);
    expect(flowsOf(TRACES[0] as Trace).length).toBeGreaterThan(10);
  });
});
