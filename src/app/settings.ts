import * as v from 'valibot';
import { type Platform, PLATFORMS } from '../export/share/platform.ts';
import { THEMES, type Theme } from '../state/view.ts';

/** What is remembered between visits: preferences only, never what was run. */
export interface Settings {
  readonly lang: 'ko' | 'en' | null;
  readonly theme: Theme | null;
  readonly shortcuts: boolean;
  /** Where the author's posts live. */
  readonly platform: Platform | null;
  readonly terminal: {
    readonly height: number | null;
    readonly input: 'screen' | 'box' | null;
    readonly rows: 'seen' | 'read-out';
  };
}

export const SETTINGS_KEY = 'hopscope.settings.1';
const NO_TERMINAL = { height: null, input: null, rows: 'seen' } as const;
const Stored = v.object({
  lang: v.fallback(v.nullable(v.picklist(['ko', 'en'])), null),
  theme: v.fallback(v.nullable(v.picklist(THEMES)), null),
  shortcuts: v.fallback(v.boolean(), true),
  platform: v.fallback(v.nullable(v.picklist(PLATFORMS)), null),
  terminal: v.fallback(
    v.object({
      height: v.fallback(v.nullable(v.number()), null),
      input: v.fallback(v.nullable(v.picklist(['screen', 'box'])), null),
      rows: v.fallback(v.picklist(['seen', 'read-out']), 'seen'),
    }),
    NO_TERMINAL,
  ),
});
const NOTHING: Settings = { lang: null, theme: null, shortcuts: true, platform: null, terminal: NO_TERMINAL };

/** Any access to storage can throw, in a frame of another site for one. */
export function readSettings(): Settings {
  try {
    const text = localStorage.getItem(SETTINGS_KEY);
    return text === null ? NOTHING : v.parse(Stored, JSON.parse(text));
  } catch {
    return NOTHING;
  }
}

export function writeSettings(settings: Settings): void {
  try {
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
  } catch {
    // Not remembered: the page works without.
  }
}
