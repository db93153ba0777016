import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { readLink } from '../../state/link.ts';
import { opened, plainly } from '../../state/start.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** A run as its page opens it, and the moment at which it does. */
export interface OpeningRun {
  readonly trace: Trace;
  readonly event: EventId;
}

const known = new Map<string, OpeningRun>();

/**
 * The run that a page without a query shows: a scenario's, or for null the lab's own opening. Asked for as the page itself asks, so that
 * the application opens at the very moment that was served.
 * @throws Error when it cannot be computed, or when the lab lacks what the scenario needs: there would be nothing to serve.
 */
export function openingRun(scenario: Scenario | null): OpeningRun {
  const name = scenario?.id ?? '';
  const old = known.get(name);
  if (old !== undefined) return old;
  const plain = plainly(week4, readLink(''));
  const place =
    scenario === null ? plain.place : ({ kind: 'scenario', id: scenario.id, lang: null, frame: false } as const);
  const { session, start, at } = opened({ ...plain, place }, simulate);
  const { trace } = session;
  if (trace === null || at === null || start.scenario !== scenario) {
    throw new Error(
      `the run of '${name === '' ? 'the opening' : name}' cannot be computed, so its page cannot be written`,
    );
  }
  const run = { trace, event: Math.floor(at) as EventId };
  known.set(name, run);
  return run;
}
