import type { Lang } from '../i18n/lang.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Dialog = 'none' | 'modelled' | 'shortcuts' | 'transcript';
export type Pane = 'packet' | 'tables' | 'observations';

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
  readonly pane: Pane;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  /** Steps instead of gliding. */
  readonly reducedMotion: boolean;
  /** Room for the stage in CSS pixels. */
  readonly frame: { readonly width: number; readonly height: number };
  readonly zoom: Zoom;
  /** For tests and posters: no clock, no transitions. */
  readonly freeze: boolean;
  /** Parts of the link that could not be read. */
  readonly unread: readonly string[];
}

/** Where every key is kept; a new key without an answer does not compile. */
export const KEPT: { readonly [K in keyof View]: 'link' | 'settings' | 'link and settings' | 'nowhere' } = {
  lang: 'link and settings',
  theme: 'link and settings',
  dialog: 'nowhere',
  pane: 'nowhere',
  shortcuts: 'settings',
  reducedMotion: 'nowhere',
  frame: 'nowhere',
  zoom: 'nowhere',
  freeze: 'link',
  unread: 'nowhere',
};

export function resized(view: View, width: number, height: number): View {
  const frame = { width: Math.round(width), height: Math.round(height) };
  return frame.width === view.frame.width && frame.height === view.frame.height
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

export function nextTheme(theme: Theme, systemDark: boolean): Theme {
  if (theme === 'auto') return systemDark ? 'light' : 'dark';
  return theme === 'light' ? 'dark' : 'light';
}
