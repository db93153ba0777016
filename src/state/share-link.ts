import type { Lang } from '../i18n/lang.ts';
import { beat } from '../scene/packets.ts';
import { nameOfEvent } from '../trace/event-names.ts';
import type { EventId } from '../trace/events.ts';
import type { PagePlace } from './address.ts';
import { pathOf } from './address.ts';
import { NO_LINK_PAGE } from './link-page.ts';
import { pageLink, type Seen } from './page-link.ts';
import { AT_START, type Playhead } from './playhead.ts';
import type { Theme } from './view.ts';

/** What of the moment a link says. */
export interface Sharing {
  /** 'stretch': the range that is played, from its beginning. */
  readonly what: 'moment' | 'stretch';
  /** Null: the reader's own. */
  readonly lang: Lang | null;
  readonly theme: Theme;
}

/** Addresses below the site, with query and hash. */
export interface SharedLinks {
  readonly page: string;
  readonly frame: string;
  readonly slide: string;
}

/**
 * Links that are made to be kept: places by their ids, what is run, and the lab. How the page was used on the way (speed, motion,
 * shortcuts, large type, the frame that it stood in) is the author's own business.
 */
export function sharedLinks(seen: Seen, sharing: Sharing): SharedLinks {
  const { place } = seen.start;
  const id = place.kind === 'scenario' ? place.id : null;
  const frame: PagePlace =
    id === null ? { kind: 'custom', frame: true } : { kind: 'scenario', id, lang: null, frame: true };
  const page: PagePlace =
    id !== null
      ? { kind: 'scenario', id, lang: sharing.lang, frame: false }
      : place.kind === 'custom'
        ? { kind: 'custom', frame: false }
        : { kind: 'plain' };
  return {
    page: addressOf(seen, sharing, page, 'reader'),
    frame: addressOf(seen, sharing, frame, 'reader'),
    slide: addressOf(seen, sharing, frame, 'slides'),
  };
}

function addressOf(seen: Seen, sharing: Sharing, place: PagePlace, whose: 'reader' | 'slides'): string {
  const { query, hash } = pageLink(
    {
      session: seen.session,
      start: { ...seen.start, place, page: NO_LINK_PAGE },
      head: headOf(seen.head, sharing.what),
      view: {
        ...seen.view,
        // What is usual is not written: then the reader's own language counts.
        lang: sharing.lang ?? 'ko',
        theme: sharing.theme,
        present: whose === 'slides',
        shortcuts: whose !== 'slides',
        motion: 'auto',
      },
    },
    'id',
    sharing.lang !== null,
  );
  return `${pathOf(place) ?? ''}${withMoment(query, seen, sharing)}${hash}`;
}

/** Where a run opens by itself may change; a post is about this moment. */
function withMoment(query: string, { session, head }: Seen, { what }: Sharing): string {
  if (/[?&]at=/.test(query) || session.run.kind !== 'ready') return query;
  const { trace } = session.run;
  const event = Math.min(Math.floor(headOf(head, what).at), trace.events.length - 1) as EventId;
  return `${query}${query === '' ? '?' : '&'}at=${nameOfEvent(trace, event) ?? event}`;
}

function headOf({ at, range, loop }: Playhead, what: Sharing['what']): Playhead {
  if (what === 'moment' || range === null) return { ...AT_START, at: beat(Math.floor(at)) };
  return { ...AT_START, at: beat(range.from), range, loop };
}
