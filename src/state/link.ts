import * as v from 'valibot';
import type { World } from '../lab/world.ts';
import type { Detail } from '../scene/detail.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { ASK_KEYS, askPairs, readAsk } from '../scenario/ask-link.ts';
import type { Position } from '../scene/position.ts';
import { type LinkTime, NO_LINK_TIME, readTime, TIME_KEYS, writeTime } from './link-time.ts';
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
  readonly params: ReadonlyMap<string, string>;
  /** Fields that were there and could not be read: they fall back one by one, and the reader is told. */
  readonly unread: readonly string[];
}

const MAX_QUERY = 2048;
const MAX_PAIRS = 64;
const Key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]{0,23}$/));
const Param = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:/-]{1,64}$/));
const Lang = v.picklist(['ko', 'en']);
const ThemeName = v.picklist(THEMES);
const PaneName = v.picklist(PANES);
const DetailLevel = v.pipe(
  v.picklist(['1', '2', '3']),
  v.transform((text) => Number(text) as Detail),
);
const Bool = v.picklist(['', '0', '1', 'true', 'false']);
const Index = v.pipe(v.string(), v.regex(/^\d{1,4}(\.\d{1,3})?$/), v.transform(Number));
const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
const ALIAS: Readonly<Record<string, string>> = { hl: 'lang', locale: 'lang', step: 'at', t: 'at' };
const KNOWN = ['lang', 'theme', 'at', 'detail', 'pane', 'freeze', ...TIME_KEYS, ...ASK_KEYS];

export function readLink(search: string): Link {
  const nothing: Link = {
    lang: null,
    theme: null,
    at: null,
    detail: null,
    pane: null,
    freeze: false,
    time: NO_LINK_TIME,
    params: new Map(),
    unread: [],
  };
  if (search.length > MAX_QUERY) return { ...nothing, unread: ['?'] };
  const pairs = [...new URLSearchParams(search)];
  if (pairs.length > MAX_PAIRS) return { ...nothing, unread: ['?'] };
  const fields = new Map<string, string>();
  for (const [raw, value] of pairs) {
    const key = ALIAS[raw] ?? raw;
    if (v.is(Key, key) && !fields.has(key)) fields.set(key, value);
  }
  const unread: string[] = [...fields.keys()].filter((key) => isTypo(key));
  const take = <T>(key: string, schema: v.GenericSchema<string, T>): T | null => {
    const value = fields.get(key);
    if (value === undefined) return null;
    const result = v.safeParse(schema, value);
    if (!result.success) unread.push(key);
    return result.success ? result.output : null;
  };
  const params = new Map<string, string>();
  for (const key of ASK_KEYS) {
    const value = take(key, Param);
    if (value !== null) params.set(key, value);
  }
  const freeze = take('freeze', Bool);
  const position = (key: string): Position | null => positionOf(key, fields.get(key), unread);
  return {
    lang: take('lang', Lang),
    theme: take('theme', ThemeName),
    at: position('at'),
    detail: take('detail', DetailLevel),
    pane: take('pane', PaneName),
    freeze: freeze !== null && freeze !== '0' && freeze !== 'false',
    time: readTime(take, position, unread),
    params,
    unread,
  };
}

function positionOf(key: string, text: string | undefined, unread: string[]): Position | null {
  if (text === undefined) return null;
  const index = v.safeParse(Index, text);
  if (index.success) return { kind: 'index', index: index.output };
  if (v.is(Slug, text)) return { kind: 'moment', name: text };
  unread.push(key);
  return null;
}

/** One letter off a key that we know (two letters are one letter off too much): worth telling. Foreign keys (utm_source) are nobody's business. */
function isTypo(key: string): boolean {
  return (
    !KNOWN.includes(key) &&
    KNOWN.some((known) => known.length > 2 && mayBeClose(key, known) && editDistance(key, known) === 1)
  );
}

/** Cheap to ask first: most keys are longer or shorter by far. */
function mayBeClose(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 1;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The ask of a link in this lab; what the lab does not have falls back to the opening ask and is named. */
export function askOfLink(world: World, link: Link): { readonly ask: Ask; readonly unread: readonly string[] } {
  return readAsk(world, openingAsk(world), link.params);
}

/** The query that opens this page again. Defaults are left out, so that the plain address stays plain. */
export function writeLink(page: {
  readonly world: World;
  readonly ask: Ask;
  readonly at: number;
  readonly openingAt: number;
  readonly lang: 'ko' | 'en';
  readonly langGiven: boolean;
  readonly theme: Theme;
  readonly detail: Detail;
  readonly pane: Pane;
  readonly head: Playhead;
  readonly view: Pick<View, 'present' | 'shortcuts' | 'motion'>;
}): string {
  const opening = openingAsk(page.world);
  const { ask } = page;
  const pairs: [string, string][] = [];
  const put = (key: string, value: string, usual: string): void => {
    if (value !== usual) pairs.push([key, value]);
  };
  if (page.langGiven) pairs.push(['lang', page.lang]);
  put('theme', page.theme, 'auto');
  pairs.push(...askPairs(page.world, ask, opening));
  put('detail', `${page.detail}`, '1');
  put('pane', page.pane, 'packet');
  writeTime(put, page.head, page.view);
  put('at', `${Math.round(page.at * 1000) / 1000}`, `${page.openingAt}`);
  return pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
}
