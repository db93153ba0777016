import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../src/base/crc32.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { destinationText, openingAsk } from '../../src/scenario/ask.ts';
import { askOfScenario, openingOfScenario } from '../../src/scenario/scenario-ask.ts';
import { scenarioNamed } from '../../src/scenario/scenarios.ts';
import { runOf } from '../../src/scenario/run.ts';
import { openingEvent } from '../../src/scene/moment.ts';
import { eventOfPosition } from '../../src/scene/position.ts';
import { fieldsOf, readState } from '../../src/state/hash/hash-state.ts';
import { askOfLink, readLink } from '../../src/state/link.ts';
import { nameOfEvent } from '../../src/trace/event-names.ts';
import type { EventId } from '../../src/trace/events.ts';

/**
 * Addresses as they have been given away: each opens for ever at what it was for. Files are added, never changed or taken out;
 * `sums.json` has a line for each, and is only added to.
 */
const HOME = new URL('../fixtures/urls/v1/', import.meta.url);

interface Released {
  /** '' for the plain page, else the id of a scenario. */
  readonly scenario: string;
  readonly query: string;
  readonly hash: string;
  /** Who asks whom with what, in which mode; the event that is shown, by its name; what could not be read. */
  readonly expect: { readonly run: string; readonly event: string | null; readonly unread: readonly string[] };
}

const files = readdirSync(HOME).filter((name) => name !== 'sums.json');

test('no address that was given away is changed or forgotten', () => {
  const sums: Record<string, number> = JSON.parse(readFileSync(new URL('sums.json', HOME), 'utf8'));
  const now = Object.fromEntries(files.map((name) => [name, crc32(readFileSync(new URL(name, HOME)))]));
  expect(now).toEqual(sums);
});

describe.each(files)('%s', (file) => {
  const released: Released = JSON.parse(readFileSync(new URL(file, HOME), 'utf8'));

  test('opens where it did', async () => {
    expect(await openedAt(released)).toEqual(released.expect);
  });
});

async function openedAt({ scenario: id, query, hash }: Released): Promise<Released['expect']> {
  const read = hash === '' ? null : await readState(hash);
  if (read?.kind === 'refused') throw new Error(`refused: ${read.fault}`);
  const lab: LabFile = read?.lab ?? week4;
  const world = deriveWorld(lab);
  const scenario = scenarioNamed(read?.state.sc ?? id);
  const asked = scenario === null ? null : askOfScenario(world, scenario);
  const link = readLink(query, read === null ? new Map() : fieldsOf(read.state));
  const { ask, unread } = askOfLink(world, link, asked?.kind === 'ask' ? asked.ask : openingAsk(world));
  const run = runOf(lab, world, ask, simulate);
  if (run.kind === 'failed') throw new Error(run.message);
  const usual = scenario === null ? openingEvent(run.trace) : openingOfScenario(run.trace, scenario);
  const at = link.at === null ? usual : eventOfPosition(run.trace, link.at, scenario?.aliases ?? {});
  return {
    run: `${ask.from} ${ask.app} ${destinationText(ask.to)} ${ask.routing} ${ask.router} ${ask.seed ?? 'usual'}`,
    event: at === null ? null : nameOfEvent(run.trace, Math.floor(at) as EventId),
    unread: [...link.unread, ...unread],
  };
}
