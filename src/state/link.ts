import * as v from 'valibot';
import type { World } from '../lab/world.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { ASK_KEYS, askPairs, readAsk } from '../scenario/ask-link.ts';
import type { Detail } from '../scene/detail.ts';
import { type Position, readPosition } from '../scene/position.ts';
import { type LinkNote, readFields } from './link-fields.ts';
import { Flag, type LinkPage, NO_LINK_PAGE, PAGE_KEYS, pagePairs, readPage } from './link-page.ts';
import { type LinkTime, readTime, TIME_KEYS, writeTime } from './link-time.ts';
import type { Playhead } from './playhead.ts';
import { type Pane, PANES, THEMES, type Theme, type View } from './view.ts';

/** What a link says about the page, before the lab is known. Every field may be missing. */
export interface Link {
  readonly lang: 'ko' | 'en' | null;
  readonly theme: Theme | null;
  readonly at: Position | null;
  readonly detail: Detail | null;
  readonly pane: Pane | null;
  readonly freeze: boolean;
  readonly time: LinkTime;
  readonly page: LinkPage;
  readonly params: ReadonlyMap<string, string>;
  /** Fields that were there and could not be read: they fall back one by one, and the reader is told. */
  readonly unread: readonly string[];
  /** What there is to say about some of them. */
  readonly notes: readonly LinkNote[];
}

const Param = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:/-]{1,64}$/));
const Lang = v.picklist(['ko', 'en']);
const ThemeName = v.picklist(THEMES);
const PaneName = v.picklist(PANES);
const DetailLevel = v.pipe(
  v.picklist(['1', '2', '3']),
  v.transform((text) => Number(text) as Detail),
);
export const KNOWN_KEYS = ['lang', 'theme', 'at', 'detail', 'pane', 'freeze', ...TIME_KEYS, ...PAGE_KEYS, ...ASK_KEYS];

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Reads a query. Never throws. `under`: fields that hold where it says nothing, those of a hash for example. */
export function readLink(search: string, under = NOTHING): Link {
  const { fields, unread: unknown, notes } = readFields(search, KNOWN_KEYS, under);
  const unread = [...unknown];
  const take = <T>(key: string, schema: v.GenericSchema<string, T>): T | null => {
    const value = fields.get(key);
    if (value === undefined) return null;
    const result = v.safeParse(schema, value);
    if (!result.success) unread.push(key);
    return result.success ? result.output : null;
  };
  const position = (key: string): Position | null => {
    const value = fields.get(key);
    const read = value === undefined ? null : readPosition(value);
    if (value !== undefined && read === null) unread.push(key);
    return read;
  };
  const params = new Map<string, string>();
  for (const key of ASK_KEYS) {
    const value = take(key, Param);
    if (value !== null) params.set(key, value);
  }
  return {
    lang: take('lang', Lang),
    theme: take('theme', ThemeName),
    at: position('at'),
    detail: take('detail', DetailLevel),
    pane: take('pane', PaneName),
    freeze: take('freeze', Flag) ?? false,
    time: readTime(take, position, unread),
    page: readPage(take),
    params,
    unread,
    notes,
  };
}

/** The ask of a link in this lab; what the lab does not have falls back to the usual ask and is named. */
export function askOfLink(
  world: World,
  link: Pick<Link, 'params'>,
  usual: Ask = openingAsk(world),
): { readonly ask: Ask; readonly unread: readonly string[] } {
  return readAsk(world, usual, link.params);
}

/** What the address of a page says when the query is silent. */
export interface Usual {
  readonly ask: Ask;
  /** Fields of the hash. */
  readonly under: ReadonlyMap<string, string>;
}

/** The query that opens this page again. Defaults are left out, so that the plain address stays plain. */
export function writeLink(page: {
  readonly world: World;
  readonly ask: Ask;
  readonly usual?: Usual;
  /** As it is to be written: a name, or a position. */
  readonly at: number | string;
  readonly openingAt: number;
  readonly lang: 'ko' | 'en';
  readonly langGiven: boolean;
  readonly theme: Theme;
  readonly detail: Detail;
  readonly pane: Pane;
  readonly head: Playhead;
  readonly view: Pick<View, 'present' | 'shortcuts' | 'motion'>;
  readonly page?: LinkPage;
  /** How the ends of the range are written: by position when nobody says. */
  readonly placeText?: (event: number) => string;
}): string {
  const under = page.usual?.under ?? NOTHING;
  const { ask } = page;
  const pairs: [string, string][] = [];
  const put = (key: string, value: string, usual: string): void => {
    if (value !== (under.get(key) ?? usual)) pairs.push([key, value]);
  };
  if (page.langGiven) pairs.push(['lang', page.lang]);
  put('theme', page.theme, 'auto');
  pairs.push(...askPairs(page.world, ask, page.usual?.ask ?? openingAsk(page.world)));
  put('detail', `${page.detail}`, '1');
  put('pane', page.pane, 'packet');
  writeTime(put, page.head, page.view, page.placeText ?? String, under);
  pairs.push(...pagePairs(page.page ?? NO_LINK_PAGE));
  const at = typeof page.at === 'string' ? page.at : `${Math.round(page.at * 1000) / 1000}`;
  if (at !== `${page.openingAt}`) pairs.push(['at', at]);
  return pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${key}=${written(value)}`).join('&')}`;
}

/** Everything but a command and an origin is unreserved as it is. */
function written(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C)/g, (code) => decodeURIComponent(code));
}
