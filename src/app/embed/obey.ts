import { layoutFor } from '../../scene/layout.ts';
import { boxesOf, zoomTo } from '../../scene/zoom-to.ts';
import { isStateHash } from '../../state/address.ts';
import { readLink } from '../../state/link.ts';
import type { Answer, ErrorCode } from '../../state/messages/protocol.ts';
import type { Command, CommandOf } from '../../state/messages/read-message.ts';
import { sought } from '../../state/messages/seek-place.ts';
import { changesOf } from '../../state/messages/set-command.ts';
import { pause, play, toggle } from '../../state/playhead.ts';
import { nameOfEvent } from '../../trace/event-names.ts';
import type { Trace } from '../../trace/trace.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { App } from '../create-app.ts';
import type { Shelf } from '../shelf.ts';

/** What a command needs beside the application. */
export interface Means {
  readonly app: App;
  readonly shelf: Shelf;
  /** The address of the page at the moment that is shown. */
  readonly page: () => string;
  /** The state as this host may know it. */
  readonly state: () => unknown;
  /** Whether this host may put a lab on the stage: asks the reader where that has to be asked. */
  readonly mayLoad: () => Promise<boolean>;
  readonly subscribe: (wants: CommandOf<'subscribe'>['data']) => void;
}

/** Does what a host asks for, and says what came of it. Never rejects. */
export async function obey(command: Command, means: Means): Promise<Answer> {
  const { app, state } = means;
  const { intents, stores } = app;
  const { trace } = stores.session.getState();
  if (trace === null) return failed('E_RUN', 'there is no run');
  switch (command.name) {
    case 'play':
      intents.head(play);
      return { ok: true, value: state() };
    case 'pause':
      intents.head(pause);
      return { ok: true, value: state() };
    case 'toggle':
      intents.head(toggle);
      return { ok: true, value: state() };
    case 'seek':
      return seekTo(command.data, trace, means);
    case 'set':
      return set(command.data, means);
    case 'focus':
      return focus(command.data, trace, means);
    case 'getState':
      return { ok: true, value: state() };
    case 'getTrace':
      return file({ format: 'trace' }, trace, means);
    case 'export':
      return file(command.data, trace, means);
    case 'run':
      return failed('E_UNSUPPORTED', 'there is no terminal in a frame');
    case 'load':
      return load(command.data, means);
    case 'subscribe':
      means.subscribe(command.data);
      return { ok: true };
  }
}

function failed(code: ErrorCode, message: string): Answer {
  return { ok: false, error: { code, message } };
}

function seekTo(where: CommandOf<'seek'>['data'], trace: Trace, { app, state }: Means): Answer {
  const aliases = app.stores.start.getState().scenario?.aliases ?? {};
  const next = sought(app.stores.playhead.getState(), trace, where, aliases);
  if (next === null) return failed('E_POS', 'this run has no such place');
  app.intents.head(() => next);
  return { ok: true, value: state() };
}

async function set(settings: CommandOf<'set'>['data'], { app, shelf, state }: Means): Promise<Answer> {
  const { intents, stores } = app;
  const { session, start } = stores;
  const { view, head, ask, rejected } = changesOf(settings, session.getState().world, session.getState().run.ask);
  const lost = [...rejected];
  if (settings.lang !== undefined) {
    try {
      await shelf.fetch(settings.lang);
    } catch {
      lost.push('lang');
    }
  }
  if (ask !== null) intents.resend(ask);
  if (session.getState().run.kind !== 'ready') return failed('E_RUN', 'this run cannot be computed');
  intents.head((now) => ({ ...now, ...head }));
  const { lang, ...rest } = view;
  intents.view(lang === undefined || lost.includes('lang') ? rest : view);
  const { panes } = settings;
  if (panes !== undefined) start.setState(({ page }) => ({ page: { ...page, panes } }));
  const now = state();
  return { ok: true, value: typeof now === 'object' ? { ...now, rejected: lost } : { rejected: lost } };
}

function focus(what: CommandOf<'focus'>['data'], trace: Trace, { app }: Means): Answer {
  const { frame, present } = app.stores.view.getState();
  const layout = layoutFor(trace, { ...frame, large: present });
  const boxes = boxesOf(layout, trace, what);
  if (boxes.length === 0) return failed('E_POS', 'nothing of that name is on the stage');
  app.intents.view({ zoom: zoomTo(boxes, frame) });
  return { ok: true };
}

/** What makes files is fetched when a host asks for one. */
async function file(asked: CommandOf<'export'>['data'], trace: Trace, { app, shelf, page }: Means): Promise<Answer> {
  const files = await import('./files.ts').catch(() => null);
  if (files === null) return failed('E_RUN', 'what makes files could not be fetched');
  return files.fileFor(asked, trace, { app, shelf, page: page() });
}

/** A state of a link. It may bring a lab of its own, so the reader is asked whether a host may show it. */
async function load(what: CommandOf<'load'>['data'], { app, mayLoad, state }: Means): Promise<Answer> {
  if (!('state' in what)) return failed('E_UNSUPPORTED', 'a frame loads states; captures and traces it does not');
  const hash = `#${what.state}`;
  if (!isStateHash(hash)) return failed('E_STATE', 'not the hash of a link');
  const states = await import('../../state/hash/hash-state.ts').catch(() => null);
  if (states === null) return failed('E_RUN', 'what reads states could not be fetched');
  const { readState, fieldsOf } = states;
  const read = await readState(hash);
  if (read.kind === 'refused') return failed('E_STATE', `the state was refused: ${read.fault}`);
  if (!(await mayLoad())) return failed('E_CONSENT', 'the reader said no');
  const under = fieldsOf(read.state);
  app.reopen({
    lab: read.lab ?? week4,
    link: readLink('', under),
    place: { kind: 'custom', frame: true },
    scenario: read.state.sc ?? null,
    under,
    hash,
  });
  return { ok: true, value: state() };
}

/** The name of an event, for what is told of it. */
export function eventName(trace: Trace, event: number): string {
  const here = trace.events[event];
  return here === undefined ? '' : (nameOfEvent(trace, here.id) ?? '');
}
