import type { Layout } from '../../scene/places.ts';
import { eventAt, packetsAt } from '../../scene/packets.ts';
import type { Trace } from '../../trace/trace.ts';
import { litEvents } from '../../state/terminal.ts';
import { useBeat, useTerminal } from '../store.ts';
import { PacketCard } from './PacketCard.tsx';

/** The only part of the stage that renders with every frame. The current packet is drawn last, on top. */
export function Packets({ trace, layout }: { trace: Trace; layout: Layout }) {
  const at = useBeat();
  const sees = useTerminal(({ lit }) => litEvents(lit).has(eventAt(at)));
  const marks = packetsAt(trace, layout, at).toSorted((a, b) => Number(a.current) - Number(b.current));
  return (
    <g className="packets">
      {marks.map((mark) => (
        <PacketCard key={mark.id} mark={mark} seen={mark.current && sees} />
      ))}
    </g>
  );
}
