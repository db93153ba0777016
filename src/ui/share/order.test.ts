import { expect, test } from 'vitest';
import { seenExample, SITE } from '../../../tests/recipes/example-post.ts';
import { allTaps } from '../../export/captures.ts';
import { beat } from '../../scene/packets.ts';
import { emptyLine } from '../../shell/line-editor/editor.ts';
import type { Piece, Tab } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import { FILE_KINDS, type FileKind, OFFERS } from './file-kinds.ts';
import { type Making, sizeText } from './making.ts';
import { numberOf, type Order, orderOf } from './order.ts';
import { terminalCast, wasUsed } from './terminal-cast.ts';

const SHARING = { what: 'moment', lang: 'en', theme: 'auto' } as const;

function order(
  change: Partial<Parameters<typeof orderOf>[0]['head']> = {},
  what: 'moment' | 'stretch' = 'moment',
): Order {
  const seen = seenExample();
  const made = orderOf({ ...seen, head: { ...seen.head, ...change } }, { ...SHARING, what }, SITE);
  if (made === null) throw new Error('no run');
  return made;
}

function making(change: Partial<Making> = {}): Making {
  return {
    taps: [],
    tab: null,
    singlePage: null,
    onProgress: () => {},
    signal: new AbortController().signal,
    ...change,
  };
}

test('what moves ends at the moment, or is the stretch', () => {
  const { at, clip, told, trace } = order();
  expect(clip.to).toBe(at);
  expect(clip.from).toBeLessThan(at);
  expect(told).toEqual({ from: clip.from, to: trace.events.length - 1 });
  const range = { from: 20 as EventId, to: 40 as EventId };
  expect(order({ range }, 'stretch')).toMatchObject({ at: 20, clip: range, told: range });
  expect(order({ range, at: beat(30) }, 'stretch')).toMatchObject({ at: 30, clip: range });
  expect(order({ range, at: beat(30) })).toMatchObject({ at: 30, told });
  // At the very beginning nothing would move.
  expect(order({ at: beat(clip.from) }).clip).toEqual(told);
  expect(numberOf(trace, clip.from)).toBe(1);
});

test('every kind that needs no browser makes a file whose name says scenario, moment and language', async () => {
  const names: string[] = [];
  const pixels: readonly FileKind[] = ['svg', 'png', 'svg-clip', 'gif', 'webm', 'mp4'];
  for (const kind of FILE_KINDS.filter((one) => !pixels.includes(one))) {
    const own = order();
    const taps = allTaps(own.trace, own.told).slice(0, 1);
    const singlePage: Making['singlePage'] = (wanted) => Promise.resolve(new Blob([`event ${wanted.at}`]));
    const { name, blob } = await OFFERS[kind].make(own, making({ taps, tab: tabOf(PIECES), singlePage }));
    names.push(name);
    expect([kind, blob.size > 6]).toEqual([kind, true]);
    expect(name).toMatch(/^hopscope-other-subnet-vxlan-(at-18-)?en(-\w+)?\.\w+$/);
  }
  expect(new Set(names).size).toBe(names.length);
});

test('without anybody who makes pages none is made', async () => {
  await expect(OFFERS['single-page'].make(order(), making())).rejects.toThrow(/nothing here/);
});

const PIECES: readonly Piece[] = [
  { kind: 'typed', prompt: '$ ', text: 'ip route', end: '' },
  { kind: 'output', text: 'default via 10.0.2.2 dev eth0\n', stream: 'stdout' },
  { kind: 'note', note: 'stays' },
  { kind: 'typed', prompt: '$ ', text: 'sleep 9', end: '^C' },
];

function tabOf(pieces: readonly Piece[]): Tab {
  return {
    id: 1,
    place: { id: 'k8s-ctr', host: 'k8s-ctr', kind: 'control-plane' },
    pieces,
    cleared: 0,
    shown: pieces.length,
    prompt: '$ ',
    editor: emptyLine(),
    text: '',
    caret: 0,
    explained: null,
    evidence: [],
  };
}

test('a terminal is recorded as it stands, a typed line a second', () => {
  const lines = terminalCast(tabOf(PIECES), order().trace)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    [0, 'o', '$ ip route\r\n'],
    [0.3, 'o', 'default via 10.0.2.2 dev eth0\r\n'],
    [1.3, 'o', '$ sleep 9^C\r\n'],
  ]);
  expect(wasUsed(tabOf(PIECES))).toBe(true);
  expect(wasUsed(tabOf(PIECES.slice(2, 3)))).toBe(false);
  expect(wasUsed(null)).toBe(false);
});

test('sizes are said as file managers say them', () => {
  expect([0, 999, 1000, 91_400, 1_240_000].map(sizeText)).toEqual(['0 B', '999 B', '1 kB', '91 kB', '1.2 MB']);
});
