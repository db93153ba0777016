import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { eventAt } from '../scene/packets.ts';
import type { Messages } from '../i18n/en.ts';
import type { UiMessages } from '../i18n/ui.en.ts';
import type { Words } from '../i18n/words.ts';
import type { Stores } from '../state/app-state.ts';
import type { Ask } from '../scenario/ask.ts';
import type { Playhead } from '../state/playhead.ts';
import type { Session } from '../state/session.ts';
import type { Start } from '../state/start.ts';
import type { Place, Terminal, WordPlace } from '../state/terminal.ts';
import type { View } from '../state/view.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** What the page may do: the only way from a component to a store. */
export interface Intents {
  readonly choose: (change: Partial<Ask>) => void;
  /** Sends what is chosen, from its beginning. */
  readonly send: () => void;
  /** Sends the same under other circumstances, and stays at the corresponding moment. */
  readonly resend: (change: Partial<Ask>) => void;
  /** Runs the lab anew as it was before commands have changed it. */
  readonly restore: () => void;
  /** Counts many runs of what is chosen, backend by backend; `stop` keeps what has been counted. */
  readonly tally: (what: 'start' | 'stop') => void;
  /** Puts one of the counted runs on the stage. */
  readonly openCounted: (seed: number) => void;
  readonly head: (next: (head: Playhead, trace: Trace) => Playhead) => void;
  readonly view: (change: Partial<View>) => void;
  readonly resize: (width: number, height: number, bar: number | null) => void;
  readonly terminal: TerminalIntents;
  /** Opens a scenario in the lab that is there. */
  readonly scenario: (id: string) => void;
}

/** What may be done to the terminal. */
export interface TerminalIntents {
  /** Opens it and goes into it; with a line, at a place, that line waits there for Enter, which may be pressed as well. */
  readonly open: (line?: {
    readonly place: string;
    readonly line: string;
    readonly press?: 'nothing' | 'enter';
  }) => void;
  /** Somebody is about to open it: what it needs may be fetched. */
  readonly prepare: () => void;
  readonly close: () => void;
  /** Out of the way of what is to be seen: what the last answer was read from stays marked. */
  readonly aside: () => void;
  readonly set: (change: Partial<Pick<Terminal, 'list' | 'pace' | 'input' | 'rows' | 'height'>>) => void;
  readonly choose: (tab: number) => void;
  readonly another: (place: Place) => void;
  readonly closeTab: (tab: number) => void;
  /** Keys as a terminal sends them. */
  readonly keys: (data: string) => void;
  /** The line being typed as a whole, and where its caret is. */
  readonly write: (text: string, caret: number) => void;
  readonly resize: (columns: number) => void;
  /** A word that is to be explained; null: none any more. */
  readonly point: (at: WordPlace | null) => void;
  /** Opens the inspector on a capture file; null takes it away. */
  readonly showCapture: (capture: Terminal['capture']) => void;
  /** To the end of what runs. */
  readonly skip: () => void;
}

export interface Page {
  readonly stores: Stores;
  readonly intents: Intents;
  /** The words of the language that the view is in. */
  readonly words: (lang: View['lang']) => Words;
  /** Where the site lies, with a slash at its end: what its pages are linked from. */
  readonly site: string;
  /** Runs something once, some milliseconds from now, unless it is taken back before. */
  readonly after: (millis: number, run: () => void) => () => void;
  /** 'none': in a frame, and in a page that is one file. Commands are not offered where they cannot be typed. */
  readonly terminal: 'here' | 'none';
  /** Makes one HTML file of a run that opens without a server; where nobody can, it is not offered. */
  readonly singlePage?: SinglePage;
}

/** The seam for a page in one file. Rejects with an Error that says what did not work. */
export type SinglePage = (wanted: {
  readonly trace: Trace;
  readonly at: EventId;
  readonly lang: View['lang'];
  readonly theme: View['theme'];
  readonly signal: AbortSignal;
}) => Promise<Blob>;

export const PageContext = createContext<Page | null>(null);

function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('no page around this component');
  return page;
}

export function useIntents(): Intents {
  return usePage().intents;
}

export function useSession<T>(select: (session: Session) => T): T {
  return useStore(usePage().stores.session, select);
}

export function usePlayhead<T>(select: (head: Playhead) => T): T {
  return useStore(usePage().stores.playhead, select);
}

export function useStart<T>(select: (start: Start) => T): T {
  return useStore(usePage().stores.start, select);
}

export function useView<T>(select: (view: View) => T): T {
  return useStore(usePage().stores.view, select);
}

export function useTerminal<T>(select: (terminal: Terminal) => T): T {
  return useStore(usePage().stores.terminal, select);
}

export function useWords(): UiMessages {
  const lang = useView((view) => view.lang);
  return usePage().words(lang).page;
}

/** The words of the narration. */
export function useMessages(): Messages {
  const lang = useView((view) => view.lang);
  return usePage().words(lang).story;
}

export function useSite(): string {
  return usePage().site;
}

export function useHasTerminal(): Page['terminal'] {
  return usePage().terminal;
}

export function useSinglePage(): SinglePage | null {
  return usePage().singlePage ?? null;
}

export function useAfter(): Page['after'] {
  return usePage().after;
}

/** The event that the reader is at: changes once per event, not once per frame. */
export function useEvent(): EventId {
  return usePlayhead((head) => eventAt(head.at));
}

/** For moving marks only: changes with every frame while the run plays. */
export function useBeat(): Playhead['at'] {
  // A frozen page stands still anyway: a link may show the middle of a movement.
  const steps = useView((view) => view.reducedMotion && !view.freeze);
  return usePlayhead((head) => (steps ? (Math.floor(head.at) as Playhead['at']) : head.at));
}
