import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { crowded } from '../../src/lab/presets/crowded.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { runOf } from '../../src/scenario/run.ts';
import { askOfScenario } from '../../src/scenario/scenario-ask.ts';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import { MOMENT_NAMES } from '../../src/scene/named-moments.ts';
import { phasesOf } from '../../src/scene/phases.ts';
import { eventOfPosition, readPosition } from '../../src/scene/position.ts';
import { eventNamed, nameOfEvent } from '../../src/trace/event-names.ts';
import type { EventId, TraceEvent } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runArbitrary, seedOf, traceOf } from './runs.ts';

const NAME = /^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

function namesOf(trace: Trace): readonly string[] {
  return trace.events.map((event) => nameOfEvent(trace, event.id) ?? 'none');
}

function expectFit(trace: Trace): void {
  const names = namesOf(trace);
  expect(names.filter((name) => !NAME.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  for (const [i, name] of names.entries()) expect(eventNamed(trace, name)).toBe(i);
  // A name is not that of a moment or a phase, which would be found before it.
  const short = [...MOMENT_NAMES, ...phasesOf(trace).map((phase) => phase.id)];
  expect(names.filter((name) => short.includes(name))).toEqual([]);
}

const SCENARIO_TRACES = [week4, crowded].flatMap((lab) =>
  SCENARIOS.flatMap((scenario) => {
    const world = deriveWorld(lab);
    const asked = askOfScenario(world, scenario);
    if (asked.kind === 'lacks') return [];
    const run = runOf(lab, world, asked.ask, simulate);
    return run.kind === 'ready' ? [run.trace] : [];
  }),
);

test('every event of every scenario has a name of its own, which leads back to it', () => {
  for (const trace of SCENARIO_TRACES) {
    expectFit(trace);
    for (const [i, name] of namesOf(trace).entries()) {
      const position = readPosition(name);
      expect(position === null ? null : eventOfPosition(trace, position)).toBe(i);
    }
  }
});

test('so it is in labs and runs that nobody thought of', () => {
  fc.assert(
    fc.property(runArbitrary, (run) => {
      expectFit(traceOf(run));
    }),
    { seed: seedOf(11), numRuns: 40 },
  );
});

/** The trace without one event, with the positions of what comes after as they would then be. */
function without(trace: Trace, gone: number): Trace {
  const at = (id: EventId): EventId => (id > gone ? id - 1 : id) as EventId;
  return {
    ...trace,
    events: trace.events.filter((_, i) => i !== gone).map((event): TraceEvent => ({ ...event, id: at(event.id) })),
    packets: trace.packets.map((packet) => ({ ...packet, born: at(packet.born), end: at(packet.end) })),
    jobs: trace.jobs.map((job) => ({ ...job, started: at(job.started) })),
  };
}

/** What two events that are told apart by a number alone have in common. */
function stem(name: string): string {
  return name.replace(/-\d+$/, '');
}

test('one event more or less changes the name of no other, but for those that do the same at the same place', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SCENARIO_TRACES), fc.nat(), (trace, which) => {
      const gone = which % trace.events.length;
      const before = namesOf(trace);
      const stays = stem(before[gone] ?? '');
      const after = namesOf(without(trace, gone));
      const rest = before.filter((_, i) => i !== gone);
      const changed = rest.filter((name, i) => name !== after[i]);
      expect(changed.filter((name) => stem(name) !== stays)).toEqual([]);
    }),
    { seed: seedOf(12), numRuns: 200 },
  );
});

test('the same command typed after others changes no name of theirs', () => {
  const [trace] = SCENARIO_TRACES;
  if (trace === undefined) throw new Error('no scenario runs');
  const [first] = trace.stimuli;
  if (first === undefined) throw new Error('nothing is done');
  const twice = simulate(trace.lab, [...trace.stimuli, { ...first, at: (trace.ended + 1e9) as typeof first.at }]);
  expect(namesOf(twice).slice(0, trace.events.length)).toEqual(namesOf(trace));
});

test('renamed events are found by what they were called', () => {
  const [trace] = SCENARIO_TRACES;
  if (trace === undefined) throw new Error('no scenario runs');
  const name = nameOfEvent(trace, 15 as EventId) ?? '';
  const at = { kind: 'moment', name: 'once-upon-a-time' } as const;
  expect(eventOfPosition(trace, at)).toBeNull();
  expect(eventOfPosition(trace, at, { 'once-upon-a-time': name })).toBe(15);
  expect(eventOfPosition(trace, { kind: 'moment', name: 'constructor' }, {})).toBeNull();
});
