import { memo } from 'react';
import { seconds } from '../../i18n/format.ts';
import { phasesOf } from '../../scene/phases.ts';
import { textWidth } from '../../scene/text-width.ts';
import { rowOf, thinned, type TimeWait, timelineOf } from '../../scene/timeline.ts';
import type { Trace } from '../../trace/trace.ts';
import { useWords } from '../store.ts';
import { SHAPE } from './MarkSign.tsx';

/** Heights within the 44 pixels of a track: fates, requests, the line, replies, names. */
const ROW = { above: 8, request: 16, on: 22, reply: 28, name: 41 } as const;
const NAME = 12;
const AIR = 6;

/** The run as a line, drawn once per run and width: what happens above it, who is on the way along it, phases below. */
export const Track = memo(function Track({ trace, width }: { trace: Trace; width: number }) {
  const timeline = timelineOf(trace);
  return (
    <svg className="marks" aria-hidden="true" focusable="false">
      <line x1="0" x2="100%" y1={ROW.on} y2={ROW.on} className="line" />
      {timeline.stays.map((stay) => (
        <rect
          key={stay.packet}
          x={percent(stay.from)}
          width={percent(stay.to - stay.from)}
          y={(stay.way === 'reply' ? ROW.reply : ROW.request) - 1.5}
          height="3"
          className={`stay ${stay.way} ${stay.retransmission ? 'again' : ''}`}
        />
      ))}
      <Names trace={trace} width={width} />
      {thinned(timeline.marks, width).map((mark) => (
        <svg
          key={`${mark.event} ${mark.kind}`}
          x={percent(mark.x)}
          y={ROW[rowOf(mark.kind)]}
          overflow="visible"
          className={`mark ${mark.kind}`}
        >
          <path d={SHAPE[mark.kind]} fillRule="evenodd" />
        </svg>
      ))}
    </svg>
  );
});

/** Silences with their length, and phases with their names, as far as there is room. */
function Names({ trace, width }: { trace: Trace; width: number }) {
  const words = useWords().time;
  const { waits } = timelineOf(trace);
  const phases = phasesOf(trace);
  const told = waits.filter((wait) => fits(words.waitShort(seconds(wait.nanos)), (wait.to - wait.from) * width));
  const roomUntil = (from: number, to: number): number =>
    Math.min(to, told.find((wait: TimeWait) => wait.from >= from)?.from ?? 1) - from;
  return (
    <>
      {waits.map((wait) => (
        <line key={wait.from} x1={percent(wait.from)} x2={percent(wait.to)} y1={ROW.on} y2={ROW.on} className="wait" />
      ))}
      {told.map((wait) => (
        <text key={wait.from} x={percent((wait.from + wait.to) / 2)} y={ROW.name} className="wait-word">
          {words.waitShort(seconds(wait.nanos))}
        </text>
      ))}
      {phases.map((phase) => {
        const name = words.phases[phase.kind](phase.number);
        return (
          <g key={phase.id} className="phase">
            <line x1={percent(phase.from)} x2={percent(phase.from)} y1={ROW.on} y2={ROW.name} />
            {fits(name, roomUntil(phase.from, phase.to) * width) ? (
              <text x={percent(phase.from)} dx="4" y={ROW.name}>
                {name}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}

function fits(text: string, room: number): boolean {
  return textWidth(text, NAME) + AIR <= room;
}

export function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`;
}
