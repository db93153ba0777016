import type { Lang } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { offsetText } from '../../i18n/offset.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import { startOf } from '../../scene/pacing.ts';
import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';

/** An item for every event of the run: Korean, and English below it. */
export function FirstTranscript({ trace }: { trace: Trace }) {
  const start = startOf(trace);
  return (
    <section className="first-transcript" id="transcript" lang="ko">
      <h2>
        {transcriptWords('ko').title} <span lang="en">{transcriptWords('en').title}</span>
      </h2>
      <p>{transcriptWords('ko').scripts}</p>
      <p lang="en">{transcriptWords('en').scripts}</p>
      <ol>
        {trace.events.map((event) => (
          <li
            key={event.id}
            className={event.id < start ? 'early' : undefined}
            value={event.id === start ? 1 : undefined}
          >
            <p>
              <Words trace={trace} event={event} lang="ko" /> <span className="mono">{offsetText(event.at)}</span>
            </p>
            <p lang="en">
              <Words trace={trace} event={event} lang="en" />
            </p>
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
