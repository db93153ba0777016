import type { Messages } from '../../i18n/en.ts';
import { tell } from '../../i18n/tell.ts';
import type { ProbeReading } from '../../state/probe-reading.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useMessages } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';
import { silenceStory, type SilenceStory, unseenStory } from './silence-story.ts';

type Listening = Extract<ProbeReading, { kind: 'listening' }>;

interface Props {
  readonly trace: Trace;
  readonly reading: Listening;
  readonly onSeek: (event: EventId) => void;
  readonly onFilter: (filter: string) => void;
}

/** Why there are no lines; or what the lines do not show, and what they show twice. */
export function ProbeNotes({ trace, reading, onSeek, onFilter }: Props) {
  const words = useCaptureWords();
  const m = useMessages();
  const { silence, unseen, doubles } = reading;
  const stories =
    silence === null ? unseen.map((each) => unseenStory(each, words, m)) : [silenceStory(silence, words, m)];
  return (
    <>
      {stories.map((story) => (
        <Story
          key={story.sentence}
          story={story}
          silent={silence !== null}
          titleOf={(event) => titleOf(trace, event, m, words.silence.shownBy)}
          onSeek={onSeek}
          onFilter={onFilter}
        />
      ))}
      {doubles === null ? null : (
        <p className="note doubles">
          {words.silence.doubles(doubles)} {doubles.tcp === 0 ? null : words.silence.tshark(doubles)}
        </p>
      )}
    </>
  );
}

function titleOf(trace: Trace, event: EventId, m: Messages, shownBy: (title: string) => string): string {
  const here = trace.events[event];
  return here === undefined ? '' : shownBy(tell(here, trace, m).title);
}

function Story({
  story,
  silent,
  titleOf,
  onSeek,
  onFilter,
}: {
  story: SilenceStory;
  silent: boolean;
  titleOf: (event: EventId) => string;
  onSeek: (event: EventId) => void;
  onFilter: (filter: string) => void;
}) {
  const { filter } = story;
  return (
    <div className={`note ${silent ? 'silent' : 'besides'}`}>
      <h4>{story.head}</h4>
      <p>{story.sentence}</p>
      {story.evidence.length === 0 && filter === null ? null : (
        <ul className="leads">
          {story.evidence.map(({ event, text }) => (
            <li key={event}>
              <button type="button" onClick={() => onSeek(event)}>
                {text ?? titleOf(event)}
              </button>
            </li>
          ))}
          {filter === null ? null : (
            <li>
              <button type="button" onClick={() => onFilter(filter.expression)}>
                {filter.label}
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
