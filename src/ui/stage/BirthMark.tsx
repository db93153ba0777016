import { memo } from 'react';
import type { Birth } from '../../scene/birth.ts';

const RAYS = [0, 45, 90, 135, 180, 225, 270, 315];

/** A packet comes into being: rays around it, and for an error a line from what was lost. */
export const BirthMark = memo(function BirthMark({ birth }: { birth: Birth }) {
  const { at, because } = birth;
  return (
    <g className={`birth ${birth.kind}`} data-testid={`birth-${birth.kind}`}>
      {because === null ? null : <path className="tether" d={`M${because.x} ${because.y}L${at.x} ${at.y}`} />}
      {RAYS.map((angle) => (
        <path key={angle} d="M0 -32V-39" transform={`translate(${at.x} ${at.y}) scale(1.5 1) rotate(${angle})`} />
      ))}
    </g>
  );
});
