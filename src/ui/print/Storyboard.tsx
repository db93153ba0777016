import { tell } from '../../i18n/tell.ts';
import type { Lang } from '../../i18n/lang.ts';
import { phaseTitle, transcriptWords } from '../../i18n/transcript-words.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { phasesOf } from '../../scene/phases.ts';
import { type Chapter, citeText, type Transcript, transcriptOf } from '../../scene/transcript.ts';
import { type Still as StillOfRun, stillOf } from '../../scene/still.ts';
import { storyboardOf } from '../../scene/storyboard.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useMessages, useView, useWords } from '../store.ts';
import { Answers } from '../transcript/Answers.tsx';
import { Chapters } from '../transcript/Chapters.tsx';
import { Facts } from '../transcript/Facts.tsx';
import { Still } from './Still.tsx';
import './print.css';

/**
 * As wide as the text area of a page at a size where 12 px of the picture are still 7.5 pt on paper; so low that the first page holds the
 * answers and a picture, and every other page two pictures under their phases.
 */
const FRAME = { width: 840, height: 376 };

/** A run on paper: what was run, the answers, its moments as pictures, every event, the sources. */
export function Storyboard({ trace, address }: { trace: Trace; address: string }) {
  const ui = useWords();
  const lang = useView((view) => view.lang);
  const words = transcriptWords(lang);
  const run = transcriptOf(trace, lang);
  const events = storyboardOf(trace);
  const still = stillOf(trace, FRAME);
  const panels = phasesWith(trace, events, lang);
  return (
    <article className="storyboard">
      <header>
        <p className="brand">Hopscope</p>
        <h1>{run.title}</h1>
        <Facts
          facts={address === '' ? run.facts : [...run.facts, { name: words.print.address, text: address, code: true }]}
        />
      </header>
      {run.answers === null ? null : (
        <section className="whole">
          <h2>{words.answers.title}</h2>
          <Answers answers={run.answers} words={words.answers} />
        </section>
      )}
      <section>
        <h2>{words.print.storyboard}</h2>
        {panels.map(({ title, events: own }) => (
          <section key={own[0]} className="scene">
            <h3>{title}</h3>
            <ol className="panels" start={events.indexOf(own[0]) + 1}>
              {own.map((event) => (
                <Panel
                  key={event}
                  {...{ trace, still, event, ui }}
                  count={words.print.still(events.indexOf(event) + 1, events.length)}
                />
              ))}
            </ol>
          </section>
        ))}
      </section>
      <section>
        <h2>{words.print.transcript}</h2>
        <Chapters chapters={onPaper(run)} words={words} current={null} onPick={null} />
      </section>
      <section>
        <h2>{words.cites}</h2>
        <ul className="sources">
          {run.sources.map((cite) => (
            <li key={citeText(cite)} className="mono">
              {citeText(cite)}
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

interface PanelProps {
  readonly trace: Trace;
  readonly still: StillOfRun;
  readonly event: EventId;
  readonly ui: UiMessages;
  readonly count: string;
}

/** One moment: what it is called, what happens, and its picture. */
function Panel({ trace, still, event, ui, count }: PanelProps) {
  const messages = useMessages();
  const here = trace.events[event];
  if (here === undefined) return null;
  const { title, sentence, detail } = tell(here, trace, messages);
  return (
    <li>
      <figure>
        <figcaption>
          <p className="quiet">{count}</p>
          <h4>{title}</h4>
          <p>{sentence}</p>
          {detail === null ? null : <p className="quiet">{detail}</p>}
        </figcaption>
        <Still trace={trace} still={still} event={event} words={ui} name={`${title}. ${sentence}`} />
      </figure>
    </li>
  );
}

interface PhasePanels {
  readonly title: string;
  readonly events: readonly [EventId, ...EventId[]];
}

/** The pictures under the phases that they are of. */
function phasesWith(trace: Trace, events: readonly EventId[], lang: Lang): readonly PhasePanels[] {
  return phasesOf(trace).flatMap((phase): readonly PhasePanels[] => {
    const [first, ...rest] = events.filter((event) => event >= phase.first && event <= phase.last);
    return first === undefined ? [] : [{ title: phaseTitle(phase, lang), events: [first, ...rest] }];
  });
}

/** Sources stand at the end, once, and the rows that lost only where the run was decided: paper has no room for all of them. */
function onPaper(run: Transcript): readonly Chapter[] {
  return run.chapters.map((chapter) => ({
    ...chapter,
    sections: chapter.sections.map((section) => ({
      ...section,
      events: section.events.map((event) => ({
        ...event,
        lines: event.lines.filter(
          ({ kind }) => kind !== 'cites' && (kind !== 'lost' || event.id === run.answers?.decided),
        ),
      })),
    })),
  }));
}
