import { memo, type ReactNode } from 'react';
import type { TranscriptWords } from '../../i18n/transcript-words.ts';
import type { TranscriptEvent } from '../../scene/transcript.ts';
import type { EventId } from '../../trace/events.ts';
import { SeenBadge } from './SeenBadge.tsx';

interface Props {
  readonly event: TranscriptEvent;
  readonly words: TranscriptWords;
  readonly current: boolean;
  /** Null on paper, where nothing can be pressed. */
  readonly onPick: ((event: EventId) => void) | null;
}

/** One event: when and where, what happened, the mistake that readers make here, and the facts behind it. */
export const EventItem = memo(function EventItem({ event, words, current, onPick }: Props) {
  return (
    <li
      className={event.number === null ? 'early' : ''}
      value={event.number ?? undefined}
      aria-current={current ? 'step' : undefined}
      data-event={event.id}
    >
      <p className="ev-head">
        <span className="ev-number" aria-hidden="true">
          {event.number}
        </span>
        <Title onPick={onPick === null ? null : () => onPick(event.id)}>{event.title}</Title>
        {current ? <span className="ev-here">{words.dialog.here}</span> : null}
        {onPick === null ? null : <SeenBadge event={event.id} />}
        <span className="ev-at">
          {event.place} <span className="mono">{event.at}</span>
        </span>
      </p>
      <p>{event.sentence}</p>
      {event.detail === null ? null : (
        <p className="ev-trap">
          <strong>{words.trap}</strong> {event.detail}
        </p>
      )}
      {event.lines.length === 0 ? null : (
        <dl className="ev-lines">
          {event.lines.map((line, i) => (
            <div key={`${line.kind} ${i}`} className={`line-${line.kind}`}>
              <dt>{line.name}</dt>
              <dd className="mono" translate="no">
                {line.text}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
});

function Title({ onPick, children }: { onPick: (() => void) | null; children: ReactNode }) {
  if (onPick === null) return <strong>{children}</strong>;
  return (
    <button type="button" className="ev-title" onClick={onPick}>
      {children}
    </button>
  );
}
