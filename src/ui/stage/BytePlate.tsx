import { memo } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { type BytePlate as Plate, PLATE } from '../../scene/byte-plate.ts';
import { boxOf } from './Backdrop.tsx';

/** A longer tether would cross out what lies between: the plate says itself whose bytes they are. */
const LONG = 64;

/** The frame byte by byte, in the hues of its layers; what an event has changed is marked. */
export const BytePlate = memo(function BytePlate({
  plate,
  words,
}: {
  plate: Plate;
  words: UiMessages['stage']['bytes'];
}) {
  const { box, rows, from } = plate;
  const edge = { x: clamp(from.x, box.x + 8, box.x + box.w - 8), y: clamp(from.y, box.y, box.y + box.h) };
  return (
    <g className="byte-plate" data-testid="bytes">
      {Math.hypot(edge.x - from.x, edge.y - from.y) > LONG ? null : (
        <path className="tether" d={`M${from.x} ${from.y}L${edge.x} ${edge.y}`} />
      )}
      <rect {...boxOf(box)} rx={8} className="sheet" />
      <text x={box.x + PLATE.pad} y={box.y + 16} fontSize={12} className="bold">
        {words.title(plate.length)}
      </text>
      {plate.left === 0 ? null : (
        <text x={box.x + box.w - PLATE.pad} y={box.y + 16} fontSize={12} textAnchor="end" className="quiet">
          {words.left(plate.left)}
        </text>
      )}
      <g transform={`translate(${box.x} ${box.y})`}>
        {rows.map((row) => (
          <g key={row.y}>
            {row.runs.map((run) => (
              <g key={run.x} className={`run ${run.hue}`}>
                <rect x={run.x} y={row.y} width={run.w} height={PLATE.line} />
                <rect x={run.x} y={row.y + PLATE.line - 2} width={run.w} height={2} className="line" />
                {run.inner ? (
                  <rect x={run.x} y={row.y + PLATE.line - 2} width={run.w} height={2} fill="url(#gaps)" />
                ) : null}
              </g>
            ))}
            {row.changed.map((mark) => (
              <rect
                key={mark.x}
                x={mark.x + 1}
                y={row.y}
                width={mark.w - 2}
                height={PLATE.line - 2}
                className="changed"
              />
            ))}
            <text x={PLATE.pad} y={row.y + 12} fontSize={12} className="mono" xmlSpace="preserve">
              {row.text}
            </text>
          </g>
        ))}
      </g>
    </g>
  );
});

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
