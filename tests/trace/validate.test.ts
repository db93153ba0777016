import { expect, test } from 'vitest';
import type { DeviceId, Nanos } from '../../src/lab/names.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { handTrace } from './hand-trace.ts';
import { ns } from './hand-world.ts';

/** The trace with some of its events replaced. */
function withEvents(change: (event: TraceEvent) => TraceEvent | readonly TraceEvent[]): Trace {
  const trace = handTrace();
  return { ...trace, events: trace.events.flatMap(change) };
}
const renumbered = (trace: Trace): Trace => ({
  ...trace,
  events: trace.events.map((event, id) => ({ ...event, id: id as TraceEvent['id'] })),
});

test('a sound trace has no problems', () => {
  expect(validateTrace(handTrace())).toEqual([]);
});

const BROKEN: readonly (readonly [string, () => Trace, string])[] = [
  [
    'an id that is not its position',
    () => withEvents((e) => (e.id === 3 ? { ...e, id: 9 as typeof e.id } : e)),
    'event 3 (rx): its id is 9',
  ],
  [
    'time that goes back',
    () => withEvents((e) => (e.id === 5 ? { ...e, at: 1 as Nanos } : e)),
    'event 5 (hook): time goes from 4000 to 1',
  ],
  [
    'a frame that is not there',
    () => withEvents((e) => (e.id === 5 ? { ...e, frame: 99 as NonNullable<typeof e.frame> } : e)),
    'event 5 (hook): no frame 99',
  ],
  [
    'a device that is not there',
    () => withEvents((e) => (e.kind === 'tx' ? { ...e, device: 'k8s-ctr:eth9' as DeviceId } : e)),
    'event 2 (tx): no device k8s-ctr:eth9',
  ],
  [
    'a device of somebody else',
    () => withEvents((e) => (e.id === 3 ? { ...e, netns: ns('router') } : e)),
    'event 3 (rx): k8s-ctr:lxc1 is not in router',
  ],
  [
    'a redirect to nowhere',
    () =>
      withEvents((e) =>
        e.id === 4 && e.kind === 'hook'
          ? { ...e, verdict: { kind: 'redirect', to: 'k8s-ctr:no' as DeviceId, helper: 'redirect' } }
          : e,
      ),
    'event 4 (hook): redirects to k8s-ctr:no, which does not exist',
  ],
  [
    'a row that was not there',
    () =>
      withEvents((e) =>
        e.id === 4 ? { ...e, deltas: e.deltas.map((d) => ({ ...d, before: d.after })) as typeof e.deltas } : e,
      ),
    'event 4 (hook): cilium_ct_any4_global ICMP OUT 172.20.0.215:163 -> 172.20.2.152:0 of k8s-ctr was null, not {',
  ],
  [
    'a read that found what does not exist',
    () =>
      withEvents((e) =>
        e.id === 4 && e.kind === 'hook' ? { ...e, reads: e.reads.map((r) => ({ ...r, found: 'x' })) } : e,
      ),
    'event 4 (hook): cilium_ct_any4_global of k8s-ctr has no row x',
  ],
  [
    'no birth',
    () => withEvents((e) => (e.kind === 'born' ? { ...e, kind: 'forward' } : e)),
    'packet 0 (echo request seq 1): born 0 times',
  ],
  [
    'two ends',
    () => renumbered(withEvents((e) => (e.kind === 'end' ? [e, e] : e))),
    'packet 0 (echo request seq 1): ends 2 times',
  ],
  [
    'a step after the end',
    () => renumbered(withEvents((e) => (e.kind === 'end' ? [e, { ...e, kind: 'rx', tap: 'In' }] : e))),
    'packet 0 (echo request seq 1): event 21 (rx) comes after its end at event 20',
  ],
  [
    'a record with another end',
    () => {
      const trace = handTrace();
      return { ...trace, packets: trace.packets.map((p) => ({ ...p, outcome: { kind: 'reassembled' } as const })) };
    },
    'packet 0 (echo request seq 1): ends {"kind":"delivered","to":"web-pod"}, its record says {"kind":"reassembled"}',
  ],
  [
    'output that nobody wrote',
    () => {
      const trace = handTrace();
      return { ...trace, jobs: trace.jobs.map((job) => ({ ...job, stdout: 'PONG\n' })) };
    },
    'job 0: stdout is not what its steps wrote',
  ],
];

test.each(BROKEN)('%s is told', (_, broken, sentence) => {
  expect(validateTrace(broken()).some((problem) => problem.startsWith(sentence))).toBe(true);
});
