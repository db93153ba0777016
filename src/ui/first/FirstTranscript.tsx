import type { Lang } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { offsetText } from '../../i18n/offset.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import { startOf } from '../../scene/pacing.ts';
import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** An item for every event of the run, in the first language of the file, and below it in any other. */
export function FirstTranscript({ trace, langs }: { trace: Trace; langs: readonly Lang[] }) {
  const start = startOf(trace);
  const [first = 'ko', ...others] = langs;
  return (
    <section className="first-transcript" id="transcript" lang={first}>
      <h2>
        {transcriptWords(first).title}
        {others.map((lang) => (
          <span key={lang} lang={lang}>
            {' '}
            {transcriptWords(lang).title}
          </span>
        ))}
      </h2>
      <p>{transcriptWords(first).scripts}</p>
      {others.map((lang) => (
        <p key={lang} className="other" lang={lang}>
          {transcriptWords(lang).scripts}
        </p>
      ))}
      <ol>
        {trace.events.map((event) => (
          <li
            key={event.id}
            className={event.id < start ? 'early' : undefined}
            value={event.id === start ? 1 : undefined}
          >
            <p>
              <Words trace={trace} event={event} lang={first} /> <span className="mono">{offsetText(event.at)}</span>
            </p>
            {others.map((lang) => (
              <p key={lang} className="other" lang={lang}>
                <Words trace={trace} event={event} lang={lang} />
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ trace, event, lang }: { trace: Trace; event: TraceEvent; lang: Lang }) {
  const { title, sentence, detail } = narrate(event, trace, lang);
  return (
    <>
      <b>{title}</b> {sentence}
      {detail === null ? null : ` ${detail}`}
    </>
  );
}
