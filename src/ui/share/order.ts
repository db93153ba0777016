import { VERSION } from '../../base/version.ts';
import { type Clip, type Exported, wholeOf } from '../../export/exported.ts';
import { fileNameOf } from '../../export/file-name.ts';
import { POST_PICTURE, type PostPicture } from '../../export/share/platform.ts';
import type { Post, PostLinks } from '../../export/share/post.ts';
import { askPairs } from '../../scenario/ask-link.ts';
import { openingAsk } from '../../scenario/ask.ts';
import type { Detail } from '../../scene/detail.ts';
import { startOf } from '../../scene/pacing.ts';
import { eventAt } from '../../scene/packets.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { Seen } from '../../state/page-link.ts';
import { sharedLinks, type Sharing } from '../../state/share-link.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** A file that somebody wants: of which run, how much of it, and for whom. */
export interface Order {
  readonly trace: Trace;
  readonly sharing: Sharing;
  /** The language of what is made; of the reader's own nothing is known here. */
  readonly lang: Lang;
  readonly detail: Detail;
  /** The moment of a still picture. */
  readonly at: EventId;
  /** What moves. */
  readonly clip: Clip;
  /** What is written out. */
  readonly told: Clip;
  readonly about: Exported['about'];
}

/** What is seen, as an order. `site`: the absolute address under which the site lies, with a slash at its end. Null: no run. */
export function orderOf(seen: Seen, sharing: Sharing, site: string): Order | null {
  const { session, start, head, view } = seen;
  const { trace, run } = session;
  if (trace === null) return null;
  const range = sharing.what === 'stretch' ? head.range : null;
  const whole = wholeOf(trace);
  const here = Math.min(eventAt(head.at), trace.events.length - 1) as EventId;
  const at = range === null ? here : (Math.min(Math.max(here, range.from), range.to) as EventId);
  return {
    trace,
    sharing,
    lang: sharing.lang ?? view.lang,
    detail: view.detail,
    at,
    // Without a stretch what moves ends at the moment; at the very beginning that would be nothing.
    clip: range ?? (at > whole.from ? { from: whole.from, to: at } : whole),
    told: range ?? whole,
    about: {
      app: VERSION,
      scenario: start.scenario?.id ?? null,
      params: Object.fromEntries(askPairs(session.world, run.ask, openingAsk(session.world))),
      page: site + sharedLinks(seen, sharing).page,
      image: null,
    },
  };
}

export function linksOf(seen: Seen, sharing: Sharing, site: string): PostLinks {
  const { page, frame, slide } = sharedLinks(seen, sharing);
  return { page: site + page, frame: site + frame, slide: site + slide };
}

/** The run as texts are made of it; `moment`: the file is about the one moment. */
export function exportedOf(order: Order, moment: 'moment' | 'run', taps: Exported['taps'] = []): Exported {
  const { trace, lang, told, at, about } = order;
  return { trace, lang, clip: told, at: moment === 'moment' ? at : null, taps, about };
}

/** What a snippet says, and which picture it names. */
export function postOf(order: Order, links: PostLinks, picture: PostPicture | null): Post {
  const run = exportedOf(order, 'moment');
  const image = picture === null ? null : fileNameOf(run, picture);
  return { run: { ...run, about: { ...run.about, image } }, links };
}

/** The name of a picture that a snippet of this platform speaks of. */
export function pictureOf(platform: keyof typeof POST_PICTURE): PostPicture | null {
  return POST_PICTURE[platform]?.kind ?? null;
}

/** An event's number as the page counts: the first that a reader sees is 1. */
export function numberOf(trace: Trace, event: EventId): number {
  return event - startOf(trace) + 1;
}
