import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { beatAfter, lengthMillis, millisAt, startOf } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import { thinned, timelineOf } from '../../scene/timeline.ts';
import { seek, step, toEnd } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useEvent, useIntents, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { RangeHandles } from './RangeHandles.tsx';
import { SeenTicks } from './SeenTicks.tsx';
import { Thumb, WaitNote } from './Thumb.tsx';
import { percent, Track } from './Track.tsx';

/** Pixels within which a pointer means a mark. */
const NEAR = 6;
/** Until the track has been measured. */
const USUAL_WIDTH = 600;

/** The run as a line: waits are gaps, kinds of events have shapes. A slider for the keyboard, a track for the pointer. */
export function Scrubber({ trace }: { trace: Trace }) {
  const words = useWords().time;
  const event = useEvent();
  const story = useStory(trace, event);
  const { head } = useIntents();
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const [pointed, setPointed] = useState<EventId | 'thumb' | null>(null);
  const last = trace.events.length - 1;
  const start = startOf(trace);

  const shareAt = (clientX: number): number => {
    const box = track.current?.getBoundingClientRect();
    return box === undefined || box.width === 0 ? 0 : Math.min(1, Math.max(0, (clientX - box.left) / box.width));
  };
  const eventAtX = (clientX: number): number => Math.round(beatAfter(trace, shareAt(clientX) * lengthMillis(trace)));
  const seekTo = (press: PointerEvent): void => head((now, run) => seek(now, run, eventAtX(press.clientX)));
  const point = (press: PointerEvent): void => {
    if (press.pointerType !== 'mouse') return;
    const share = shareAt(press.clientX);
    const near = thinned(timelineOf(trace).marks, width)
      .filter((mark) => Math.abs(mark.x - share) * width <= NEAR)
      .toSorted((a, b) => Math.abs(a.x - share) - Math.abs(b.x - share))[0];
    setPointed(near?.event ?? (eventAtX(press.clientX) as EventId));
  };
  const onKey = (press: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => head((now, run) => step(now, run, 1)),
      ArrowUp: () => head((now, run) => step(now, run, 1)),
      ArrowLeft: () => head((now, run) => step(now, run, -1)),
      ArrowDown: () => head((now, run) => step(now, run, -1)),
      PageUp: () => head((now, run) => step(now, run, -1, 'phase')),
      PageDown: () => head((now, run) => step(now, run, 1, 'phase')),
      Home: () => head((now, run) => toEnd(now, run, 'from')),
      End: () => head((now, run) => toEnd(now, run, 'to')),
      ...(pointed === null ? {} : { Escape: () => setPointed(null) }),
    };
    const move = press.shiftKey || press.altKey || press.ctrlKey || press.metaKey ? undefined : moves[press.key];
    if (move === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    move();
  };

  return (
    <div className="scrubber">
      <div className="track-room">
        <div
          ref={track}
          className="track"
          role="slider"
          tabIndex={0}
          aria-label={words.slider}
          aria-valuemin={1}
          aria-valuemax={last - start + 1}
          aria-valuenow={event - start + 1}
          aria-valuetext={words.position(event - start + 1, last - start + 1, story?.title ?? '')}
          onKeyDown={onKey}
          onFocus={(now) => setPointed(now.currentTarget.matches(':focus-visible') ? 'thumb' : null)}
          onBlur={() => setPointed(null)}
          onPointerDown={(press) => {
            press.currentTarget.setPointerCapture(press.pointerId);
            seekTo(press);
          }}
          onPointerMove={(press) => {
            if (press.currentTarget.hasPointerCapture(press.pointerId)) seekTo(press);
            point(press);
          }}
          onPointerLeave={() => setPointed(null)}
        >
          <Track trace={trace} width={width} />
          <SeenTicks trace={trace} width={width} />
          <Thumb trace={trace} />
        </div>
        <RangeHandles trace={trace} eventAtX={eventAtX} />
        <WaitNote trace={trace} />
        {pointed === null ? null : <Tip trace={trace} event={pointed === 'thumb' ? event : pointed} />}
      </div>
      <span className="count mono" translate="no">
        {words.count(event - start + 1, last - start + 1)}
      </span>
    </div>
  );
}

/** What the pointer or the thumb is on. The slider's own text says the same. */
function Tip({ trace, event }: { trace: Trace; event: EventId }) {
  const story = useStory(trace, event);
  const share = millisAt(trace, beat(event)) / (lengthMillis(trace) || 1);
  const side = share > 0.5 ? { right: percent(1 - share) } : { left: percent(share) };
  return story === null ? null : (
    <p className="tip" style={side} aria-hidden="true">
      {story.title}
    </p>
  );
}

/** Pixels of an element, in steps that change what there is room for. */
function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(USUAL_WIDTH);
  // ResizeObserver: the room that the page leaves for the line.
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    const measure = (): void => setWidth(Math.max(1, Math.round(box.clientWidth / 10) * 10));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
