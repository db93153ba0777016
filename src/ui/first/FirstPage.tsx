import type { Lang } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { openingEvent, verdictOf } from '../../scene/moment.ts';
import { stillOf } from '../../scene/still.ts';
import { transcriptOf } from '../../scene/transcript.ts';
import type { Trace } from '../../trace/trace.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { Mark } from '../Mark.tsx';
import { Still } from '../print/Still.tsx';
import { Answers } from '../transcript/Answers.tsx';
import { FirstTranscript } from './FirstTranscript.tsx';

interface Props {
  readonly trace: Trace;
  readonly words: Readonly<Record<Lang, UiMessages>>;
}

/**
 * What the served file shows before any script has run, and all that it shows where none may: the opening moment, what went wrong,
 * and the whole run as text. The application takes its place.
 */
export function FirstPage({ trace, words }: Props) {
  return (
    <div className="first">
      <header className="header">
        <h1>
          <Mark />
          Hopscope
        </h1>
        {(['ko', 'en'] as const).map((lang) => (
          <p key={lang} lang={lang}>
            {words[lang].app.tagline}
          </p>
        ))}
      </header>
      <main>
        <Opening trace={trace} lang="ko" words={words.ko} />
        <Opening trace={trace} lang="en" words={words.en} />
        <FirstTranscript trace={trace} />
      </main>
    </div>
  );
}

/** The stage of a desk of 1440x900, and that of a phone: where the application will draw the same. */
const WIDE = { width: 1056, height: 632 };
const NARROW = { width: 390, height: 560 };

/** The moment that says most, as a picture with its caption, and the three answers. */
function Opening({ trace, lang, words }: { trace: Trace; lang: Lang; words: UiMessages }) {
  const event = openingEvent(trace);
  const here = trace.events[event];
  if (here === undefined) return null;
  const own = transcriptWords(lang);
  const run = transcriptOf(trace, lang);
  const { title, sentence, detail } = narrate(here, trace, lang);
  const verdict = verdictOf(trace);
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
          <a href={lang === 'ko' ? '#run-en' : '#run-ko'} lang={lang === 'ko' ? 'en' : 'ko'}>
            {lang === 'ko' ? 'English' : '한국어'}
          </a>
        </p>
        <p>
          <strong>{run.title}</strong> <Verdict verdict={verdict} word={own.verdict[verdict]} />
        </p>
        <h2>{title}</h2>
        <p>{sentence}</p>
        {detail === null ? null : <p className="quiet">{detail}</p>}
        {run.answers === null ? null : <Answers answers={run.answers} words={own.answers} />}
      </div>
    </section>
  );
}
