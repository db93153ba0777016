import type { Lang } from '../i18n/lang.ts';

/** Which of the pages of a site this is. */
export type PagePlace =
  /** The first page, which opens as the lab opens. */
  | { readonly kind: 'plain' }
  /** `ko/s/ID/`, `en/s/ID/`, `s/ID/`, and `embed/ID/` for a frame. `id` may name no scenario. */
  | { readonly kind: 'scenario'; readonly id: string; readonly lang: Lang | null; readonly frame: boolean }
  /** `x/`, `embed/x/`: a lab of the reader's own. */
  | { readonly kind: 'custom'; readonly frame: boolean }
  /** Below the site, but none of its pages. */
  | { readonly kind: 'elsewhere' };

/** An address as the page reads it. */
export interface Address {
  readonly place: PagePlace;
  /** As it stands there, with its '?'. */
  readonly query: string;
  /** With its '#'. */
  readonly hash: string;
}

/** `#v1.…`: a state (hash/hash-text.ts). */
const STATE = /^#v\d{1,3}(\.|$)/;
const FILE = /(^|\/)index\.html$/;
const SCENARIO = /^(?:(ko|en)\/)?s\/([a-z0-9-]{1,64})\/?$/;
const FRAME = /^embed\/([a-z0-9-]{1,64})\/?$/;

/** Reads where a page is. `base` is the path under which the site lies, with a slash at its end. */
export function readAddress(
  base: string,
  where: { readonly pathname: string; readonly search: string; readonly hash: string },
): Address {
  return { place: placeOf(base, where.pathname), query: where.search, hash: where.hash };
}

function placeOf(base: string, path: string): PagePlace {
  if (path !== base.slice(0, -1) && !path.startsWith(base)) return { kind: 'elsewhere' };
  const rest = path.slice(base.length).replace(FILE, '$1');
  if (rest === '') return { kind: 'plain' };
  if (rest === 'x' || rest === 'x/') return { kind: 'custom', frame: false };
  const [, frame] = FRAME.exec(rest) ?? [];
  if (frame === 'x') return { kind: 'custom', frame: true };
  if (frame !== undefined) return { kind: 'scenario', id: frame, lang: null, frame: true };
  const [, lang, id] = SCENARIO.exec(rest) ?? [];
  if (id === undefined) return { kind: 'elsewhere' };
  return { kind: 'scenario', id, lang: lang === 'ko' || lang === 'en' ? lang : null, frame: false };
}

/** The path of a place under the site's base; null for one that has none of its own, whose path stays as it is. */
export function pathOf(place: PagePlace): string | null {
  switch (place.kind) {
    case 'plain':
      return '';
    case 'custom':
      return place.frame ? 'embed/x/' : 'x/';
    case 'scenario':
      if (place.frame) return `embed/${place.id}/`;
      return place.lang === null ? `s/${place.id}/` : `${place.lang}/s/${place.id}/`;
    case 'elsewhere':
      return null;
  }
}

/** The page of the same thing in another language: where the path says the language, it says this one. */
export function placeIn(place: PagePlace, lang: Lang): PagePlace {
  return place.kind === 'scenario' && place.lang !== null ? { ...place, lang } : place;
}

/** The language that a path says, or null. */
export function langOfPlace(place: PagePlace): Lang | null {
  return place.kind === 'scenario' ? place.lang : null;
}

/** Whether a hash means to be a state: others are places of the document ('#stage'). */
export function isStateHash(hash: string): boolean {
  return STATE.test(hash);
}
