import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Detail } from '../../scene/detail.ts';
import { type Beat, eventAt, type PacketMark, packetsAt } from '../../scene/packets.ts';
import type { Layout } from '../../scene/places.ts';
import { stageAt } from '../../scene/stage.ts';
import type { Trace } from '../../trace/trace.ts';
import { PacketCard } from '../stage/PacketCard.tsx';
import { Scene } from '../stage/Scene.tsx';
import { TrailMark } from '../stage/TrailMark.tsx';

interface Props {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly at: Beat;
  readonly detail: Detail;
  readonly words: UiMessages;
}

/** One moment as it stands still: the scene of an event with its packets, at rest or half-way to the next event. */
export function Moment({ trace, layout, at, detail, words }: Props) {
  const crowded = stageAt(trace, layout, eventAt(at), detail).ghosts.length > 0;
  const marks = packetsAt(trace, layout, at).toSorted((a, b) => Number(a.current) - Number(b.current));
  return (
    <>
      <SceneAt trace={trace} layout={layout} at={at} detail={detail} words={words} />
      <g className="packets">
        {marks.map((mark) => (
          <PacketCard key={mark.id} mark={crowded ? withoutTtlBelow(mark) : mark} />
        ))}
      </g>
    </>
  );
}

/** All of a moment but its packets. */
export function SceneAt({ trace, layout, at, detail, words }: Props) {
  const stage = stageAt(trace, layout, eventAt(at), detail);
  const trail = Number.isInteger(at) ? null : <TrailMark trace={trace} layout={layout} at={at} />;
  return <Scene trace={trace} layout={layout} stage={stage} words={words} detail={detail} trail={trail} />;
}

/**
 * Below a packet in the router stands the name of the road not taken, if there is one; the TTL is in the words beside the picture.
 */
export function withoutTtlBelow(mark: PacketMark): PacketMark {
  return mark.ttlAt === 'below' ? { ...mark, ttlAt: null } : mark;
}
