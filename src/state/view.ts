import type { Lang } from '../i18n/lang.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Dialog = 'none' | 'modelled' | 'shortcuts';
export type Pane = 'packet' | 'tables' | 'observations';

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
  freeze: 'link',
  unread: 'nowhere',
};

export function resized(view: View, width: number, height: number): View {
  const frame = { width: Math.round(width), height: Math.round(height) };
  return frame.width === view.frame.width && frame.height === view.frame.height ? view : { ...view, frame };
}

export function nextTheme(theme: Theme, systemDark: boolean): Theme {
  if (theme === 'auto') return systemDark ? 'light' : 'dark';
  return theme === 'light' ? 'dark' : 'light';
}
