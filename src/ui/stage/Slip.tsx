import { memo } from 'react';
import type { Stage } from '../../scene/stage.ts';
import { fitText } from '../../scene/text-width.ts';

const LINE = 17;
const KEY = 54;

/** The rows that this event read, on the node that read them: the second level of detail, on the stage. */
export const Slip = memo(function Slip({ slip }: { slip: NonNullable<Stage['slip']> }) {
  const { box, lines } = slip;
  return (
    <g className="slip">
      {lines.map((line, i) => {
        const y = box.y + 12 + i * LINE;
        return (
          <g key={`${line.short} ${line.text} ${i}`} className={line.hit ? '' : 'miss'}>
            <title>{`${line.table}: ${line.text}`}</title>
            <text x={box.x} y={y} fontSize={12} className="bold">
              {line.short}
            </text>
            <text x={box.x + KEY} y={y} fontSize={12} className="mono">
              {fitText(line.hit ? line.text : `${line.text} –`, box.w - KEY, 12, 'mono')}
            </text>
          </g>
        );
      })}
    </g>
  );
});
