import type { Layout } from '../../scene/places.ts';
import type { Trace } from '../../trace/trace.ts';
import { useBeat } from '../store.ts';
import { TrailMark } from './TrailMark.tsx';

/** What the packet is just walking, while it plays: it lies under the devices, as all ways do. */
export function Trail({ trace, layout }: { trace: Trace; layout: Layout }) {
  return <TrailMark trace={trace} layout={layout} at={useBeat()} />;
}
