import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import { seconds } from '../../i18n/format.ts';
import { beatAfter, clockOf, lengthMillis, millisAt, startOf } from '../../scene/pacing.ts';
import { type MarkKind, type Timeline, timelineOf } from '../../scene/timeline.ts';
import { step, stepPhase } from '../../state/playhead.ts';
import type { Trace } from '../../trace/trace.ts';
import { useBeat, useEvent, useIntents, useWords } from '../store.ts';
import { useStory } from '../story.ts';

/** The run as a line: waits are gaps, kinds of events have shapes. A slider for the keyboard, a track for the pointer. */
export function Scrubber({ trace, onSeek }: { trace: Trace; onSeek: (event: number) => void }) {
  const words = useWords().time;
  const event = useEvent();
  const story = useStory(trace, event);
  const { head } = useIntents();
  const track = useRef<HTMLDivElement>(null);
  const last = trace.events.length - 1;
  const start = startOf(trace);

  const seekTo = (press: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    const share = Math.min(1, Math.max(0, (press.clientX - box.left) / box.width));
    onSeek(Math.round(beatAfter(trace, share * lengthMillis(trace))));
  };
  const onKey = (press: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => head((now, run) => step(now, run, 1)),
      ArrowUp: () => head((now, run) => step(now, run, 1)),
      ArrowLeft: () => head((now, run) => step(now, run, -1)),
      ArrowDown: () => head((now, run) => step(now, run, -1)),
      PageUp: () => head((now, run) => stepPhase(now, run, -1)),
      PageDown: () => head((now, run) => stepPhase(now, run, 1)),
      Home: () => onSeek(start),
      End: () => onSeek(last),
    };
    const move = press.shiftKey || press.altKey || press.ctrlKey || press.metaKey ? undefined : moves[press.key];
    if (move === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    move();
  };

  return (
    <div className="scrubber">
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
        onPointerDown={(press) => {
          press.currentTarget.setPointerCapture(press.pointerId);
          seekTo(press);
        }}
        onPointerMove={(press) => {
          if (press.currentTarget.hasPointerCapture(press.pointerId)) seekTo(press);
        }}
      >
        <Track
          timeline={timelineOf(trace)}
          waitWord={(nanos) => words.waitShort(seconds(nanos))}
          markWords={words.marks}
        />
        <Thumb trace={trace} />
      </div>
      <span className="count mono" translate="no">
        {words.count(event - start + 1, last - start + 1)}
      </span>
    </div>
  );
}

const SHAPE: { readonly [K in MarkKind]: string } = {
  lookup: 'M0 -3L3 0L0 3L-3 0Z',
  encap: 'M-5 -5H5V5H-5ZM-2 -2V2H2V-2Z',
  decap: 'M-5 -5H-1V-3H-3V3H-1V5H-5ZM5 -5H1V-3H3V3H1V5H5Z',
  delivered: 'M0 -5A5 5 0 1 1 0 5A5 5 0 1 1 0 -5Z',
  leak: 'M-5 5L1 -1H-3V-5H5V3H1V1L-3 6Z',
  drop: 'M-5 -3L-3 -5L0 -2L3 -5L5 -3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z',
  'never-sent': 'M-5 -5H-3V-1H5V1H-3V5H-5Z',
  retransmission: 'M-4 -5L3 0L-4 5Z',
  output: 'M-3 -5H-1V5H-3ZM1 -5H3V5H1Z',
};

/** Share of the line below which a wait is drawn without its length. */
const ROOM_FOR_WORD = 0.045;

/** Drawn once per run. Lookups lie on the line, fates stand above it. */
const Track = memo(function Track({
  timeline,
  waitWord,
  markWords,
}: {
  timeline: Timeline;
  waitWord: (nanos: number) => string;
  markWords: Readonly<Record<MarkKind, string>>;
}) {
  return (
    <svg className="marks" aria-hidden="true" focusable="false">
      <line x1="0" x2="100%" y1="22" y2="22" className="line" />
      {timeline.waits.map((wait) => (
        <g key={wait.from}>
          <line x1={percent(wait.from)} x2={percent(wait.to)} y1="22" y2="22" className="wait" />
          {wait.to - wait.from < ROOM_FOR_WORD ? null : (
            <text x={percent((wait.from + wait.to) / 2)} y="40" textAnchor="middle" className="wait-word">
              {waitWord(wait.nanos)}
            </text>
          )}
        </g>
      ))}
      {timeline.phases.map((phase) => (
        <line
          key={phase.packet}
          x1={percent(phase.from)}
          x2={percent(phase.from)}
          y1="14"
          y2="30"
          className={`phase ${phase.way}`}
        />
      ))}
      {timeline.marks.map((mark) => (
        <svg
          key={`${mark.event} ${mark.kind}`}
          x={percent(mark.x)}
          y={mark.kind === 'lookup' ? 22 : 9}
          overflow="visible"
          className={`mark ${mark.kind}`}
        >
          <path d={SHAPE[mark.kind]} fillRule="evenodd">
            <title>{markWords[mark.kind]}</title>
          </path>
        </svg>
      ))}
    </svg>
  );
});

/** The only part of the line that moves with every frame. */
function Thumb({ trace }: { trace: Trace }) {
  const at = useBeat();
  const total = lengthMillis(trace) || 1;
  const share = millisAt(trace, at) / total;
  const done = (clockOf(trace).length === 0 ? 0 : share) * 100;
  return (
    <svg className="thumb" aria-hidden="true" focusable="false">
      <line x1="0" x2={`${done}%`} y1="22" y2="22" className="done" />
      <circle cx={`${done}%`} cy="22" r="8" />
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`;
}
