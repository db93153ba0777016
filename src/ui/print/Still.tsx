import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Detail } from '../../scene/detail.ts';
import { beat } from '../../scene/packets.ts';
import type { Still as StillOfRun } from '../../scene/still.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Moment } from '../still/Moment.tsx';

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

/** One moment as a picture that stands still, from plain props: for paper and for the served file. */
export function Still({ trace, still, event, words, name }: Props) {
  const { layout, view } = still;
  return (
    <svg className="picture still" role="img" aria-label={name} viewBox={`${view.x} ${view.y} ${view.w} ${view.h}`}>
      <Moment trace={trace} layout={layout} at={beat(event)} detail={STORY} words={words} />
    </svg>
  );
}
