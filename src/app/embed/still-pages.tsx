import { renderToStaticMarkup } from 'react-dom/server';
import { simulate } from '../../engine/simulate.ts';
import { narrate } from '../../i18n/narrate.ts';
import type { Lang } from '../../i18n/lang.ts';
import { POSTER_WORDS } from '../../i18n/poster-words.ts';
import { uiEn } from '../../i18n/ui.en.ts';
import { uiKo } from '../../i18n/ui.ko.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SCENARIOS } from '../../scenario/scenarios.ts';
import { MOMENT_NAMES } from '../../scene/named-moments.ts';
import { placeOf } from '../../scene/place-of.ts';
import { eventOfPosition } from '../../scene/position.ts';
import { stillOf } from '../../scene/still.ts';
import { readLink } from '../../state/link.ts';
import { opened } from '../../state/start.ts';
import { nameOfEvent } from '../../trace/event-names.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Still } from '../../ui/print/Still.tsx';
import { withOwnIds } from '../site/own-ids.ts';

const WORDS = { ko: uiKo, en: uiEn };
const LANGS: readonly Lang[] = ['ko', 'en'];
const WIDE = { width: 800, height: 420 };
const NARROW = { width: 390, height: 420 };

/** What the build puts into the file of a frame. */
export interface StillPage {
  readonly id: string;
  readonly title: string;
  /** Names by which an address may ask for the moment of the still. */
  readonly moment: string;
  readonly first: string;
  readonly still: string;
}

/** The frame of every scenario as it is before a script has run: its opening moment, in both languages, and a link to its page. */
export function stillPages(): readonly StillPage[] {
  return SCENARIOS.map(stillPage);
}

/** One of them. Throws for a scenario that cannot be computed. */
export function stillPage(scenario: Scenario): StillPage {
  const { id } = scenario;
  const place = { kind: 'scenario', id, lang: null, frame: true } as const;
  const asked = { lab: week4, link: readLink(''), place, scenario: null, under: new Map<string, string>(), hash: '' };
  const { session, at } = opened(asked, simulate);
  const { trace } = session;
  if (trace === null || at === null) throw new Error(`the scenario '${id}' cannot be computed, so it has no still`);
  const event = Math.floor(at) as EventId;
  const first = renderToStaticMarkup(
    <div className="poster">
      {LANGS.map((lang) => (
        <Run key={lang} scenario={scenario} trace={trace} event={event} lang={lang} />
      ))}
    </div>,
  );
  const still = renderToStaticMarkup(
    <div className="poster-link">
      {LANGS.map((lang) => (
        <p key={lang} lang={lang}>
          <a href={`../../${lang}/s/${id}/`} target="_blank" rel="noopener noreferrer">
            {POSTER_WORDS[lang].page}: {scenario.title[lang]}
          </a>
        </p>
      ))}
    </div>,
  );
  const named = MOMENT_NAMES.filter((name) => eventOfPosition(trace, { kind: 'moment', name }) === event);
  const moment = [...named, `${event}`, nameOfEvent(trace, event) ?? ''].join(' ');
  return {
    id,
    title: `${LANGS.map((lang) => scenario.title[lang]).join(' · ')} · Hopscope`,
    moment,
    first: withOwnIds(first),
    still,
  };
}

function Run({ scenario, trace, event, lang }: { scenario: Scenario; trace: Trace; event: EventId; lang: Lang }) {
  const here = trace.events[event];
  if (here === undefined) return null;
  const { title, sentence } = narrate(here, trace, lang);
  return (
    <section className="poster-run" lang={lang}>
      {[WIDE, NARROW].map((size) => (
        <div key={size.width} className={size === WIDE ? 'wide' : 'narrow'} data-look={lookOf(trace, event, size)}>
          <Still
            trace={trace}
            still={stillOf(trace, size)}
            event={event}
            words={WORDS[lang]}
            name={`${title}. ${sentence}`}
          />
        </div>
      ))}
      <div className="poster-words">
        <h1>{scenario.title[lang]}</h1>
        <div className="poster-moment">
          <h2>{title}</h2>
          <p>{sentence}</p>
        </div>
      </div>
    </section>
  );
}

/** How far down the picture its moment is, as a share of its height. */
function lookOf(trace: Trace, event: EventId, size: typeof WIDE): number {
  const { layout, view } = stillOf(trace, size);
  const here = trace.events[event];
  const place = here === undefined ? null : placeOf(layout, here);
  return place === null ? 0 : Math.round((place.place.card.y / view.h) * 100) / 100;
}
