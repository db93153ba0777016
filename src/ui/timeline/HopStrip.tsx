import { memo, useCallback, useEffect, useRef } from 'react';
import { seconds } from '../../i18n/format.ts';
import { type Chapter, placeInStrip, type StripGroup, stripOf } from '../../scene/strip.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { useEvent, useIntents, useWords } from '../store.ts';
import { HopCard } from './HopCard.tsx';
import './hop-card.css';
import './strip.css';

/** A run with more hops than this shows only those of the packets near the reader; of the others the number. */
const MOST_CARDS = 300;
const NEAR = 4;

/** The run in phases, packets and hops, each with one sentence and its sources. Clicking seeks. */
export function HopStrip({ trace }: { trace: Trace }) {
  const event = useEvent();
  const { head } = useIntents();
  const go = useCallback((to: EventId) => head((now, run) => seek(now, run, to)), [head]);
  const box = useRef<HTMLDivElement>(null);
  const strip = stripOf(trace);
  const place = placeInStrip(trace, event);
  const groups = strip.flatMap((chapter) => chapter.groups);
  const long = groups.reduce((sum, group) => sum + group.cards.length, 0) > MOST_CARDS;
  const here = groups.findIndex((group) => group.packet === (place?.packet ?? null));
  useKeepInView(box, `${place?.phase} ${place?.packet} ${place?.card}`);
  return (
    <div className="run-strip" ref={box}>
      {strip.map((chapter) => (
        <section key={chapter.phase.id} className="chapter" aria-labelledby={`phase-${chapter.phase.id}`}>
          <ChapterHead
            chapter={chapter}
            now={chapter.phase.id === place?.phase}
            bare={place?.card === null}
            onGo={go}
          />
          <ol className="packet-groups">
            {chapter.groups.map((group) => (
              <PacketGroup
                key={group.packet ?? 'command'}
                trace={trace}
                group={group}
                event={within(group, event)}
                card={
                  place?.packet === group.packet && group.cards.some(({ event: own }) => own === place.card)
                    ? place.card
                    : null
                }
                folded={long && Math.abs(groups.indexOf(group) - here) > NEAR}
                onGo={go}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Beyond its ends nothing changes for a group: so it is not drawn again. */
function within(group: StripGroup, event: EventId): number {
  const first = group.cards[0]?.first ?? 0;
  const last = group.cards.at(-1)?.last ?? 0;
  return Math.max(first - 1, Math.min(event, last + 1));
}

const ChapterHead = memo(function ChapterHead({
  chapter,
  now,
  bare,
  onGo,
}: {
  chapter: Chapter;
  now: boolean;
  /** The reader is in this phase, but on none of its cards yet. */
  bare: boolean;
  onGo: (event: EventId) => void;
}) {
  const words = useWords().time;
  const { phase } = chapter;
  return (
    <h3 id={`phase-${phase.id}`} className={now ? 'now' : undefined}>
      <button type="button" aria-current={now ? (bare ? 'step' : 'true') : undefined} onClick={() => onGo(phase.first)}>
        {words.phases[phase.kind](phase.number)}
        {phase.waited === 0 ? null : <small>{words.waited(seconds(phase.waited))}</small>}
      </button>
    </h3>
  );
});

const PacketGroup = memo(function PacketGroup({
  trace,
  group,
  event,
  card,
  folded,
  onGo,
}: {
  trace: Trace;
  group: StripGroup;
  event: number;
  card: EventId | null;
  folded: boolean;
  onGo: (event: EventId) => void;
}) {
  const words = useWords();
  const first = group.cards[0];
  if (first === undefined) return null;
  const way = words.stage.way[group.way];
  return (
    <li className="packet-group">
      {group.packet === null ? null : (
        <button
          type="button"
          data-packet={group.packet}
          className={`packet-chip ${group.way} ${group.lost ? 'lost' : ''}`}
          onClick={() => onGo(first.first)}
        >
          <span lang="en">{group.label}</span>
          {group.retransmission ? <em>{words.strip.again}</em> : null}
          <span className="hidden-text">, {way}</span>
          {folded ? <em>{words.strip.folded(group.cards.length)}</em> : null}
        </button>
      )}
      {folded ? null : (
        <ol className="hops" aria-label={group.packet === null ? undefined : words.strip.hops(group.label, way)}>
          {group.cards.map((own) => (
            <HopCard
              key={own.event}
              trace={trace}
              card={own}
              place={own.event === card ? 'now' : own.first <= event ? 'done' : 'ahead'}
              onGo={onGo}
            />
          ))}
        </ol>
      )}
    </li>
  );
});

/** Keeps the current card in sight, sideways only: the page itself must not jump. */
function useKeepInView(list: { readonly current: HTMLElement | null }, place: string): void {
  // The scroll position of an element: an outside system to React.
  useEffect(() => {
    const box = list.current;
    const item = box?.querySelector('[aria-current="step"]')?.closest('li, h3');
    if (box === null || item === null || item === undefined) return;
    const room = box.getBoundingClientRect();
    const own = item.getBoundingClientRect();
    // What came before stays in sight, and the headings that stick to the left edge cover nothing.
    const head = item.closest('.chapter')?.querySelector('h3')?.getBoundingClientRect();
    const covered = head === undefined || head.height < room.height / 2 ? 0 : head.width;
    const before = item.previousElementSibling?.getBoundingClientRect().width ?? 0;
    const hidden = own.left < room.left + covered || own.right > room.right;
    if (hidden) box.scrollTo({ left: box.scrollLeft + own.left - room.left - covered - before });
  }, [list, place]);
}
