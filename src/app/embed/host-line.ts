import { VERSION } from '../../base/version.ts';
import { tell } from '../../i18n/tell.ts';
import { openGate, passes, struck } from '../../state/messages/gate.ts';
import { isFromHost, isOpaque, isTrusted, replyTo } from '../../state/messages/origins.ts';
import {
  type Answer,
  type EventName,
  EXPORT_FORMATS,
  type Outgoing,
  PROTO,
  type Ready,
  type StateOut,
  USUAL_EVENTS,
} from '../../state/messages/protocol.ts';
import { type CommandOf, type Greeting, isMarked, readMessage } from '../../state/messages/read-message.ts';
import { eventsOut, pageAddress, phasesOut, stateOut, titleOut } from '../../state/messages/tell-state.ts';
import type { Seen } from '../../state/page-link.ts';
import type { App } from '../create-app.ts';
import type { Shelf } from '../shelf.ts';
import type { Asking } from './consent.ts';
import { obey } from './obey.ts';
import { TICK, tellEvents, warningOf } from './tell-events.ts';
import { followHeight } from './wanted-height.ts';

/** Where messages go: to the page around the frame, as it named itself, or through a port that it has been given. */
interface Line {
  readonly origin: string;
  readonly port: MessagePort | null;
}

/** Opens the line between the frame and the page around it. Nothing happens where there is no such page. */
export function openHostLine(app: App, shelf: Shelf, consent: Asking, site: string): void {
  const host = window.parent;
  if (host === window) return;
  followHeight(app, ({ width, height, ratio }) => {
    // Two dialects that others have taught their frames, for hosts that know nothing of us. They hold nothing but a height.
    host.postMessage(
      JSON.stringify({ src: location.origin + location.pathname, context: 'iframe.resize', height }),
      '*',
    );
    host.postMessage({ sentinel: 'amp', type: 'embed-size', height }, '*');
    host.postMessage({ hopscope: 1, kind: 'evt', name: 'resize', seq: 0, data: { width, height, ratio } }, '*');
  });
  const { api, origin: allowed } = app.stores.start.getState().page;
  if (api === true) listen(app, shelf, consent, site, host, allowed);
}

function listen(app: App, shelf: Shelf, consent: Asking, site: string, host: Window, allowed: string | null): void {
  const { stores } = app;
  let gate = openGate(performance.now());
  let line: Line | null = null;
  let wanted: ReadonlySet<EventName> = new Set();
  let seq = 0;
  let interval = TICK;

  const seen = (): Seen => ({
    start: stores.start.getState(),
    session: stores.session.getState(),
    head: stores.playhead.getState(),
    view: stores.view.getState(),
  });
  const stateFor = (origin: string): StateOut | null => {
    const { trace } = stores.session.getState();
    return trace === null ? null : stateOut(seen(), trace, isOpaque(origin) ? null : site);
  };
  const send = (message: Outgoing, to: Line, transfer: Transferable[] = []): void => {
    if (to.port === null || message.kind === 'ready') {
      host.postMessage(message, { targetOrigin: replyTo(to.origin), transfer });
    } else to.port.postMessage(message, transfer);
  };
  const emit = (name: EventName, data: object): void => {
    if (line === null || !wanted.has(name)) return;
    seq += 1;
    send({ hopscope: 1, kind: 'evt', name, seq, data }, line);
  };

  const greet = (id: string, { proto, port, want }: Greeting, origin: string): void => {
    if (!proto.includes(PROTO)) {
      const error = { code: 'E_PROTO', message: 'no version in common', supported: [PROTO] } as const;
      return send({ hopscope: 1, kind: 'res', id, name: 'hello', data: { ok: false, error } }, { origin, port: null });
    }
    const channel = port === true ? new MessageChannel() : null;
    if (channel !== null) channel.port1.addEventListener('message', ({ data }) => hear(data, origin));
    channel?.port1.start();
    line = { origin, port: channel?.port1 ?? null };
    wanted = new Set(want ?? USUAL_EVENTS);
    const data = readyOf(app, shelf, stateFor(origin));
    if (data === null) return;
    send({ hopscope: 1, kind: 'ready', id, data }, line, channel === null ? [] : [channel.port2]);
    const { unread } = stores.view.getState();
    if (unread.length > 0) emit('warning', warningOf(unread));
  };

  const hear = (data: unknown, origin: string): void => {
    if (!isMarked(data)) return;
    const now = performance.now();
    const turn = passes(gate, now);
    gate = turn.gate;
    if (!turn.open) return;
    const to = line?.origin === origin ? line : { origin, port: null };
    const answer = (id: string, name: string, result: Answer): void =>
      send({ hopscope: 1, kind: 'res', id, name, data: result }, to);
    const said = readMessage(data);
    switch (said.kind) {
      case 'foreign':
        return;
      case 'refused': {
        gate = struck(gate, now);
        const { id, name, code, message } = said;
        if (id !== null) answer(id, name, { ok: false, error: { code, message } });
        return;
      }
      case 'hello':
        return greet(said.id, said.hello, origin);
      case 'cmd': {
        const { id, command } = said;
        const means = {
          app,
          shelf,
          page: () => (isOpaque(origin) ? '' : pageAddress(seen(), site)),
          state: () => stateFor(origin),
          mayLoad: async () => isTrusted(origin, self.origin) || (await consent.ask(isOpaque(origin) ? '' : origin)),
          subscribe: (wants: CommandOf<'subscribe'>['data']) => {
            line ??= { origin, port: null };
            wanted = new Set(wants.events);
            interval = Math.max(TICK, wants.minIntervalMs ?? TICK);
          },
        };
        void obey(command, means).then((result) => answer(id, command.name, result));
      }
    }
  };

  window.addEventListener('message', (message) => {
    if (!isFromHost(message, host, allowed)) return;
    // With a port of its own the host has no need of the window any more.
    if (line !== null && line.port !== null) return;
    hear(message.data, message.origin);
  });
  tellEvents(
    app,
    shelf,
    emit,
    () => stateFor(line?.origin ?? ''),
    () => interval,
  );
}

function readyOf(app: App, shelf: Shelf, state: StateOut | null): Ready | null {
  const { session, start, view } = app.stores;
  const { trace } = session.getState();
  const { lang } = view.getState();
  if (trace === null || state === null) return null;
  const words = shelf.of(lang);
  return {
    proto: PROTO,
    app: VERSION,
    caps: ['seek', 'set', 'focus', 'load:state', ...EXPORT_FORMATS.map((format) => `export:${format}`)],
    lang,
    scenario: {
      id: start.getState().scenario?.id ?? '',
      title: titleOut({ start: start.getState(), session: session.getState() }, lang),
      phases: phasesOut(trace, (phase) => words.page.time.phases[phase.kind](phase.number)),
      events: eventsOut(trace, (event) => tell(event, trace, words.story).title),
    },
    state,
  };
}
