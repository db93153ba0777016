import { useEffect, useMemo, useRef } from 'react';
import { detailAt } from '../../scene/detail.ts';
import { stageAt } from '../../scene/stage.ts';
import type { Trace } from '../../trace/trace.ts';
import { Caption } from '../caption/Caption.tsx';
import { useEvent, useIntents, useView, useWords } from '../store.ts';
import { Viewport } from '../viewport/Viewport.tsx';
import { DetailSwitch } from './DetailSwitch.tsx';
import { useKeepInSight } from './keep-in-sight.ts';
import { useLayout } from './layout.ts';
import { LegendButton } from './LegendButton.tsx';
import { Packets } from './Packets.tsx';
import { Picks } from './Picks.tsx';
import { Scene } from './Scene.tsx';
import { Trail } from './Trail.tsx';
import './stage.css';

/** The height that a caption below the stage takes from it: none where the page scrolls, null when none stands there. */
function barBelow(room: Element): number | null {
  const bar = room.closest('main')?.querySelector<HTMLElement>('.caption.bar') ?? null;
  const { scrollHeight, clientHeight } = document.documentElement;
  if (scrollHeight > clientHeight) return 0;
  return bar === null ? null : bar.offsetHeight;
}

/** The stage: measures its room, lays the lab out in it, and shows the moment. */
export function StageView({ trace }: { trace: Trace }) {
  const words = useWords();
  const event = useEvent();
  const { resize } = useIntents();
  const room = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  const zoomed = useView((view) => view.zoom.k > 1);
  const layout = useLayout(trace);
  const detail = useView((view) => detailAt(view.detail, view.zoom.k));
  const stage = useMemo(() => stageAt(trace, layout, event, detail), [trace, layout, event, detail]);

  // ResizeObserver: the room that the page leaves for the stage.
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const bar = barBelow(element);
      resize(entry.contentRect.width, entry.contentRect.height + (bar ?? 0), bar);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [resize]);

  const trail = useMemo(() => <Trail trace={trace} layout={layout} />, [trace, layout]);
  useKeepInSight(section, trace, layout, event);

  return (
    <section
      ref={section}
      className={`stage ${layout.arrangement}`}
      aria-label={words.stage.region}
      id="stage"
      tabIndex={-1}
      // Its words are measured: a translated picture would not fit.
      translate="no"
    >
      <div className="room" ref={room} />
      <svg
        ref={picture}
        className="picture"
        data-zoomed={zoomed}
        role="group"
        aria-label={words.stage.region}
        viewBox={`0 0 ${layout.size.w} ${layout.size.h}`}
        width={layout.size.w}
        height={layout.size.h}
      >
        <Viewport svg={picture} width={layout.size.w} height={layout.size.h}>
          <Scene trace={trace} layout={layout} stage={stage} words={words} detail={detail} trail={trail} />
          <Packets trace={trace} layout={layout} />
          <Picks trace={trace} layout={layout} stage={stage} />
        </Viewport>
      </svg>
      <div className="stage-tools">
        <DetailSwitch />
        <LegendButton />
      </div>
      {layout.caption === null ? null : <Caption trace={trace} box={layout.caption} />}
    </section>
  );
}
