import { type RefObject, useEffect, useRef } from 'react';
import { placeOf } from '../../scene/place-of.ts';
import type { Layout } from '../../scene/places.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useView } from '../store.ts';

const AIR = 70;
/** A page that has just been opened is not moved for a few pixels: its head says what is run. */
const PATIENCE = 100;

/** Scrolls what is higher than its room so that the place of the event can be seen: the stage on a desk, the page on a phone. */
export function useKeepInSight(
  stage: RefObject<HTMLElement | null>,
  trace: Trace,
  layout: Layout,
  event: EventId,
): void {
  const reduced = useView((view) => view.reducedMotion);
  const first = useRef(event);
  // Scroll positions: outside of React.
  useEffect(() => {
    const element = stage.current;
    const here = trace.events[event];
    const place = here === undefined ? null : placeOf(layout, here);
    if (element === null || place === null) return;
    const y = place.place.card.y;
    const behavior = reduced ? 'auto' : 'smooth';
    if (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY === 'auto') {
      const hidden = y < element.scrollTop + AIR / 2 || y > element.scrollTop + element.clientHeight - AIR;
      if (hidden) element.scrollTo({ top: y - element.clientHeight / 2, behavior });
      return;
    }
    const top = element.getBoundingClientRect().top + y;
    const dock = document.querySelector('.dock')?.getBoundingClientRect().top ?? innerHeight;
    const patience = event === first.current ? PATIENCE : 0;
    if (top < AIR / 2 || top > dock - AIR / 2 + patience) scrollBy({ top: top - dock / 2, behavior });
  }, [stage, trace, layout, event, reduced]);
}
