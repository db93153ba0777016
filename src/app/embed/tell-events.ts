import { tell } from '../../i18n/tell.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { eventAt } from '../../scene/packets.ts';
import { focusOf } from '../../scene/stage.ts';
import type { EventName } from '../../state/messages/protocol.ts';
import { phaseAt } from '../../state/messages/tell-state.ts';
import { endsOf } from '../../state/playhead.ts';
import { after } from '../clock.ts';
import type { App } from '../create-app.ts';
import type { Shelf } from '../shelf.ts';
import { eventName } from './obey.ts';

/** A host's clock of the run ticks four times a second at most. */
export const TICK = 250;

/** Tells a host what happens in its frame. `emit` drops what it has not subscribed to. */
export function tellEvents(
  { stores }: App,
  shelf: Shelf,
  emit: (name: EventName, data: object) => void,
  state: () => unknown,
  /** Milliseconds between two ticks. */
  interval: () => number,
): void {
  const { playhead, session, view } = stores;
  let rests = false;
  const tick = (): void => {
    if (rests) return;
    rests = true;
    after(interval(), () => {
      rests = false;
    });
    const { at } = playhead.getState();
    emit('timeupdate', { i: eventAt(at), frac: Math.round((at - eventAt(at)) * 1000) / 1000 });
  };
  playhead.subscribe((head, before) => {
    const { trace } = session.getState();
    if (trace === null) return;
    if (head.at !== before.at) tick();
    const event = eventAt(head.at);
    if (event !== eventAt(before.at)) emit('event', eventData(event));
    if (head.speed !== before.speed) emit('ratechange', { state: state() });
    if (head.mode === before.mode) return;
    emit(head.mode === 'playing' ? 'play' : 'pause', { state: state() });
    if (head.mode === 'paused' && head.at >= endsOf(head, trace).to) emit('ended', { state: state() });
  });
  const eventData = (event: ReturnType<typeof eventAt>): object => {
    const { trace } = session.getState();
    const here = trace?.events[event];
    if (trace === null || here === undefined) return {};
    const focus = focusOf(trace, event);
    return {
      i: event,
      id: eventName(trace, event),
      label: tell(here, trace, shelf.of(view.getState().lang).story).title,
      phase: phaseAt(trace, event),
      verdict: packetVerdictAt(trace, focus, event),
      from: here.netns,
      to: here.device ?? here.netns,
    };
  };
  session.subscribe((now, before) => {
    if (now.run === before.run) return;
    if (now.run.kind === 'ready') emit('state', { state: state() });
    else emit('error', { code: 'E_RUN', message: now.run.message });
  });
  view.subscribe((now, before) => {
    if (now.lang !== before.lang || now.theme !== before.theme || now.detail !== before.detail)
      emit('state', { state: state() });
    if (now.selection !== before.selection) {
      const { selection } = now;
      if (selection.kind === 'device') emit('select', { edge: selection.id });
      if (selection.kind === 'netns') emit('select', { node: selection.name });
    }
    if (now.unread !== before.unread && now.unread.length > 0) emit('warning', warningOf(now.unread));
  });
}

/** What of the address could not be read. */
export function warningOf(unread: readonly string[]): object {
  return { code: 'E_PARAM', message: 'some of the address could not be read', fields: unread };
}
