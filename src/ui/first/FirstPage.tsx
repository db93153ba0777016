import { type Lang, LANGS } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { POSTER_WORDS } from '../../i18n/poster-words.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { packetVerdictAt, verdictOf } from '../../scene/moment.ts';
import { focusOf } from '../../scene/stage.ts';
import { stillOf } from '../../scene/still.ts';
import { transcriptOf } from '../../scene/transcript.ts';
import { pathOf } from '../../state/address.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { Icon } from '../Icon.tsx';
import { Mark } from '../Mark.tsx';
import { Still } from '../print/Still.tsx';
import { ScenarioList } from '../scenarios/ScenarioList.tsx';
import { Answers } from '../transcript/Answers.tsx';
import { FirstTranscript } from './FirstTranscript.tsx';

interface Props {
  readonly trace: Trace;
  /** The moment at which the page opens. */
  readonly event: EventId;
  readonly words: Readonly<Record<Lang, UiMessages>>;
  /** The languages of the file: that of its path, or all. */
  readonly langs: readonly Lang[];
  /** Null: the lab's own opening. */
  readonly scenario: Scenario | null;
  /** The way from this file to the site: './', '../../../'. */
  readonly site: string;
}

/**
 * What a served file shows before any script has run, and all that it shows where none may: the opening moment, what went wrong,
 * and the whole run as text. The application takes its place.
 */
export function FirstPage(props: Props) {
  const { langs, words, scenario, site } = props;
  return (
    <div className="first">
      <header className="header">
        <h1>
          <Mark />
          Hopscope
        </h1>
        {langs.map((lang) => (
          <p key={lang} lang={lang}>
            {words[lang].app.tagline}
          </p>
        ))}
      </header>
      <main>
        {langs.map((lang) => (
          <Opening key={lang} {...props} lang={lang} />
        ))}
        <FirstTranscript trace={props.trace} langs={langs} />
      </main>
      {langs.map((lang) => (
        <FirstPlay key={lang} words={words} lang={lang} />
      ))}
      <nav className="first-scenarios" id="scenarios" aria-label={words[langs[0] ?? 'ko'].scenarios.title}>
        {langs.map((lang) => (
          <div key={lang} lang={lang}>
            <h2>{words[lang].scenarios.title}</h2>
            <ScenarioList lang={lang} site={site} here={scenario?.id ?? null} />
          </div>
        ))}
      </nav>
    </div>
  );
}

/** The stage of a desk of 1440x900, and that of a phone: where the application will draw the same. */
const WIDE = { width: 1056, height: 632 };
const NARROW = { width: 390, height: 560 };

const OWN_NAME = { ko: '한국어', en: 'English' } as const satisfies Record<Lang, string>;

/** Where the application will have its own, for a reader who is faster than it. Shown while the application is still to come. */
export function FirstPlay({ words, lang }: Pick<Props, 'words'> & { readonly lang: Lang }) {
  return (
    <div className="first-play" lang={lang}>
      <button type="button" data-opening={POSTER_WORDS[lang].opening}>
        <Icon name="play" />
        <span>{words[lang].time.play}</span>
      </button>
    </div>
  );
}

/** The moment that says most, as a picture with its caption, and the three answers. */
export function Opening({ trace, event, lang, langs, words: all, scenario, site }: Props & { readonly lang: Lang }) {
  const here = trace.events[event];
  if (here === undefined) return null;
  const words = all[lang];
  const own = transcriptWords(lang);
  const run = transcriptOf(trace, lang);
  const { title, sentence, detail } = narrate(here, trace, lang);
  const end = verdictOf(trace);
  const now = packetVerdictAt(trace, focusOf(trace, event), event);
  return (
    <section className="first-run" lang={lang} id={`run-${lang}`}>
      {[WIDE, NARROW].map((frame) => (
        <div key={frame.width} className={frame === WIDE ? 'wide' : 'narrow'}>
          <Still
            trace={trace}
            still={stillOf(trace, frame)}
            event={event}
            words={words}
            name={`${title}. ${sentence}`}
          />
        </div>
      ))}
      <div className="first-words">
        <p className="first-links">
          <a href="#transcript">{own.title}</a>
          <a href="#scenarios">{words.scenarios.title}</a>
          {LANGS.filter((other) => other !== lang).map((other) => (
            <a
              key={other}
              href={langs.includes(other) ? `#run-${other}` : `${site}${pathIn(scenario, other)}`}
              lang={other}
              hrefLang={other}
            >
              {OWN_NAME[other]}
            </a>
          ))}
        </p>
        {scenario === null ? null : (
          <div className="first-scenario">
            <h2>{scenario.title[lang]}</h2>
            <p>{scenario.description[lang]}</p>
          </div>
        )}
        <p>
          <strong>{run.title}</strong> <Verdict verdict={end} word={own.verdict[end]} />
        </p>
        <h2 className={`first-moment ${now === 'pending' || now === 'delivered' ? '' : 'lost'}`}>{title}</h2>
        <p>{sentence}</p>
        {detail === null ? null : <p className="quiet">{detail}</p>}
        {run.answers === null ? null : <Answers answers={run.answers} words={own.answers} />}
      </div>
    </section>
  );
}

function pathIn(scenario: Scenario | null, lang: Lang): string {
  if (scenario === null) return '';
  return pathOf({ kind: 'scenario', id: scenario.id, lang, frame: false }) ?? '';
}
