import type { KeyboardEvent, PointerEvent } from 'react';
import { lengthMillis, millisAt, startOf } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import { stopFrom } from '../../scene/steps.ts';
import { ranged } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents, usePlayhead, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { percent } from './Track.tsx';

/** The stretch that is played: a band on the line between two brackets to drag. Nothing while the whole run is played. */
export function RangeHandles({ trace, eventAtX }: { trace: Trace; eventAtX: (clientX: number) => number }) {
  const range = usePlayhead((head) => head.range);
  if (range === null) return null;
  const from = shareOf(trace, range.from);
  const to = shareOf(trace, range.to);
  return (
    <>
      <span className="range-band" style={{ left: percent(from), right: percent(1 - to) }} />
      <Handle
        trace={trace}
        end="from"
        event={range.from}
        low={startOf(trace)}
        high={range.to - 1}
        eventAtX={eventAtX}
      />
      <Handle
        trace={trace}
        end="to"
        event={range.to}
        low={range.from + 1}
        high={trace.events.length - 1}
        eventAtX={eventAtX}
      />
    </>
  );
}

function shareOf(trace: Trace, event: number): number {
  return millisAt(trace, beat(event)) / (lengthMillis(trace) || 1);
}

function Handle({
  trace,
  end,
  event,
  low,
  high,
  eventAtX,
}: {
  trace: Trace;
  end: 'from' | 'to';
  event: EventId;
  low: number;
  high: number;
  eventAtX: (clientX: number) => number;
}) {
  const words = useWords().time;
  const story = useStory(trace, event);
  const { head } = useIntents();
  const start = startOf(trace);
  const put = (to: number): void =>
    head((now, run) => ranged(now, run, end, Math.min(high, Math.max(low, Math.round(to)))));
  const drag = (press: PointerEvent): void => {
    if (press.currentTarget.hasPointerCapture(press.pointerId)) put(eventAtX(press.clientX));
  };
  const onKey = (press: KeyboardEvent): void => {
    const to = {
      ArrowRight: event + 1,
      ArrowUp: event + 1,
      ArrowLeft: event - 1,
      ArrowDown: event - 1,
      PageUp: stopFrom(trace, 'phase', event, -1),
      PageDown: stopFrom(trace, 'phase', event, 1),
      Home: low,
      End: high,
    }[press.key];
    if (to === undefined || press.shiftKey || press.altKey || press.ctrlKey || press.metaKey) return;
    press.preventDefault();
    press.stopPropagation();
    put(to);
  };
  return (
    <span
      className={`handle ${end}`}
      style={{ left: percent(shareOf(trace, event)) }}
      role="slider"
      tabIndex={0}
      aria-label={words.range[end]}
      aria-valuemin={low - start + 1}
      aria-valuemax={high - start + 1}
      aria-valuenow={event - start + 1}
      aria-valuetext={words.position(event - start + 1, trace.events.length - start, story?.title ?? '')}
      onKeyDown={onKey}
      onPointerDown={(press) => press.currentTarget.setPointerCapture(press.pointerId)}
      onPointerMove={drag}
    />
  );
}
