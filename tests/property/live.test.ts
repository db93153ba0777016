import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openLab } from '../../src/engine/live.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { Nanos } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { traceFromJson, traceToJson } from '../../src/trace/json.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { worldOf } from '../../src/trace/world-of.ts';
import { curlFrom, pingFrom } from '../support/engine-runs.ts';
import { driveArbitrary, driven } from './live.ts';
import { labFileOf, seedOf } from './runs.ts';

const TIMEOUT = 300_000;
const RUNS = 120;

it('a lab that is driven is the lab that is computed, however it is driven', { timeout: TIMEOUT }, () => {
  const property = fc.property(driveArbitrary, (drive) => {
    const faults: string[] = [];
    const lab = driven(drive, (snapshot) => faults.push(...validateTrace(snapshot, 3)));
    expect([...faults, ...validateTrace(lab.trace, 3)]).toEqual([]);
    const whole = simulate(labFileOf(drive.run.lab), lab.trace.stimuli);
    // A clock that was put further than the last event stays there.
    expect(lab.trace.ended).toBeGreaterThanOrEqual(whole.ended);
    const text = traceToJson({ ...lab.snapshot(), ended: whole.ended });
    expect(text).toBe(traceToJson(whole));
    expect(whole.packets.every((packet) => packet.outcome.kind !== 'under-way')).toBe(true);
    const back = traceFromJson(text, worldOf);
    expect(back.ok || back.why).toBe(true);
  });
  fc.assert(property, { seed: seedOf(20_260_401), numRuns: RUNS });
});

it('what is due at the same nanosecond: stimuli first, in their order, whenever they were asked for', () => {
  const ping = pingFrom('k8s-ctr', '192.168.10.101', { count: 2 });
  // Where the first ping sends its second packet, to the nanosecond.
  const second = simulate(week4, [ping]).events.findLast((event) => event.kind === 'born' && event.netns === 'k8s-ctr');
  const at = second?.at ?? (0 as Nanos);
  const others = [curlFrom('k8s-ctr', '192.168.10.101'), pingFrom('k8s-ctr', '192.168.10.200')];
  const stimuli = [ping, ...others.map((stimulus) => ({ ...stimulus, at }))];
  const lab = openLab(week4);
  lab.act(ping);
  lab.advance((at - 1) as Nanos);
  for (const stimulus of stimuli.slice(1)) lab.act(stimulus);
  for (let next = lab.next; next !== null; next = lab.next) lab.advance(next);
  expect(traceToJson(lab.trace)).toBe(traceToJson(simulate(week4, stimuli)));
  expect(lab.trace.jobs.map((job) => job.stimulus)).toEqual([0, 1, 2]);
});

it('a packet that is looked at on its way says so, and a snapshot stays what it was', () => {
  const lab = openLab(week4);
  lab.act(pingFrom('curl-pod', '172.20.1.206'));
  lab.advance(20_000 as Nanos);
  const early = lab.snapshot();
  const [record] = early.packets;
  expect(record?.outcome).toEqual({ kind: 'under-way' });
  expect(early.events[record?.end ?? -1]?.packet).toBe(0);
  expect(early.ended).toBe(20_000);
  const text = traceToJson(early);
  lab.advance(5_000_000_000 as Nanos);
  expect(traceToJson(early)).toBe(text);
  expect(lab.trace.packets[0]?.outcome.kind).toBe('dropped');
});

it('nothing can be done in the past, nor by nobody', () => {
  const lab = openLab(week4);
  lab.advance(5 as Nanos);
  expect(() => lab.act(pingFrom('curl-pod', '172.20.1.206'))).toThrow('it must be a whole number after 5');
  expect(() => lab.advance(4 as Nanos)).toThrow('the clock is at 5 ns');
  expect(() => lab.act(pingFrom('nobody', '172.20.1.206', { at: 1 }))).toThrow('namespace nobody for stimulus 0');
  expect(lab.trace.stimuli).toEqual([]);
  expect(lab.jobOf(0)).toBe(null);
});
