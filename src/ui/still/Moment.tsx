import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Detail } from '../../scene/detail.ts';
import { beat, type PacketMark, packetsAt } from '../../scene/packets.ts';
import type { Layout } from '../../scene/places.ts';
import { stageAt } from '../../scene/stage.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { PacketCard } from '../stage/PacketCard.tsx';
import { Scene } from '../stage/Scene.tsx';

interface Props {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly event: EventId;
  readonly detail: Detail;
  readonly words: UiMessages;
}

/** One moment as it stands still: the scene of an event with its packets at rest. */
export function Moment({ trace, layout, event, detail, words }: Props) {
  const stage = stageAt(trace, layout, event, detail);
  const marks = packetsAt(trace, layout, beat(event)).toSorted((a, b) => Number(a.current) - Number(b.current));
  return (
    <>
      <Scene trace={trace} layout={layout} stage={stage} words={words} detail={detail} trail={null} />
      <StillPackets marks={marks} crowded={stage.ghosts.length > 0} />
    </>
  );
}

/**
 * Below a packet in the router stands the name of the road not taken, if there is one: `crowded`. The TTL is in the words beside the
 * picture.
 */
export function StillPackets({ marks, crowded }: { marks: readonly PacketMark[]; crowded: boolean }) {
  return (
    <g className="packets">
      {marks.map((mark) => (
        <PacketCard key={mark.id} mark={crowded && mark.ttlAt === 'below' ? { ...mark, ttlAt: null } : mark} />
      ))}
    </g>
  );
}
