import type { Lang } from '../../i18n/lang.ts';
import { openingAsk } from '../../scenario/ask.ts';
import { askPairs } from '../../scenario/ask-link.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { eventAt } from '../../scene/packets.ts';
import { phasesOf, type RunPhase } from '../../scene/phases.ts';
import { focusOf } from '../../scene/stage.ts';
import { nameOfEvent } from '../../trace/event-names.ts';
import type { EventId, TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { pageLink, type Seen } from '../page-link.ts';
import { endsOf } from '../playhead.ts';
import { placeIn } from '../address.ts';
import type { EventOut, PhaseOut, StateOut } from './protocol.ts';

/** What a host is told of the state. `site`: the address of the site, or null for a host that is told no addresses. */
export function stateOut(seen: Seen, trace: Trace, site: string | null): StateOut {
  const { session, head, view } = seen;
  const event = eventAt(head.at);
  const { from, to } = endsOf(head, trace);
  const frac = Math.round((head.at - event) * 1000) / 1000;
  return {
    playing: head.mode === 'playing',
    at: { i: event, id: nameOfEvent(trace, event) ?? '', frac },
    from,
    to,
    speed: head.speed,
    lang: view.lang,
    theme: view.theme,
    verdict: packetVerdictAt(trace, focusOf(trace, event), event),
    ...(site === null
      ? {}
      : {
          params: Object.fromEntries(askPairs(session.world, session.run.ask, openingAsk(session.world))),
          url: pageAddress(seen, site),
        }),
  };
}

/** The page that shows what this frame shows: to be kept, so places are said by name. Nothing that only a frame has is in it. */
export function pageAddress(seen: Seen, site: string): string {
  const { start, view } = seen;
  const { place } = start;
  const page =
    place.kind === 'scenario'
      ? placeIn({ kind: 'scenario', id: place.id, lang: view.lang, frame: false }, view.lang)
      : place.kind === 'custom'
        ? ({ kind: 'custom', frame: false } as const)
        : ({ kind: 'plain' } as const);
  const { panes, focus } = start.page;
  const kept = { ...start, place: page, page: { ...NOT_OF_A_FRAME, panes, focus } };
  const { path, query, hash } = pageLink({ ...seen, start: kept }, 'id', false);
  return `${site}${path ?? ''}${query}${hash}`;
}

const NOT_OF_A_FRAME = { controls: null, autoplay: null, load: null, api: null, origin: null, cmd: null, run: null };

/** The phase that an event lies in; '' for one before the first. */
export function phaseAt(trace: Trace, event: EventId): string {
  return phasesOf(trace).find(({ first, last }) => first <= event && event <= last)?.id ?? '';
}

/** Every event by name, and what is said of it in one line. */
export function eventsOut(trace: Trace, titleOf: (event: TraceEvent) => string): readonly EventOut[] {
  return trace.events.map((event) => ({
    i: event.id,
    id: nameOfEvent(trace, event.id) ?? '',
    label: titleOf(event),
    phase: phaseAt(trace, event.id),
  }));
}

export function phasesOut(trace: Trace, labelOf: (phase: RunPhase) => string): readonly PhaseOut[] {
  return phasesOf(trace).map((phase) => ({
    id: phase.id,
    label: labelOf(phase),
    from: phase.first,
    to: phase.last,
  }));
}

/** What is run, as a title: the scenario's, else the command line. */
export function titleOut({ start, session }: Pick<Seen, 'start' | 'session'>, lang: Lang): string {
  if (start.scenario !== null) return start.scenario.title[lang];
  return session.trace?.jobs.find(({ exitCode }) => exitCode !== null)?.argv.join(' ') ?? '';
}
