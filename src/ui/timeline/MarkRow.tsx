import type { MouseEvent } from 'react';
import { startOf } from '../../scene/pacing.ts';
import { markFrom } from '../../scene/steps.ts';
import { type MarkKind, timelineOf } from '../../scene/timeline.ts';
import { toMark } from '../../state/playhead.ts';
import type { Trace } from '../../trace/trace.ts';
import { useEvent, useIntents, useWords } from '../store.ts';
import { MarkSign } from './MarkSign.tsx';

const KINDS: readonly MarkKind[] = [
  'lookup',
  'encap',
  'decap',
  'delivered',
  'leak',
  'drop',
  'never-sent',
  'retransmission',
  'output',
];

/** The legend of the timeline, to press: to the next mark of a kind, with Shift to the one before. */
export function MarkRow({ trace }: { trace: Trace }) {
  const words = useWords().time;
  return (
    <div className="mark-row" role="group" aria-label={words.markRow}>
      {KINDS.map((kind) => (
        <MarkButton key={kind} trace={trace} kind={kind} />
      ))}
    </div>
  );
}

function MarkButton({ trace, kind }: { trace: Trace; kind: MarkKind }) {
  const words = useWords().time;
  const event = useEvent();
  const { head, view } = useIntents();
  const word = words.marks[kind];
  const count = timelineOf(trace).marks.filter((mark) => mark.kind === kind).length;
  const next = markFrom(trace, kind, event, 1);
  const jump = (press: MouseEvent): void => {
    const by = press.shiftKey ? -1 : 1;
    const wrapped = markFrom(trace, kind, event, by)?.wrapped ?? false;
    head((now, run) => toMark(now, run, kind, by));
    view({ said: wrapped ? { kind: 'wrapped', to: by === 1 ? 'first' : 'last' } : { kind: 'nothing' } });
  };
  if (next === null)
    return (
      <button type="button" className="mark-button" disabled aria-label={words.markNone(word)}>
        <MarkSign kind={kind} />
        <span className="mark-word">{word}</span>
      </button>
    );
  const name = next.wrapped ? words.markAround : words.markNext;
  return (
    <button
      type="button"
      className="mark-button"
      aria-label={name(word, count, next.event - startOf(trace) + 1)}
      onClick={jump}
    >
      <MarkSign kind={kind} />
      <span className="mark-word">{word}</span> <span className="mono">{count}</span>
    </button>
  );
}
