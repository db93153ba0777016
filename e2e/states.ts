/** What pictures are taken of, as data: named states of the gallery, and in which light and room each is seen. */
import { isSpecial, STATE_NAMES, type StateName, STATES } from '../src/app/gallery/states.ts';
import { pairwise, type Row } from './pairwise.ts';

export type { StateName };
export { STATE_NAMES, STATES };

export const SIZES = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
  frame: { width: 640, height: 480 },
  small: { width: 320, height: 400 },
} as const;
export type Size = keyof typeof SIZES;

export interface Picture {
  /** What it shows, in words of the file system. */
  readonly name: string;
  readonly state: StateName;
  readonly size: Size;
  /** Query of the gallery. */
  readonly query: string;
  /** 'grey': as somebody sees it who sees no colours. 'forced': the system's own few colours. */
  readonly eyes: 'usual' | 'grey' | 'forced';
  /** What is photographed: the window, or one part of the page that lies below its edge. */
  readonly part: 'window' | 'inspector';
}

/** The moments that are photographed in every room; the others once. */
const EVERYWHERE = [
  'leak',
  'lookup',
  'reply-leak',
  'drop',
  'wrapping',
  'encap',
  'overlay-router',
  'peer',
  'reply',
  'stranger-leak',
  'stranger-overlay',
  'crowded-leak',
  'crowded-peer',
] as const satisfies readonly StateName[];

export const FACTORS = {
  state: EVERYWHERE,
  size: ['desk', 'tablet', 'phone', 'frame'],
  lang: ['ko', 'en'],
  theme: ['light', 'dark', 'contrast'],
  detail: [1, 2, 3],
  pane: ['packet', 'tables', 'probe'],
} as const;

/** Only a desk shows a pane beside the stage: elsewhere another pane would be the same picture again. */
export function isAllowed(row: Row<typeof FACTORS>): boolean {
  return row.pane === 'packet' || row.size === 'desk';
}

function queryOf(state: StateName, more: Readonly<Record<string, string>>): string {
  const { lab, query } = STATES[state];
  const asked = new URLSearchParams(query);
  const extra = Object.entries(more).filter(([key]) => !asked.has(key));
  return [`lab=${lab}`, query, ...extra.map(([key, value]) => `${key}=${value}`)].join('&');
}

function paired(): readonly Picture[] {
  return pairwise(FACTORS, isAllowed).map(({ state, size, lang, theme, detail, pane }) => ({
    name: [
      state,
      size,
      lang,
      theme,
      ...(detail === 1 ? [] : [`detail-${detail}`]),
      ...(pane === 'packet' ? [] : [pane]),
    ].join('-'),
    state,
    size,
    query: queryOf(state, { lang, theme, detail: `${detail}`, pane }),
    eyes: 'usual',
    part: 'window',
  }));
}

const LANGS = ['ko', 'en'] as const;
const SOME_SIZES = ['desk', 'phone', 'tablet', 'frame'] as const;

/** Every other state once, taking turns in language, light and room. */
function single(): readonly Picture[] {
  const rest = STATE_NAMES.filter((name) => !(EVERYWHERE as readonly StateName[]).includes(name));
  return rest.map((state, i) => {
    const lang = LANGS[i % 2] ?? 'ko';
    const theme = i % 3 === 2 ? 'dark' : 'light';
    const size = isSpecial(state) ? (SOME_SIZES[i % 4] ?? 'desk') : 'desk';
    return {
      name: `${state}-${size}-${lang}-${theme}`,
      state,
      size,
      query: queryOf(state, { lang, theme }),
      eyes: 'usual',
      part: 'window',
    };
  });
}

function other(
  state: StateName,
  size: Size,
  lang: 'ko' | 'en',
  theme: 'light' | 'dark' | 'contrast',
  more: Partial<Picture> & { readonly pane?: string } = {},
): Picture {
  const { pane, ...rest } = more;
  const { eyes = 'usual', part = 'window' } = rest;
  const words = [eyes === 'usual' ? theme : eyes, ...(pane === undefined ? [] : [pane])];
  return {
    name: [state, size, lang, ...words].join('-'),
    state,
    size,
    query: queryOf(state, { lang, theme, ...(pane === undefined ? {} : { pane }) }),
    eyes,
    part,
  };
}

export const PICTURES: readonly Picture[] = [
  ...paired(),
  ...single(),
  other('leak', 'desk', 'ko', 'light', { eyes: 'forced' }),
  other('overlay-router', 'phone', 'en', 'dark', { eyes: 'forced' }),
  other('leak', 'desk', 'en', 'light', { eyes: 'grey' }),
  other('leak', 'small', 'ko', 'light'),
  other('encap', 'small', 'en', 'dark'),
  other('stranger-leak', 'small', 'en', 'contrast'),
  other('crowded-leak', 'small', 'ko', 'light'),
  other('lookup', 'phone', 'ko', 'light', { pane: 'tables', part: 'inspector' }),
  other('peer', 'phone', 'en', 'dark', { pane: 'probe', part: 'inspector' }),
  other('overlay-router', 'tablet', 'ko', 'dark', { pane: 'packet', part: 'inspector' }),
];

/** Pictures of the list of states itself. */
export const LIST_PICTURES = [
  { name: 'list-desk-ko-light', query: 'lang=ko', size: 'desk' },
  { name: 'list-phone-en-dark', query: 'lang=en&theme=dark', size: 'phone' },
] as const;

/** Pictures of files as they are served, before the application has come. */
export const SERVED_PICTURES = [
  { name: 'served-desk-ko-light', path: '?lang=ko', size: 'desk', theme: 'light' },
  { name: 'served-phone-en-dark', path: '?lang=en', size: 'phone', theme: 'dark' },
  { name: 'served-tablet-en-light', path: 'en/s/other-subnet-vxlan/', size: 'tablet', theme: 'light' },
] as const;

/** The names of all pictures, without `.png`: what `e2e/__screens__/pictures.spec.ts` must hold, and nothing else. */
export const PICTURE_NAMES: readonly string[] = [...PICTURES, ...LIST_PICTURES, ...SERVED_PICTURES].map(
  ({ name }) => name,
);
