import type { EventName, File, Options, Player, Position, Ready, Seek, Settings, State } from './api.d.ts';
import { every } from './clock.ts';
import { makeFrame } from './frame-address.ts';

const HELLO = { every: 250, times: 40 };

type Data = Readonly<Record<string, unknown>>;
interface Waiting {
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** Speaks with a frame that is in the page already; its address has to have `api=1`. */
export function attach(frame: HTMLIFrameElement): Player {
  return speak(frame, 'there', () => undefined);
}

/** Puts a frame into an element and speaks with it. */
export function mount(into: Element, options: Options): Player {
  const frame = makeFrame(options);
  frame.width = '100%';
  frame.height = '540';
  frame.style.border = '0';
  into.append(frame);
  return speak(frame, 'coming', () => frame.remove());
}

/** The origin of the frame's document; one that is sandboxed away from its site has none, and cannot be spoken with. */
function originOf(frame: HTMLIFrameElement): string {
  return new URL(frame.src, document.baseURI).origin;
}

/** For a frame that has just been made: before its document has come there is nobody to greet. */
export function attachComing(frame: HTMLIFrameElement): Player {
  return speak(frame, 'coming', () => undefined);
}

function speak(frame: HTMLIFrameElement, document: 'there' | 'coming', end: () => void): Player {
  const waiting = new Map<string, Waiting>();
  const listeners = new Map<string, Set<(data: Data) => void>>();
  let count = 0;
  let greeted = false;
  const nextId = (): string => `h${(count += 1)}`;
  let isReady: (ready: Ready) => void = () => undefined;
  let isGone: (error: Error) => void = () => undefined;
  const ready = new Promise<Ready>((settle, fail) => {
    isReady = settle;
    isGone = fail;
  });
  // Who does not wait for it need not hear that it never came.
  ready.catch(() => undefined);

  const post = (message: object): void => {
    frame.contentWindow?.postMessage({ hopscope: 1, ...message }, originOf(frame));
  };
  const greet = (): void => {
    if (!greeted) post({ kind: 'hello', id: nextId(), data: { proto: [1] } });
  };
  let stop = (): void => undefined;
  // Also when the document in the frame has been loaded anew: the new one knows nobody.
  const greetForAWhile = (): void => {
    stop();
    greeted = false;
    greet();
    stop = every(HELLO.every, HELLO.times, greet);
  };
  frame.addEventListener('load', greetForAWhile);
  if (document === 'there') greetForAWhile();

  const hear = ({ source, origin, data }: MessageEvent): void => {
    if (source === null || source !== frame.contentWindow || origin !== originOf(frame)) return;
    if (!isRecord(data) || data['hopscope'] !== 1) return;
    const { kind, id, name } = data;
    const body = isRecord(data['data']) ? data['data'] : {};
    if (kind === 'ready' && isReadyMessage(body)) {
      greeted = true;
      stop();
      isReady(body);
    }
    if (kind === 'res' && typeof id === 'string') answer(id, body);
    if (kind === 'evt' && typeof name === 'string') {
      // A frame that was opened late says something before it has been asked.
      if (!greeted) greet();
      for (const listen of listeners.get(name) ?? []) listen(body);
    }
  };
  const answer = (id: string, body: Data): void => {
    const wait = waiting.get(id);
    waiting.delete(id);
    if (body['ok'] === true) wait?.settle(body['value']);
    else wait?.fail(refusal(isRecord(body['error']) ? body['error'] : {}));
  };
  window.addEventListener('message', hear);

  const ask = async <T>(name: string, data?: object): Promise<T> => {
    await ready;
    return new Promise<T>((settle, fail) => {
      const id = nextId();
      waiting.set(id, { settle: (value) => settle(value as T), fail });
      post({ kind: 'cmd', id, name, ...(data === undefined ? {} : { data }) });
    });
  };
  return {
    ready,
    play: () => ask<State>('play'),
    pause: () => ask<State>('pause'),
    toggle: () => ask<State>('toggle'),
    seek: (where) => ask<State>('seek', seekData(where)),
    next: () => ask<State>('seek', { delta: 1 }),
    prev: () => ask<State>('seek', { delta: -1 }),
    set: (settings: Settings) => ask<State & { readonly rejected: readonly string[] }>('set', settings),
    focus: (what) => ask<undefined>('focus', what),
    getState: () => ask<State>('getState'),
    exportAs: (format, options = {}) => ask<File>('export', { format, ...options }),
    load: (state) => ask<State>('load', { state }),
    on(name: EventName, listen) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listen);
      return () => set.delete(listen);
    },
    dispose() {
      stop();
      window.removeEventListener('message', hear);
      frame.removeEventListener('load', greetForAWhile);
      const gone = refusal({ code: 'E_GONE', message: 'the player was disposed of' });
      isGone(gone);
      for (const { fail } of waiting.values()) fail(gone);
      waiting.clear();
      end();
    },
  };
}

export function seekData(where: Position | Seek): Seek {
  return typeof where === 'object' ? where : { at: where };
}

function refusal({ code, message }: Data): Error & { readonly code: string } {
  const text = typeof message === 'string' ? message : 'refused';
  return Object.assign(new Error(`hop-scope: ${text}`), { code: typeof code === 'string' ? code : 'E_UNKNOWN' });
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

/** The sender has been checked; this is that it speaks our version. */
function isReadyMessage(body: Data): body is Data & Ready {
  return body['proto'] === 1 && isRecord(body['scenario']) && isRecord(body['state']);
}
