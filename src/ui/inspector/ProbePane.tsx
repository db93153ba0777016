import type { TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useTerminal, useView } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';
import { CaptureFile } from './CaptureFile.tsx';
import { Observations } from './Observations.tsx';
import { ProbeCard } from './ProbeCard.tsx';
import { ProbeStart } from './ProbeStart.tsx';
import './probe-pane.css';

/** What captures on chosen devices print up to the cursor, and what Cilium itself reports at this event. */
export function ProbePane({ trace, event }: { trace: Trace; event: TraceEvent }) {
  const words = useCaptureWords().captures;
  const probes = useView((view) => view.probes);
  const selection = useView((view) => view.selection);
  const capture = useTerminal((terminal) => terminal.capture);
  return (
    <>
      {capture === null ? null : (
        <CaptureFile key={`${capture.host} ${capture.path}`} capture={capture} trace={trace} event={event.id} />
      )}
      <section className="captures" aria-label={words.heading}>
        {probes.length === 0 ? (
          <div className="what">
            <p>{words.what}</p>
            <p className="quiet">{words.how}</p>
          </div>
        ) : (
          <ul className="probes">
            {probes.map((probe) => (
              <ProbeCard
                key={`${probe.netns} ${probe.device}`}
                trace={trace}
                probe={probe}
                event={event.id}
                selected={selection.kind === 'device' && selection.id === probe.device}
              />
            ))}
          </ul>
        )}
        <ProbeStart trace={trace} />
      </section>
      <section className="reports">
        <h3>{words.reports}</h3>
        <Observations event={event} />
      </section>
    </>
  );
}
