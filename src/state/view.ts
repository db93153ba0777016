import type { Detail } from '../scene/detail.ts';
import type { Platform } from '../export/share/platform.ts';
import type { Lang } from '../i18n/lang.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { LabProblem } from '../lab/problems.ts';
import type { TableName } from '../lab/tables.ts';
import type { HashFault } from './hash/hash-text.ts';
import type { LinkNote } from './link-fields.ts';
import type { RunningProbe } from './probes.ts';
import type { FieldKey } from '../wire/field-key.ts';

/** 'contrast' follows the system's light or dark, with stronger lines and pure grounds. */
export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

export const DIALOGS = [
  'none',
  'modelled',
  'shortcuts',
  'transcript',
  'glossary',
  'tally',
  'scenarios',
  'share',
] as const;
export type Dialog = (typeof DIALOGS)[number];

export const PANES = ['packet', 'tables', 'probe'] as const;
export type Pane = (typeof PANES)[number];

/** 'auto' follows the system's wish for less motion; the others are a link's. */
export const MOTIONS = ['auto', 'reduce', 'full'] as const;
export type Motion = (typeof MOTIONS)[number];

/** What the page has to say once to those who do not see what happened. */
export type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'fullscreen'; readonly now: 'on' | 'off' | 'refused' }
  | { readonly kind: 'present'; readonly now: 'on' | 'off' }
  | { readonly kind: 'detail'; readonly level: Detail }
  | { readonly kind: 'wrapped'; readonly to: 'first' | 'last' };

/** Why the state in a link's hash was not opened. */
export interface HashNotice {
  readonly fault: HashFault;
  /** What is wrong with its lab file. */
  readonly problem: LabProblem | null;
  readonly text: string;
}

/** What the reader has picked on the stage. */
export type Selection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'device'; readonly id: DeviceId }
  | { readonly kind: 'netns'; readonly name: NetnsName };

export const NOTHING: Selection = { kind: 'nothing' };

/** The table that the tables pane shows; null: what the event itself read. */
export interface TableChoice {
  readonly netns: NetnsName;
  readonly table: TableName;
}

/** The stage is drawn at (x, y), k times as large. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const NO_ZOOM: Zoom = { x: 0, y: 0, k: 1 };
const LARGEST = 5;

/** How the page is looked at. Nothing here changes what happens in the lab. */
export interface View {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly dialog: Dialog;
  /** Where the reader's posts live; null: nobody has said. */
  readonly platform: Platform | null;
  readonly pane: Pane;
  readonly detail: Detail;
  readonly selection: Selection;
  /** Captures that are running, in the order in which they were started. */
  readonly probes: readonly RunningProbe[];
  /** Whether the list of what a change has changed is shown, where there is one. */
  readonly changes: 'open' | 'closed';
  readonly table: TableChoice | null;
  /** Whether the packet pane shows every byte; 'auto': when the bytes are the level of detail. */
  readonly bytes: 'auto' | 'open' | 'closed';
  /** The layer or field of the packet that the reader has picked. */
  readonly field: FieldKey | null;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  readonly motion: Motion;
  /** Steps instead of gliding: what follows from `motion` and the system. */
  readonly reducedMotion: boolean;
  /** For a projector: larger type, and the keys of a presenter's remote. */
  readonly present: boolean;
  readonly said: Said;
  /** Room for the stage in CSS pixels, and how much of its height a caption takes that stands below it. */
  readonly frame: { readonly width: number; readonly height: number; readonly bar: number };
  readonly zoom: Zoom;
  /** For tests and posters: no clock, no transitions. */
  readonly freeze: boolean;
  /** Parts of the link that could not be read, and what there is to say about some. */
  readonly unread: readonly string[];
  readonly notes: readonly LinkNote[];
  /** A hash that was not opened; its text can be copied. */
  readonly fault: HashNotice | null;
}

/** The view of somebody who has chosen nothing yet. */
export const FRESH_VIEW: View = {
  lang: 'ko',
  theme: 'auto',
  dialog: 'none',
  platform: null,
  pane: 'packet',
  detail: 1,
  selection: NOTHING,
  probes: [],
  changes: 'closed',
  table: null,
  bytes: 'auto',
  field: null,
  shortcuts: true,
  motion: 'auto',
  reducedMotion: false,
  present: false,
  said: { kind: 'nothing' },
  frame: { width: 1056, height: 640, bar: 0 },
  zoom: NO_ZOOM,
  freeze: false,
  unread: [],
  notes: [],
  fault: null,
};

/** Where every key is kept; a new key without an answer does not compile. */
export const KEPT: { readonly [K in keyof View]: 'link' | 'settings' | 'link and settings' | 'nowhere' } = {
  lang: 'link and settings',
  theme: 'link and settings',
  dialog: 'nowhere',
  platform: 'settings',
  pane: 'link',
  detail: 'link',
  selection: 'nowhere',
  probes: 'nowhere',
  changes: 'nowhere',
  table: 'nowhere',
  bytes: 'nowhere',
  field: 'nowhere',
  shortcuts: 'link and settings',
  motion: 'link',
  reducedMotion: 'nowhere',
  present: 'link',
  said: 'nowhere',
  frame: 'nowhere',
  zoom: 'nowhere',
  freeze: 'link',
  unread: 'nowhere',
  notes: 'nowhere',
  fault: 'nowhere',
};

/** `bar` is null while no caption stands below the stage: what it took the last time still holds. */
export function resized(view: View, width: number, height: number, bar: number | null): View {
  const frame = { width: Math.round(width), height: Math.round(height), bar: Math.round(bar ?? view.frame.bar) };
  return frame.width === view.frame.width && frame.height === view.frame.height && frame.bar === view.frame.bar
    ? view
    : { ...view, frame, zoom: NO_ZOOM };
}

/** Larger or smaller around the middle of the frame, never smaller than the frame and never beyond its edges. */
export function zoomedBy({ zoom, frame }: Pick<View, 'zoom' | 'frame'>, factor: number): Zoom {
  const k = Math.min(LARGEST, Math.max(1, zoom.k * factor));
  if (k < 1.01) return NO_ZOOM;
  const along = (at: number, size: number): number =>
    Math.min(0, Math.max(size - size * k, size / 2 - ((size / 2 - at) / zoom.k) * k));
  return { x: along(zoom.x, frame.width), y: along(zoom.y, frame.height), k };
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
}

/** Whether a page steps: what the link says, else what the system wishes. */
export function stepsInsteadOfGliding(motion: Motion, systemWishes: boolean): boolean {
  return motion === 'reduce' || (motion === 'auto' && systemWishes);
}
