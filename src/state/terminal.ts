import type { Ask } from '../scenario/ask.ts';
import type { EventId } from '../trace/events.ts';
import type { Evidence } from '../shell/evidence.ts';
import type { Explanation } from '../shell/explain.ts';
import type { HostKind } from '../shell/hosts/host.ts';
import type { Editor } from '../shell/line-editor/editor.ts';

/** Where a reader can be: a machine or a pod, by the key of its namespace. */
export interface Place {
  readonly id: string;
  /** What `hostname` prints there. */
  readonly host: string;
  readonly kind: HostKind;
}

/** What stands in a terminal, in its order. */
export type Piece =
  /** A line that was run, behind the prompt it was typed at; `end` is what the terminal shows behind it ('^C'). */
  | { readonly kind: 'typed'; readonly prompt: string; readonly text: string; readonly end: '' | '^C' }
  | {
      readonly kind: 'output';
      readonly text: string;
      readonly stream: 'stdout' | 'stderr';
      /** The events of this run that its lines tell of. */
      readonly tells?: readonly EventId[];
    }
  /** What was typed for a running program, as a terminal echoes it. */
  | { readonly kind: 'echo'; readonly text: string }
  /** What Tab lists. */
  | { readonly kind: 'choices'; readonly words: readonly string[] }
  /** Said by the page, in its language. */
  | { readonly kind: 'note'; readonly note: Note };
export type Note = 'restarted' | 'stays';

/** One terminal as it is seen. `pieces` grows in place: `shown` says up to where, `cleared` from where. */
export interface Tab {
  readonly id: number;
  readonly place: Place;
  readonly pieces: readonly Piece[];
  readonly cleared: number;
  readonly shown: number;
  /** Null while a program runs: then what is typed goes to it. */
  readonly prompt: string | null;
  readonly editor: Editor;
  /** The line being typed, and the caret in it. */
  readonly text: string;
  readonly caret: number;
  /** What the word at the caret does. */
  readonly explained: Explanation | null;
  /** What the last answer was read from. */
  readonly evidence: readonly Evidence[];
}

/** A word of a line in a terminal: of one that was typed (the position of its piece), or of the one being typed (null). */
export interface WordPlace {
  readonly tab: number;
  readonly piece: number | null;
  /** Where it begins in the line. */
  readonly from: number;
}

/** A line worth typing, and what it is for. */
export interface Offered {
  readonly line: string;
  readonly place: Place;
  readonly about: { readonly en: string; readonly ko: string };
}

/** The commands under one question. */
export interface Listed {
  readonly topic: { readonly en: string; readonly ko: string };
  readonly commands: readonly {
    readonly name: string;
    readonly about: Offered['about'];
    readonly on: readonly HostKind[];
    readonly examples: readonly Offered[];
  }[];
}

export const INPUTS = ['screen', 'box'] as const;

/** The terminal as the page shows it. What runs in it is kept by the desk, which is fetched when it is first opened. */
export interface Terminal {
  /** 'coming': asked for, and being fetched. */
  readonly sheet: 'closed' | 'coming' | 'open';
  readonly list: 'open' | 'closed';
  readonly tabs: readonly Tab[];
  readonly active: number | null;
  readonly places: readonly Place[];
  readonly listed: readonly Listed[];
  /** 'follow': output appears with the event that causes it; 'at-once': as soon as it is known. */
  readonly pace: 'follow' | 'at-once';
  /** Whether programs are running on. */
  readonly work: 'rests' | 'runs';
  /** A terminal of cells, or a plain line to type in with a list of what was answered. */
  readonly input: (typeof INPUTS)[number];
  /** xterm's rows for screen readers: they cost. */
  readonly rows: 'seen' | 'read-out';
  /** Of the sheet, in CSS pixels. */
  readonly height: number;
  /** What the tables and the stage mark: what the last answer was read from. */
  readonly lit: readonly Evidence[];
  /** The word that the reader points at, and what it does. */
  readonly pointed: (WordPlace & { readonly explained: Explanation }) | null;
  /** The capture file that the inspector shows: what `termshark` has opened. */
  readonly capture: Extract<Evidence, { kind: 'capture' }> | null;
  /** What the run was asked to be before commands have changed the lab; null: none has changed what can be asked for. */
  readonly asked: Ask | null;
  /** Raised when the focus is to go into the terminal. */
  readonly called: number;
}

export const CLOSED: Terminal = {
  sheet: 'closed',
  list: 'closed',
  tabs: [],
  active: null,
  places: [],
  listed: [],
  pace: 'follow',
  work: 'rests',
  input: 'screen',
  rows: 'seen',
  height: 280,
  lit: [],
  pointed: null,
  capture: null,
  asked: null,
  called: 0,
};

/** What keeps a sheet usable, and the stage in sight above it. CSS pixels. */
export const LEAST_HEIGHT = 168;
export const STAGE_KEEPS = 0.36;

export function heightWithin(wanted: number, room: number): number {
  return Math.round(Math.max(LEAST_HEIGHT, Math.min(wanted, room * (1 - STAGE_KEEPS))));
}

export function activeTab({ tabs, active }: Pick<Terminal, 'tabs' | 'active'>): Tab | null {
  return tabs.find((tab) => tab.id === active) ?? null;
}

/** Whether the last answer was read from this device, or from a table of this host. */
export function isLitPlace(lit: readonly Evidence[], place: string): boolean {
  return lit.some((one) => (one.kind === 'device' ? one.device === place : one.kind === 'rows' && one.netns === place));
}

/** Whether the last answer was read from this row. */
export function isLitRow(lit: readonly Evidence[], netns: string, table: string, key: string): boolean {
  return lit.some((one) => one.kind === 'rows' && one.netns === netns && one.table === table && one.keys.includes(key));
}

const seen = new WeakMap<readonly Evidence[], ReadonlySet<EventId>>();

/** The events at which the last answer has seen packets. */
export function litEvents(lit: readonly Evidence[]): ReadonlySet<EventId> {
  const known = seen.get(lit);
  if (known !== undefined) return known;
  const made = new Set(lit.flatMap((one) => (one.kind === 'packets' ? one.events : [])));
  seen.set(lit, made);
  return made;
}

/** Of events in any order the first one behind a place in the run; behind the last of them the first of all. */
export function nextOf(events: readonly EventId[], from: EventId): EventId | null {
  let first: EventId | null = null;
  let next: EventId | null = null;
  for (const event of events) {
    if (first === null || event < first) first = event;
    if (event > from && (next === null || event < next)) next = event;
  }
  return next ?? first;
}
