import { VERSION } from '../../base/version.ts';
import { wholeOf } from '../../export/exported.ts';
import { htmlFragment } from '../../export/html-transcript.ts';
import { fillTemplate, SINGLE_PATH } from '../../export/single-page.ts';
import type { Lang } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import { beat } from '../../scene/packets.ts';
import { titleOf } from '../../scene/transcript-head.ts';
import { pageLink } from '../../state/page-link.ts';
import type { View } from '../../state/view.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import type { App } from '../create-app.ts';

/** Which page is wanted: of the run that is on the stage, opening at a moment. */
export interface SingleWanted {
  readonly trace: Trace;
  readonly at: EventId;
  readonly lang: Lang;
  readonly theme: View['theme'];
  readonly signal: AbortSignal;
}

/**
 * The page that is one file, of what an application shows: it opens from a disk, plays, and asks for nothing. `site` is where the template
 * lies and where its link leads, an absolute address with a slash at its end. Rejects with an Error when the template cannot be had.
 */
export async function makeSinglePage(
  { stores }: App,
  site: string,
  { trace, at, lang, theme, signal }: SingleWanted,
): Promise<Blob> {
  const answer = await fetch(site + SINGLE_PATH, { signal });
  if (!answer.ok) throw new Error(`the template of the page could not be had: ${answer.status}`);
  const seen = {
    start: stores.start.getState(),
    session: stores.session.getState(),
    head: { ...stores.playhead.getState(), at: beat(at) },
    view: { ...stores.view.getState(), lang, theme },
  };
  // Moments by name: the file may be older than what it links to. The language always: a disk has no path that says it.
  const { path, query, hash } = pageLink(seen, 'id', true);
  const scenario = seen.start.scenario?.id ?? null;
  const page = `${site}${path ?? ''}${query}${hash}`;
  const text = htmlFragment({
    trace,
    lang,
    clip: wholeOf(trace),
    at: null,
    taps: [],
    about: { app: VERSION, scenario, params: {}, page, image: null },
  });
  const run = titleOf(trace, transcriptWords(lang));
  const event = trace.events[at];
  const moment = event === undefined ? null : narrate(event, trace, lang);
  const file = fillTemplate(await answer.text(), {
    lang,
    theme: theme === 'auto' ? null : theme,
    // In the language of the file, which may not be that of the page.
    title: [run, moment?.title ?? '', 'Hopscope'].filter((part) => part !== '').join(' · '),
    description: moment?.sentence ?? run,
    text,
    state: { v: 1, site: /^https?:/.test(site) ? site : '', path: path ?? '', query, hash },
  });
  return new Blob([file], { type: 'text/html;charset=utf-8' });
}
