import { eventAt } from '../scene/packets.ts';
import { seek } from '../state/playhead.ts';
import { painted } from './clock.ts';
import type { App } from './create-app.ts';
import type { Shelf } from './shelf.ts';

/** For tests and curious readers; not a promise to anybody. */
export interface TestHook {
  readonly version: 1;
  /** Resolves when data, fonts and the first picture are there. */
  ready(): Promise<void>;
  /** Resolves when everything that was changed has been painted. */
  idle(): Promise<void>;
  seek(event: number): void;
  readonly state: { readonly at: number; readonly playing: boolean; readonly events: number };
}

declare global {
  interface Window {
    __hopscope?: TestHook;
  }
}

export function exposeHook(app: App, shelf: Shelf): void {
  const { session, playhead } = app.stores;
  window.__hopscope = {
    version: 1,
    ready: async () => {
      do {
        await document.fonts.ready;
        await painted();
      } while (document.querySelector('[data-pending]') !== null);
      await document.fonts.ready;
      await painted();
    },
    idle: async () => {
      await shelf.settled();
      await painted();
    },
    seek: (event) => app.intents.head((head, trace) => seek(head, trace, event)),
    get state() {
      const head = playhead.getState();
      return {
        at: eventAt(head.at),
        playing: head.mode === 'playing',
        events: session.getState().trace?.events.length ?? 0,
      };
    },
  };
}
