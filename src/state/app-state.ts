import { createStore, type StoreApi } from 'zustand/vanilla';
import { correspondingEvent, openingEvent } from '../scene/moment.ts';
import { beat } from '../scene/packets.ts';
import type { EventId } from '../trace/events.ts';
import type { Ask } from '../scenario/ask.ts';
import { AT_START, type Playhead, type Range, seek } from './playhead.ts';
import type { Simulate } from '../scenario/run.ts';
import { execute, executeChanged, type Session } from './session.ts';
import { plainStart, type Start } from './start.ts';
import { CLOSED, type Terminal } from './terminal.ts';
import type { View } from './view.ts';

/** Five stores, because they change at five rates: per address, per run, per frame, per click, per key. */
export interface Stores {
  readonly start: StoreApi<Start>;
  readonly session: StoreApi<Session>;
  readonly playhead: StoreApi<Playhead>;
  readonly view: StoreApi<View>;
  readonly terminal: StoreApi<Terminal>;
}

export function createStores(
  session: Session,
  view: View,
  at: number | null,
  start: Start = plainStart(session.world),
): Stores {
  const first = session.trace === null ? 0 : (at ?? openingEvent(session.trace));
  return {
    start: createStore<Start>(() => start),
    session: createStore<Session>(() => session),
    playhead: createStore<Playhead>(() => ({ ...AT_START, at: beat(first) })),
    view: createStore<View>(() => view),
    terminal: createStore<Terminal>(() => CLOSED),
  };
}

/** Runs an ask. `where` says where the reader is put: at the corresponding moment of the new run, or at its start. */
export function rerun(stores: Stores, ask: Ask, where: 'same-moment' | 'start', simulate: Simulate): void {
  const before = stores.session.getState();
  const after = where === 'start' ? execute(before, ask, simulate) : executeChanged(before, ask, simulate);
  stores.session.setState(after, true);
  if (after.run.kind !== 'ready' || after.trace === null) return;
  const { trace } = after;
  const here = Math.floor(stores.playhead.getState().at) as EventId;
  const at = where === 'start' || before.trace === null ? 0 : correspondingEvent(before.trace, here, trace);
  const moved = (range: Range): Range | null => {
    if (where === 'start' || before.trace === null) return null;
    const from = correspondingEvent(before.trace, range.from, trace);
    const to = correspondingEvent(before.trace, range.to, trace);
    return from < to ? { from, to } : null;
  };
  stores.playhead.setState(
    (head) => seek({ ...head, range: head.range === null ? null : moved(head.range) }, trace, at),
    true,
  );
}

/** The beat that is shown: with reduced motion there is nothing between two events. */
export function shownBeat(head: Playhead, view: Pick<View, 'reducedMotion'>): Playhead['at'] {
  return view.reducedMotion ? beat(Math.floor(head.at)) : head.at;
}
