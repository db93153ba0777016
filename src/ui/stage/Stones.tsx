import { memo } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { textWidth } from '../../scene/text-width.ts';
import type { Stone } from '../../scene/stones.ts';

/** What was lost, where it was lost: shape and word as well as colour. */
export const Stones = memo(function Stones({ stones, words }: { stones: readonly Stone[]; words: UiMessages }) {
  return (
    <g className="stones">
      {stones.map((stone) => {
        const verdict = verdictOf(stone);
        const word = words.verdict[verdict];
        const below = words.stage.stone(stone.label, stone.packets.length);
        const w = Math.max(textWidth(word, 13, 'bold') + 40, textWidth(below, 12) + 24);
        const { h } = stone.size;
        return (
          <g
            key={stone.key}
            className={`stone ${verdict}`}
            data-testid={`stone-${verdict}`}
            transform={`translate(${stone.at.x} ${stone.at.y})`}
          >
            <path
              d={`M${-w / 2} ${h / 2}V${-h / 2 + 12}A12 12 0 0 1 ${-w / 2 + 12} ${-h / 2}H${w / 2 - 12}A12 12 0 0 1 ${w / 2} ${-h / 2 + 12}V${h / 2}Z`}
            />
            <g className="sign" transform={`translate(${-w / 2 + 17} ${-h / 2 + 14})`}>
              <Sign verdict={verdict} />
            </g>
            <text x={-w / 2 + 28} y={-h / 2 + 19} fontSize={13} className="bold">
              {word}
            </text>
            <text y={h / 2 - 7} fontSize={12} textAnchor="middle">
              {below}
            </text>
          </g>
        );
      })}
    </g>
  );
});

function verdictOf(stone: Stone): 'leaked' | 'dropped' | 'never-sent' {
  if (stone.outcome.kind === 'left-the-lab') return 'leaked';
  return stone.outcome.kind === 'never-sent' ? 'never-sent' : 'dropped';
}

/** An arrow that leaves, a cross, a bar: told apart without colour. */
function Sign({ verdict }: { verdict: 'leaked' | 'dropped' | 'never-sent' }) {
  if (verdict === 'leaked') return <path d="M-5 5L5 -5M-1 -5H5V1" />;
  if (verdict === 'dropped') return <path d="M-5 -5L5 5M5 -5L-5 5" />;
  return <path d="M-6 0H6M-6 -5V5" />;
}
