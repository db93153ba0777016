import { memo } from 'react';
import { type ProbeMarkPlace } from '../../scene/probe-marks.ts';
import './picks.css';

/** The clips of running captures, from plain props: the screen and an exported picture draw the same. */
export const ProbeMarks = memo(function ProbeMarks({ marks }: { marks: readonly ProbeMarkPlace[] }) {
  return (
    <g className="probe-marks" aria-hidden="true">
      {marks.map(({ number, at }) => (
        <g key={number} transform={`translate(${at.x} ${at.y})`} data-testid={`probe-mark-${number}`}>
          <ProbeClip number={number} />
        </g>
      ))}
    </g>
  );
});

/** A clip with two jaws and its number, around (0, 0). */
export function ProbeClip({ number }: { number: number }) {
  return (
    <g className="probe-clip">
      <path d="M-3 -8V-11H3V-8A5 5 0 0 1 8 -3V3A5 5 0 0 1 3 8H-3A5 5 0 0 1 -8 3V-3A5 5 0 0 1 -3 -8Z" />
      <text y={4.5} fontSize={12} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}
