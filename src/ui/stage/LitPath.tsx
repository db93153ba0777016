import { memo } from 'react';
import { dataOf, lengthOf, type Path, pointOn } from '../../scene/path.ts';
import type { Leg } from '../../scene/walk.ts';

/**
 * The way of a packet so far. A jump by a BPF helper has a bright core, an answer's way a hollow one; chevrons say which
 * way it goes.
 */
export const LitPath = memo(function LitPath({
  legs,
  lostFrom,
  reply,
}: {
  legs: readonly Leg[];
  lostFrom: number;
  reply: boolean;
}) {
  return (
    <g className={`lit ${reply ? 'reply' : ''}`}>
      {legs.map((leg, i) => {
        const d = dataOf(leg.path);
        if (d === '') return null;
        return (
          <g key={`${leg.from.first} ${leg.to.first}`} className={`leg ${leg.kind} ${i >= lostFrom ? 'lost' : ''}`}>
            <path d={d} />
            {reply || leg.kind === 'redirect' || leg.kind === 'peer' ? <path d={d} className="core" /> : null}
          </g>
        );
      })}
      {legs.map((leg, i) => (
        <g key={`${leg.from.first} ${leg.to.first}`} className={i >= lostFrom ? 'lost' : ''}>
          <Chevron path={leg.path} />
        </g>
      ))}
    </g>
  );
});

const TOO_SHORT = 44;

function Chevron({ path }: { path: Path }) {
  if (lengthOf(path) < TOO_SHORT) return null;
  const a = pointOn(path, 0.6 - 2 / lengthOf(path));
  const b = pointOn(path, 0.6 + 2 / lengthOf(path));
  const angle = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
  return (
    <path className="chevron" d="M-5 -6L4 0L-5 6Z" transform={`translate(${a.x} ${a.y}) rotate(${angle.toFixed(1)})`} />
  );
}
