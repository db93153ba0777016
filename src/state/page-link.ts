import { nameOfEvent } from '../trace/event-names.ts';
import type { EventId } from '../trace/events.ts';
import { pathOf, placeIn } from './address.ts';
import { writeLink } from './link.ts';
import type { Playhead } from './playhead.ts';
import type { Session } from './session.ts';
import { type Start, usualAt } from './start.ts';
import type { View } from './view.ts';

/** What is seen, as the stores have it. */
export interface Seen {
  readonly start: Start;
  readonly session: Session;
  readonly head: Playhead;
  readonly view: View;
}

/**
 * How places of the run are written. 'index': short, for the address bar. 'id': lasts when the engine records one event more, for
 * links that are made to be kept; between two events it is the first of them.
 */
export type Places = 'index' | 'id';

export interface PageLink {
  /** Below the base of the site; null: the page has no path of its own, and stays where it is. */
  readonly path: string | null;
  /** With its '?', or ''. */
  readonly query: string;
  /** With its '#', or ''. */
  readonly hash: string;
}

/** The address that opens what is seen. `langGiven`: the language is said although it is as usual; a path may say it already. */
export function pageLink({ start, session, head, view }: Seen, places: Places, langGiven: boolean): PageLink {
  const { run, world } = session;
  const trace = run.kind === 'ready' ? run.trace : null;
  // What commands have added is not in a link: the run that they were typed in is.
  const at = trace === null ? head.at : Math.min(head.at, trace.events.length - 1);
  const last = trace === null ? null : trace.events.length - 1;
  const openingAt = trace === null ? 0 : usualAt(trace, start);
  const named = (event: number): string =>
    (trace === null ? null : nameOfEvent(trace, Math.floor(event) as EventId)) ?? `${Math.floor(event)}`;
  const saidByPath = start.place.kind === 'scenario' && start.place.lang !== null;
  const query = writeLink({
    world,
    ask: run.ask,
    usual: { ask: start.usual, under: start.under },
    at: places === 'id' && Math.floor(at) !== openingAt ? named(at) : places === 'id' ? openingAt : at,
    openingAt,
    lang: view.lang,
    langGiven: !saidByPath && (langGiven || view.lang !== 'ko'),
    theme: view.theme,
    detail: view.detail,
    pane: view.pane,
    head,
    view,
    page: start.page,
    ...(places === 'id' ? { placeText: (event: number) => (event === last ? 'end' : named(event)) } : {}),
  });
  return { path: pathOf(placeIn(start.place, view.lang)), query, hash: start.hash };
}
