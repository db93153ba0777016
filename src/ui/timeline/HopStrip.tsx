import { memo, useCallback, useEffect, useRef } from 'react';
import { narrate } from '../../i18n/narrate.ts';
import type { Lang } from '../../i18n/lang.ts';
import { eventAt } from '../../scene/packets.ts';
import { focusOf } from '../../scene/stage.ts';
import { type Phase, timelineOf } from '../../scene/timeline.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId, PacketId, TraceEvent } from '../../trace/events.ts';
import { type Hop, journeyOf } from '../../trace/journey.ts';
import type { Trace } from '../../trace/trace.ts';
import { useEvent, useIntents, usePlayhead, useView, useWords } from '../store.ts';

function useGo(): (to: EventId) => void {
  const { head } = useIntents();
  return useCallback((to) => head((now, run) => seek(now, run, to)), [head]);
}

/** The packet at hand in hops, each with one sentence. Clicking seeks. */
export function HopStrip({ trace }: { trace: Trace }) {
  const event = useEvent();
  const go = useGo();
  const focus = focusOf(trace, event) ?? trace.packets[0]?.id ?? null;
  return focus === null ? null : <Hops trace={trace} packet={focus} event={event} onPick={go} />;
}

/** The run in packets. */
export function PhaseStrip({ trace }: { trace: Trace }) {
  const focus = usePlayhead((head) => focusOf(trace, eventAt(head.at)));
  return <Phases phases={timelineOf(trace).phases} focus={focus ?? (0 as PacketId)} onPick={useGo()} />;
}

const Phases = memo(function Phases({
  phases,
  focus,
  onPick,
}: {
  phases: readonly Phase[];
  focus: PacketId | null;
  onPick: (event: EventId) => void;
}) {
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  useScrollTo(list, `[data-packet="${focus}"]`);
  return (
    <ol className="phases" aria-label={words.strip.packets} ref={list}>
      {phases.map((phase) => (
        <li key={phase.packet}>
          <button
            type="button"
            data-packet={phase.packet}
            className={`phase-chip ${phase.way} ${fateOf(phase)}`}
            aria-current={phase.packet === focus ? 'true' : undefined}
            onClick={() => onPick(phase.first)}
          >
            <span lang="en">{phase.label}</span>
            {phase.retransmission ? <em>{words.strip.again}</em> : null}
            <span className="hidden-text">, {words.stage.way[phase.way]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
});

function fateOf(phase: Phase): string {
  const { kind } = phase.outcome;
  return kind === 'left-the-lab' || kind === 'dropped' || kind === 'never-sent' ? 'lost' : '';
}

function Hops({
  trace,
  packet,
  event,
  onPick,
}: {
  trace: Trace;
  packet: PacketId;
  event: EventId;
  onPick: (event: EventId) => void;
}) {
  const words = useWords().strip;
  const lang = useView((view) => view.lang);
  const list = useRef<HTMLOListElement>(null);
  const { hops } = journeyOf(trace, packet);
  const at = hops.findLastIndex((hop) => hop.first <= event);
  useScrollTo(list, '[aria-current="step"]', at);
  return (
    <ol className="hops" aria-label={words.hops(trace.packets[packet]?.label ?? '')} ref={list}>
      {hops.map((hop, i) => (
        <HopCard
          key={hop.index}
          trace={trace}
          hop={hop}
          lang={lang}
          place={i < at ? 'done' : i === at ? 'now' : 'ahead'}
          onPick={onPick}
        />
      ))}
    </ol>
  );
}

const HopCard = memo(function HopCard({
  trace,
  hop,
  lang,
  place,
  onPick,
}: {
  trace: Trace;
  hop: Hop;
  lang: Lang;
  place: 'done' | 'now' | 'ahead';
  onPick: (event: EventId) => void;
}) {
  const telling = tellingEvent(trace, hop);
  const story = narrate(telling, trace, lang);
  const lost = hop.outcome !== null && hop.outcome.kind !== 'delivered' && hop.outcome.kind !== 'consumed';
  return (
    <li>
      <button
        type="button"
        className={`hop ${place} ${lost ? 'lost' : ''}`}
        aria-current={place === 'now' ? 'step' : undefined}
        onClick={() => onPick(telling.id)}
      >
        <strong>{story.title}</strong>
        <span>{story.sentence}</span>
      </button>
    </li>
  );
});

const WEIGHT: { readonly [K in TraceEvent['kind']]: number } = {
  end: 9,
  hook: 8,
  encap: 7,
  decap: 7,
  peer: 6,
  route: 5,
  forward: 4,
  fragment: 4,
  reassemble: 4,
  born: 3,
  rx: 2,
  tx: 2,
  neigh: 1,
  tcp: 1,
  job: 1,
  socket: 0,
  pmtu: 3,
  configured: 3,
};

/** The event of a hop that says most about it. */
function tellingEvent(trace: Trace, hop: Hop): TraceEvent {
  const events = hop.events.flatMap((id) => trace.events[id] ?? []);
  const best = events.toSorted((a, b) => WEIGHT[b.kind] - WEIGHT[a.kind])[0];
  if (best === undefined) throw new Error(`hop ${hop.index} of packet ${hop.packet} has no events`);
  return best;
}

/** Keeps the current item in sight, sideways only: the page itself must not jump. */
function useScrollTo(list: { readonly current: HTMLElement | null }, selector: string, key?: number): void {
  // The scroll position of an element: an outside system to React.
  useEffect(() => {
    const box = list.current;
    const item = box?.querySelector<HTMLElement>(selector);
    if (box === null || item === null || item === undefined) return;
    // Whole items: the one before stays in sight, and none is cut at the left edge.
    const fits = Math.max(1, Math.floor(box.clientWidth / item.offsetWidth));
    const index = [...box.children].findIndex((child) => child.contains(item));
    const first = box.children[Math.max(0, index - fits + 2)];
    const left = item.offsetLeft;
    const hidden = left < box.scrollLeft || left + item.offsetWidth > box.scrollLeft + box.clientWidth;
    if (hidden && first instanceof HTMLElement) {
      box.scrollTo({ left: index + 1 >= box.children.length ? box.scrollWidth : first.offsetLeft });
    }
  }, [list, selector, key]);
}
