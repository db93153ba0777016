import { seconds } from '../../i18n/format.ts';
import { clockOf, lengthMillis, millisAt, waitingAt } from '../../scene/pacing.ts';
import { beat, eventAt } from '../../scene/packets.ts';
import { timelineOf } from '../../scene/timeline.ts';
import type { Trace } from '../../trace/trace.ts';
import { useBeat, usePlayhead, useWords } from '../store.ts';
import { percent } from './Track.tsx';

/** The event before the silence that the reader is in; -1 where nothing waits. Changes twice per silence. */
function useWaitAfter(trace: Trace): number {
  return usePlayhead((head) => (waitingAt(trace, head.at) === null ? -1 : eventAt(head.at)));
}

/** The only part of the line that moves with every frame. Hollow while the lab waits. */
export function Thumb({ trace }: { trace: Trace }) {
  const at = useBeat();
  const waits = useWaitAfter(trace) >= 0;
  const share = clockOf(trace).length === 0 ? 0 : millisAt(trace, at) / (lengthMillis(trace) || 1);
  const done = `${share * 100}%`;
  return (
    <svg className={`thumb ${waits ? 'waits' : ''}`} aria-hidden="true" focusable="false">
      <line x1="0" x2={done} y1="22" y2="22" className="done" />
      <circle cx={done} cy="22" r="8" />
    </svg>
  );
}

/** A silence in words, under it, while the reader is in it. */
export function WaitNote({ trace }: { trace: Trace }) {
  const words = useWords().time;
  const after = useWaitAfter(trace);
  const waiting = after < 0 ? null : waitingAt(trace, beat(after + 0.5));
  const wait = timelineOf(trace).waits.find((one) => one.event === after + 1);
  if (waiting === null || wait === undefined) return null;
  const middle = (wait.from + wait.to) / 2;
  const side = middle > 0.5 ? { right: percent(1 - wait.to) } : { left: percent(wait.from) };
  return (
    <p className="wait-note" style={side}>
      {words.waiting[waiting.for](seconds(waiting.nanos))}
    </p>
  );
}
