import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Detail } from '../../scene/detail.ts';
import { beat, packetsAt } from '../../scene/packets.ts';
import { stageAt } from '../../scene/stage.ts';
import type { Still as StillOfRun } from '../../scene/still.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { PacketCard } from '../stage/PacketCard.tsx';
import { Scene } from '../stage/Scene.tsx';

/** The words beside a still tell the rest. */
const STORY: Detail = 1;

interface Props {
  readonly trace: Trace;
  readonly still: StillOfRun;
  readonly event: EventId;
  readonly words: UiMessages;
  /** What the picture says, for those who do not see it. */
  readonly name: string;
}

/** One moment as a picture that stands still, from plain props: for paper and for files. */
export function Still({ trace, still, event, words, name }: Props) {
  const { layout, view } = still;
  const stage = stageAt(trace, layout, event, STORY);
  const marks = packetsAt(trace, layout, beat(event)).toSorted((a, b) => Number(a.current) - Number(b.current));
  // Below a packet in the router stands the name of the road not taken, if there is one; the TTL is in the words beside the picture.
  const crowded = stage.ghosts.length > 0;
  return (
    <svg className="picture still" role="img" aria-label={name} viewBox={`${view.x} ${view.y} ${view.w} ${view.h}`}>
      <Scene trace={trace} layout={layout} stage={stage} words={words} detail={STORY} trail={null} />
      <g className="packets">
        {marks.map((mark) => (
          <PacketCard key={mark.id} mark={crowded && mark.ttlAt === 'below' ? { ...mark, ttlAt: null } : mark} />
        ))}
      </g>
    </svg>
  );
}
