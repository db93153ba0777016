import { type KeyboardEvent, memo, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Terminal } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import { listWindow } from './list-window.ts';

type Listed = NonNullable<Terminal['capture']>['packets'][number];

interface Props {
  readonly packets: readonly Listed[];
  readonly chosen: number | null;
  readonly event: EventId;
  readonly label: string;
  readonly onPick: (at: number) => void;
}

/** Pixels: the rows are all of one height, and the list shows some of them. */
const ROW = 42;
const SHOWN = 6;
const HEIGHT = ROW * SHOWN;

/** The packets of a file, of which only those in sight are drawn: one Tab stop, arrow keys choose. */
export function CaptureList({ packets, chosen, event, label, onPick }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState(0);
  const range = listWindow(packets.length, from, ROW, HEIGHT);

  // Scroll position: outside of React. What was chosen is in sight.
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || chosen === null) return;
    const top = chosen * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW - element.clientHeight;
  }, [chosen]);

  const onKey = (press: KeyboardEvent): void => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return;
    const at = chosen ?? -1;
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + SHOWN,
      PageUp: at - SHOWN,
      Home: 0,
      End: packets.length - 1,
      ' ': Math.max(0, at),
      Enter: Math.max(0, at),
    }[press.key];
    if (to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    onPick(Math.max(0, Math.min(packets.length - 1, to)));
  };

  return (
    <div
      ref={list}
      className="capture-list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosen === null ? undefined : `${id}-${chosen}`}
      onKeyDown={onKey}
      onScroll={(scroll) => setFrom(scroll.currentTarget.scrollTop)}
      translate="no"
      lang="en"
    >
      <div role="presentation" style={{ height: packets.length * ROW }}>
        {packets.slice(range.from, range.to).map((packet, i) => (
          <Row
            key={range.from + i}
            id={`${id}-${range.from + i}`}
            packet={packet}
            at={range.from + i}
            count={packets.length}
            chosen={range.from + i === chosen}
            now={packet.event === event}
            onPick={onPick}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly packet: Listed;
  readonly at: number;
  readonly count: number;
  readonly chosen: boolean;
  readonly now: boolean;
  readonly onPick: (at: number) => void;
}

const Row = memo(
  function Row({ id, packet, at, count, chosen, now, onPick }: RowProps) {
    const { number, time, src, dst, protocol, length, info } = packet;
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the keys
      <div
        id={id}
        role="option"
        aria-selected={chosen}
        aria-posinset={at + 1}
        aria-setsize={count}
        className={`${chosen ? 'chosen' : ''} ${now ? 'now' : ''}`}
        style={{ top: at * ROW, height: ROW }}
        title={info}
        onClick={() => onPick(at)}
      >
        <span>
          <b>{number}</b> {time} {src} → {dst}
        </span>
        <span>
          <b>{protocol}</b> {length} {info}
        </span>
      </div>
    );
  },
  (a, b) =>
    a.packet === b.packet && a.chosen === b.chosen && a.now === b.now && a.count === b.count && a.onPick === b.onPick,
);
