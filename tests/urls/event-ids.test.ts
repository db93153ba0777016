import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { runOf } from '../../src/scenario/run.ts';
import { askOfScenario } from '../../src/scenario/scenario-ask.ts';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import { eventOfPosition } from '../../src/scene/position.ts';
import { nameOfEvent } from '../../src/trace/event-names.ts';
import type { Trace } from '../../src/trace/trace.ts';

/**
 * Ids of events that links may have been made to. Only added to: whoever renames an event gives its old id to the `aliases` of the
 * scenarios that have it (docs/adding-a-scenario.md).
 */
const GIVEN: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/urls/event-ids.json', import.meta.url), 'utf8'),
);

function traceOf(id: string): Trace {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`the scenario ${id} is gone, and links to it are broken`);
  const world = deriveWorld(week4);
  const asked = askOfScenario(world, scenario);
  const run = asked.kind === 'ask' ? runOf(week4, world, asked.ask, simulate) : null;
  if (run?.kind !== 'ready') throw new Error(`${id} does not run`);
  return run.trace;
}

/** What a post points at: what happens to a packet of the first command. */
function linkable(trace: Trace): readonly string[] {
  const named = trace.events
    .filter((event) => event.packet !== null)
    .map((event) => nameOfEvent(trace, event.id) ?? '');
  return named.filter((name) => !name.startsWith('run-'));
}

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  test('every id that was given away leads somewhere, and every other is written down', () => {
    const trace = traceOf(id);
    const given = GIVEN[id] ?? [];
    const lost = given.filter((name) => eventOfPosition(trace, { kind: 'moment', name }, scenario.aliases) === null);
    expect(lost).toEqual([]);
    expect(linkable(trace).filter((name) => !given.includes(name))).toEqual([]);
  });
});

test('no scenario that was given away is gone', () => {
  const ids = SCENARIOS.map((scenario) => scenario.id);
  expect(Object.keys(GIVEN).filter((id) => !ids.includes(id))).toEqual([]);
});
