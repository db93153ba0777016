import { useState } from 'react';
import { compared } from '../../scene/layer-fields.ts';
import { seek } from '../../state/playhead.ts';
import type { Terminal } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { decode } from '../../wire/decode.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useWords } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';
import { CaptureList } from './CaptureList.tsx';
import { Side } from './PacketPane.tsx';
import './capture-file.css';

interface Props {
  readonly capture: NonNullable<Terminal['capture']>;
  readonly trace: Trace;
  readonly event: EventId;
}
type Listed = Props['capture']['packets'][number];

/** A capture file that a command has opened: its packets, and the layers of the one that is chosen. */
export function CaptureFile({ capture, trace, event }: Props) {
  const words = useCaptureWords().captures.file;
  const { terminal, head } = useIntents();
  const { host, path, packets } = capture;
  const [chosen, choose] = useState<number | null>(null);
  const packet = chosen === null ? undefined : packets[chosen];
  const goTo = (to: EventId): void => head((now, run) => seek(now, run, to));
  const pick = (at: number): void => {
    choose(at);
    const there = packets[at]?.event ?? null;
    if (there !== null && there < trace.events.length) goTo(there);
  };
  return (
    <section className="capture-file" aria-label={words.title(path, host)}>
      <header>
        <h3 translate="no">
          <code>{path}</code> <span className="quiet">{host}</span>
        </h3>
        <button
          type="button"
          className="icon-button"
          aria-label={words.close}
          title={words.close}
          onClick={() => terminal.showCapture(null)}
        >
          <Icon name="close" />
        </button>
      </header>
      {packets.length === 0 ? (
        <p className="empty">{words.empty}</p>
      ) : (
        <>
          <p className="quiet">{words.count(packets.length)}</p>
          <CaptureList packets={packets} chosen={chosen} event={event} label={words.list(path)} onPick={pick} />
          {packet === undefined ? (
            <p className="empty">{words.pick}</p>
          ) : (
            <Chosen packet={packet} event={event} onSeek={goTo} />
          )}
        </>
      )}
    </section>
  );
}

function Chosen({ packet, event, onSeek }: { packet: Listed; event: EventId; onSeek: (to: EventId) => void }) {
  const words = useCaptureWords().captures.file;
  const { bytes } = useWords().packetPane;
  const { packet: layers } = decode(packet.bytes, packet.link);
  const there = packet.event;
  return (
    <>
      {there === null ? (
        <p className="empty">{words.elsewhere}</p>
      ) : there === event ? (
        <p className="empty">{words.there}</p>
      ) : (
        <button type="button" className="button" onClick={() => onSeek(there)}>
          {words.goThere}
        </button>
      )}
      <Side
        title={`${words.layers(packet.number)} · ${bytes(packet.bytes.length)}`}
        lines={compared([], layers).after}
      />
    </>
  );
}
