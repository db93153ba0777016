import { dataOf } from '../../scene/path.ts';
import { type Beat, trailAt } from '../../scene/packets.ts';
import { wayOf } from '../../scene/packet-way.ts';
import type { Layout } from '../../scene/places.ts';
import type { Trace } from '../../trace/trace.ts';

/** The piece of way that the packet is just walking, from plain props: the screen and an exported picture draw the same. */
export function TrailMark({ trace, layout, at }: { trace: Trace; layout: Layout; at: Beat }) {
  const trail = trailAt(trace, layout, at);
  const packet = trace.events[Math.floor(at) + 1]?.packet ?? null;
  const reply = packet !== null && wayOf(trace, packet) === 'reply';
  const d = trail === null ? '' : dataOf(trail.leg.path);
  if (trail === null || d === '') return <g className="trail" />;
  const dash = `${trail.share.toFixed(3)} 2`;
  return (
    <g className={`trail lit ${reply ? 'reply' : ''}`}>
      <g className={`leg ${trail.leg.kind}`}>
        <path d={d} pathLength={1} strokeDasharray={dash} />
        {reply || trail.leg.kind === 'redirect' || trail.leg.kind === 'peer' ? (
          <path d={d} pathLength={1} strokeDasharray={dash} className="core" />
        ) : null}
      </g>
    </g>
  );
}
