import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { seek } from '../../state/playhead.ts';
import type { ProbeLines as Lines } from '../../state/probe-reading.ts';
import type { EventId } from '../../trace/events.ts';
import { useIntents } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';

interface Props {
  readonly lines: readonly Lines[];
  readonly event: EventId;
  readonly label: string;
}

/** What tcpdump has printed so far. Every packet leads to its event; one Tab stop, arrows go from packet to packet. */
export function ProbeLines({ lines, event, label }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const last = lines.at(-1)?.event;

  // Scroll position: outside of React. A terminal shows its newest line.
  useEffect(() => {
    const element = list.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, [last]);

  if (lines.length === 0) return null;
  return (
    <ol className="printed" aria-label={label} ref={list}>
      {lines.map((packet, i) => (
        <Line key={packet.event} packet={packet} current={packet.event === event} stop={i === lines.length - 1} />
      ))}
    </ol>
  );
}

/** Does not render again while only newer lines come. */
const Line = memo(function Line({ packet, current, stop }: { packet: Lines; current: boolean; stop: boolean }) {
  const { head } = useIntents();
  const words = useCaptureWords().captures;
  return (
    <li className={current ? 'now' : ''}>
      <button
        type="button"
        lang="en"
        translate="no"
        tabIndex={stop ? 0 : -1}
        aria-current={current ? 'step' : undefined}
        onKeyDown={rove}
        onClick={() => head((now, run) => seek(now, run, packet.event))}
      >
        {packet.lines.map((line, i) => (
          <span key={`${i} ${line}`}>{line}</span>
        ))}
      </button>
      {current ? <span className="hidden-text">{words.now}</span> : null}
    </li>
  );
});

function rove(press: KeyboardEvent<HTMLButtonElement>): void {
  const here = press.currentTarget;
  const buttons = [...(here.closest('ol')?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(here);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[press.key];
  if (to === undefined) return;
  press.preventDefault();
  buttons[Math.min(buttons.length - 1, Math.max(0, to))]?.focus();
}
