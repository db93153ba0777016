import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Observations } from './Observations.tsx';
import './probe-pane.css';

/** What captures on chosen devices print up to the cursor, and what Cilium itself reports at this event. */
export function ProbePane({ event }: { trace: Trace; event: TraceEvent }) {
  return <Observations event={event} />;
}
