import { memo } from 'react';
import type { OutsidePlace } from '../../scene/places.ts';

/** What is behind the lab: visibly not part of it. Nodes' own uplinks show it only as a short stub. */
export const Outside = memo(function Outside({
  place,
  reached,
  words,
}: {
  place: OutsidePlace;
  reached: boolean;
  words: { outside: string; outsideNote: string };
}) {
  const { x, y, w, h } = place.box;
  if (place.kind === 'stub') return null;
  const narrow = w < 120;
  const [first = '', second = ''] = words.outside.split(' · ');
  return (
    <g className={`outside ${reached ? 'reached' : ''}`} data-testid="outside">
      <path
        transform={`translate(${x} ${y}) scale(${w / 138} ${h / 56})`}
        d="M30 55H110A20 20 0 0 0 115 15.5A27 27 0 0 0 66 8A21 21 0 0 0 30 16A19.5 19.5 0 0 0 30 55Z"
      />
      {narrow ? (
        <text fontSize={12} textAnchor="middle" className="bold">
          <tspan x={x + w * 0.52} y={y + h * 0.55}>
            {first}
          </tspan>
          <tspan x={x + w * 0.52} y={y + h * 0.55 + 15}>
            {second}
          </tspan>
        </text>
      ) : (
        <text fontSize={12} textAnchor="middle">
          <tspan x={x + w * 0.52} y={y + h * 0.6} className="bold">
            {words.outside}
          </tspan>
          <tspan x={x + w * 0.52} y={y + h * 0.6 + 15} className="quiet">
            {words.outsideNote}
          </tspan>
        </text>
      )}
    </g>
  );
});
