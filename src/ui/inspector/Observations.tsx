import type { Observation, TraceEvent } from '../../trace/events.ts';
import { useWords } from '../store.ts';

/** What Cilium's monitor would say about this event, and whether the aggregation level lets it out. */
export function Observations({ event }: { event: TraceEvent }) {
  const words = useWords().probePane;
  if (event.kind !== 'hook') return <p className="empty">{words.notCilium}</p>;
  return (
    <>
      <p className="program">
        <code>{event.program}</code>{' '}
        <span className="quiet mono" translate="no">
          {event.attach}
        </span>
      </p>
      {event.observations.length === 0 ? <p className="empty">{words.noObservations}</p> : null}
      <ol className="observations">
        {event.observations.map((observation, i) => (
          <li key={`${observation.point} ${i}`} className={observation.shown ? 'shown' : 'hidden-one'}>
            <p>
              <code className="point">{observation.point}</code> <strong lang="en">{observation.verdict}</strong>
            </p>
            <p className="quiet mono" translate="no">
              {detailOf(observation)}
            </p>
            <p className="visibility">{observation.shown ? words.shown : words.hiddenBy}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function detailOf(observation: Observation): string {
  const { srcIdentity, dstIdentity, ct, reason, endpoint } = observation;
  const parts = [`identity ${srcIdentity} -> ${dstIdentity}`, `state ${ct}`];
  if (endpoint !== null) parts.push(`endpoint ${endpoint}`);
  if (reason !== null) parts.push(reason.text);
  return parts.join(', ');
}
