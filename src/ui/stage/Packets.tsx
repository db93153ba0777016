import type { Layout } from '../../scene/places.ts';
import { packetsAt } from '../../scene/packets.ts';
import type { Trace } from '../../trace/trace.ts';
import { useBeat } from '../store.ts';
import { PacketCard } from './PacketCard.tsx';

/** The only part of the stage that renders with every frame. The current packet is drawn last, on top. */
export function Packets({ trace, layout }: { trace: Trace; layout: Layout }) {
  const at = useBeat();
  const marks = packetsAt(trace, layout, at).toSorted((a, b) => Number(a.current) - Number(b.current));
  return (
    <g className="packets">
      {marks.map((mark) => (
        <PacketCard key={mark.id} mark={mark} />
      ))}
    </g>
  );
}
