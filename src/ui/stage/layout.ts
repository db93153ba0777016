import { layoutFor } from '../../scene/layout.ts';
import type { Layout } from '../../scene/places.ts';
import type { Trace } from '../../trace/trace.ts';
import { useView } from '../store.ts';

/** The layout of a run in the room that the stage has now: the same object for everybody on the page. */
export function useLayout(trace: Trace): Layout {
  const frame = useView((view) => view.frame);
  const large = useView((view) => view.present);
  return layoutFor(trace, { ...frame, large });
}
