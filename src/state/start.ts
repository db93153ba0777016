import type { LabFile } from '../lab/file.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import type { Simulate } from '../scenario/run.ts';
import { askOfScenario, openingOfScenario } from '../scenario/scenario-ask.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioLike, scenarioNamed } from '../scenario/scenarios.ts';
import { openingEvent } from '../scene/moment.ts';
import { startOf } from '../scene/pacing.ts';
import { eventOfPosition, readPosition } from '../scene/position.ts';
import type { World } from '../lab/world.ts';
import type { Trace } from '../trace/trace.ts';
import type { PagePlace } from './address.ts';
import { askOfLink, type Link } from './link.ts';
import type { LinkNote } from './link-fields.ts';
import { type LinkPage, NO_LINK_PAGE } from './link-page.ts';
import { headOfLink } from './link-time.ts';
import type { Playhead } from './playhead.ts';
import { openSession, type Session } from './session.ts';

/** What of an address stays while the reader goes about: what its query is written against. */
export interface Start {
  readonly place: PagePlace;
  /** Null: the lab's own opening, or a scenario that this lab has nobody for. */
  readonly scenario: Scenario | null;
  /** Fields of the hash, and the hash itself with its '#', or ''. */
  readonly under: ReadonlyMap<string, string>;
  readonly hash: string;
  /** Keys of the query that are kept for others to act on. */
  readonly page: LinkPage;
  /** What is run when the query says nothing. */
  readonly usual: Ask;
}

/** An address together with the lab that it means. */
export interface Asked {
  readonly lab: LabFile;
  readonly link: Link;
  readonly place: PagePlace;
  /** The id of a scenario that a hash starts from: counts where the path names none. */
  readonly scenario: string | null;
  readonly under: ReadonlyMap<string, string>;
  readonly hash: string;
}

/** What an address of the lab's own opening says. */
export function plainly(lab: LabFile, link: Link): Asked {
  return { lab, link, place: { kind: 'plain' }, scenario: null, under: new Map(), hash: '' };
}

export interface Opened {
  readonly session: Session;
  readonly start: Start;
  /** The event that is shown, between two of them with a fraction; null: no run. */
  readonly at: number | null;
  readonly head: Partial<Playhead>;
  readonly unread: readonly string[];
  readonly notes: readonly LinkNote[];
}

/** Opens what an address asks for. Whatever it says wrongly falls back by itself and is named. Throws for a lab that cannot be derived. */
export function opened(asked: Asked, simulate: Simulate): Opened {
  const { lab, link, place } = asked;
  const unread = [...link.unread];
  const notes = [...link.notes];
  const id = place.kind === 'scenario' ? place.id : asked.scenario;
  const named = id === null ? null : scenarioNamed(id);
  if (id !== null && named === null) notes.push({ kind: 'no-scenario', id, like: scenarioLike(id) });
  let start: Start | null = null;
  const session = openSession(
    lab,
    (world) => {
      start = startOfLink(world, asked, named, notes);
      const { ask, unread: params } = askOfLink(world, link, start.usual);
      unread.push(...params);
      return ask;
    },
    simulate,
  );
  const kept = start ?? startOfLink(session.world, asked, named, []);
  const { trace } = session;
  if (trace === null) return { session, start: kept, at: null, head: {}, unread, notes };
  const aliases = kept.scenario?.aliases ?? {};
  const at = link.at === null ? null : eventOfPosition(trace, link.at, aliases);
  if (link.at !== null && at === null) {
    unread.push('at');
    if (link.at.kind === 'moment') notes.push({ kind: 'no-place', name: link.at.name });
  }
  const played = headOfLink(trace, link.time, (position) => eventOfPosition(trace, position, aliases));
  return {
    session,
    start: kept,
    at: at ?? usualAt(trace, kept),
    head: played.head,
    unread: [...unread, ...played.unread],
    notes,
  };
}

function startOfLink(world: World, asked: Asked, named: Scenario | null, notes: LinkNote[]): Start {
  const { place, under, hash, link } = asked;
  const wanted = named === null ? null : askOfScenario(world, named);
  if (named !== null && wanted?.kind === 'lacks') notes.push({ kind: 'lacks', scenario: named, lack: wanted.lack });
  const scenario = wanted?.kind === 'ask' ? named : null;
  const base = wanted?.kind === 'ask' ? wanted.ask : openingAsk(world);
  const { ask: usual } = askOfLink(world, { params: under }, base);
  return { place, scenario, under, hash, page: link.page, usual };
}

/** Nobody has asked for anything: the lab's own opening. */
export function plainStart(world: World): Start {
  const place = { kind: 'plain' } as const;
  return { place, scenario: null, under: new Map(), hash: '', page: NO_LINK_PAGE, usual: openingAsk(world) };
}

/** Where a run opens when the query does not say: by the hash, else by the scenario, else where it matters most. */
export function usualAt(trace: Trace, start: Pick<Start, 'scenario' | 'under'>): number {
  const said = readPosition(start.under.get('at') ?? '');
  const event = said === null ? null : eventOfPosition(trace, said, start.scenario?.aliases);
  if (event !== null) return event;
  const usual = start.scenario === null ? openingEvent(trace) : openingOfScenario(trace, start.scenario);
  return Math.max(startOf(trace), usual);
}
