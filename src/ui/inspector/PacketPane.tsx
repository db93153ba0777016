import { HUE } from '../../scene/card.ts';
import { compared, fieldLines, type LayerLine } from '../../scene/layer-fields.ts';
import type { PacketId, EventId } from '../../trace/events.ts';
import { journeyOf } from '../../trace/journey.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import { useWords } from '../store.ts';
import './packet-pane.css';

/** The packet as it came to this hop and as it left it; what changed is marked. */
export function PacketPane({ trace, packet, event }: { trace: Trace; packet: PacketId | null; event: EventId }) {
  const words = useWords().packetPane;
  const hop =
    packet === null ? undefined : journeyOf(trace, packet).hops.findLast((candidate) => candidate.first <= event);
  if (hop === undefined) return <p className="empty">{words.noPacket}</p>;
  const first = packetAt(trace, hop.frameBefore ?? hop.frameAfter);
  const last = packetAt(trace, hop.frameAfter);
  const both = compared(first, last);
  const same = hop.frameBefore === null || hop.changes.length === 0;
  const bytes = (frame: typeof hop.frameAfter): string =>
    words.bytes(frame === null ? 0 : (trace.frames[frame]?.length ?? 0));
  if (same) {
    return (
      <>
        <p className="empty">{words.same}</p>
        <Side title={bytes(hop.frameAfter)} lines={both.after} />
      </>
    );
  }
  return (
    <div className="both-sides">
      <Side title={`${words.before} · ${bytes(hop.frameBefore)}`} lines={both.before} />
      <Side title={`${words.after} · ${bytes(hop.frameAfter)}`} lines={both.after} />
    </div>
  );
}

function Side({ title, lines }: { title: string; lines: readonly LayerLine[] }) {
  const words = useWords();
  return (
    <section className="side">
      <h3>{title}</h3>
      <ol className="layers">
        {lines.map((line, i) => (
          <li
            key={`${line.layer.kind} ${i}`}
            className={`layer ${HUE[line.layer.kind]} ${line.inner ? 'inner' : ''} ${line.whole ?? ''}`}
          >
            <h4>
              <span lang="en">{words.layers[line.layer.kind]}</span>
              {line.whole === null ? null : <em>{words.packetPane[line.whole]}</em>}
            </h4>
            <dl translate="no">
              {fieldLines(line.layer).map((field) => (
                <div key={field.name} className={line.changed.has(field.name) ? 'changed' : ''}>
                  <dt lang="en">{field.name}</dt>
                  <dd className="mono">
                    {line.changed.has(field.name) ? <mark>{field.value}</mark> : field.value}
                    {line.changed.has(field.name) ? (
                      <span className="hidden-text"> {words.packetPane.changed}</span>
                    ) : null}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
