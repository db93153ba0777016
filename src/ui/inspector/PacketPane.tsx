import { lazy, Suspense } from 'react';
import { HUE } from '../../scene/card.ts';
import { compared, fieldLines, type LayerLine } from '../../scene/layer-fields.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId, PacketId } from '../../trace/events.ts';
import { type Hop, journeyOf } from '../../trace/journey.ts';
import { packetAt } from '../../trace/packet-at.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents, useView, useWords } from '../store.ts';
import { ChangedMark } from './ChangedMark.tsx';
import './packet-pane.css';

// Nobody needs every byte, nor a sentence about each, before having asked for them.
const FrameExplorer = lazy(async () => ({ default: (await import('./FrameExplorer.tsx')).FrameExplorer }));

/** The packet as it came to this hop and as it left it; what changed is marked. */
export function PacketPane({ trace, packet, event }: { trace: Trace; packet: PacketId | null; event: EventId }) {
  const words = useWords().packetPane;
  const hop =
    packet === null ? undefined : journeyOf(trace, packet).hops.findLast((candidate) => candidate.first <= event);
  if (hop === undefined) return <NoPacket trace={trace} />;
  const label = trace.packets[hop.packet]?.label ?? '';
  return (
    <>
      {trace.events[event]?.packet === null ? <p className="empty">{words.elsewhere(label)}</p> : null}
      {hop.frameAfter === null ? (
        <p className="empty">{words.noBytes}</p>
      ) : (
        <>
          <Sides trace={trace} hop={hop} />
          <Explorer trace={trace} hop={hop} />
        </>
      )}
    </>
  );
}

function NoPacket({ trace }: { trace: Trace }) {
  const words = useWords().packetPane;
  const { head } = useIntents();
  const first = trace.events.find((candidate) => candidate.packet !== null)?.id;
  return (
    <>
      <p className="empty">{words.noPacket}</p>
      {first === undefined ? null : (
        <button type="button" className="button" onClick={() => head((now, run) => seek(now, run, first))}>
          {words.toFirst}
        </button>
      )}
    </>
  );
}

/** A packet that is born here, or that goes as it came, is one packet and not two. */
function sidesOf(hop: Hop): 'one' | 'two' {
  return hop.frameBefore === null || hop.changes.length === 0 ? 'one' : 'two';
}

function Sides({ trace, hop }: { trace: Trace; hop: Hop }) {
  const words = useWords().packetPane;
  const both = compared(packetAt(trace, hop.frameBefore ?? hop.frameAfter), packetAt(trace, hop.frameAfter));
  const bytes = (frame: typeof hop.frameAfter): string =>
    words.bytes(frame === null ? 0 : (trace.frames[frame]?.length ?? 0));
  if (sidesOf(hop) === 'one') {
    return (
      <>
        <p className="empty">{words.same}</p>
        <Side title={bytes(hop.frameAfter)} lines={both.after} />
      </>
    );
  }
  return (
    <div className="sides">
      <div className="both-sides">
        <Side title={`${words.before} · ${bytes(hop.frameBefore)}`} lines={both.before} />
        <Side title={`${words.after} · ${bytes(hop.frameAfter)}`} lines={both.after} />
      </div>
    </div>
  );
}

/** One packet, layer by layer. */
export function Side({ title, lines }: { title: string; lines: readonly LayerLine[] }) {
  const words = useWords();
  return (
    <section className="side">
      <h3>{title}</h3>
      <ol className="layers">
        {lines.map((line, i) => (
          <li
            key={`${line.layer.kind} ${i}`}
            className={`frame-part layer ${HUE[line.layer.kind]} ${line.inner ? 'inner' : ''} ${line.whole ?? ''}`}
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
                    {line.changed.has(field.name) ? <ChangedMark /> : null}
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

/** Below the two sides, for who wants to see all of it. */
function Explorer({ trace, hop }: { trace: Trace; hop: Hop }) {
  const words = useWords().packetPane;
  const { view } = useIntents();
  const open = useView((now) => now.bytes === 'open' || (now.bytes === 'auto' && now.detail === 3));
  return (
    <section className="explorer">
      <h3>
        <button
          type="button"
          className="explorer-toggle"
          aria-expanded={open}
          onClick={() => view({ bytes: open ? 'closed' : 'open' })}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
            <path d="M4 2.5 8 6l-4 3.5" />
          </svg>
          {words.explore}
        </button>
      </h3>
      {open ? (
        <Suspense fallback={<div className="explorer-pending" data-pending="" />}>
          <FrameExplorer trace={trace} hop={hop} sides={sidesOf(hop)} />
        </Suspense>
      ) : null}
    </section>
  );
}
