import { describe, expect, test } from 'vitest';
import { requestOf } from '../../../tests/support/gallery-pictures.ts';
import type { StateName } from '../../app/gallery/states.ts';
import { type Element, parseMarkup } from '../../export/svg/tree.ts';
import { startOf } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import { CLIP_BYTES, clipSvg } from './clip-svg.tsx';
import type { ClipRequest, PictureRequest } from './request.ts';
import { stillSvg } from './still-svg.tsx';

function clipOf(name: StateName, also: Partial<PictureRequest> = {}): ClipRequest {
  const request = requestOf(name, also);
  return { ...request, from: beat(startOf(request.trace)) };
}

/** What is painted where nothing moves, as if groups had no borders: their moves and all else as text. */
function painted(element: Element): readonly string[] {
  if (element.attributes.get('visibility') === 'hidden') return [];
  const own = [...element.attributes].filter(([name]) => name !== 'class').map((pair) => pair.join('='));
  const inner = element.children.flatMap((child) => (typeof child === 'string' ? [child] : painted(child)));
  if (element.tag === 'svg') return inner;
  if (element.tag === 'g' && inner.length === 0) return [];
  if (element.tag === 'g') return [...own.filter((pair) => pair !== 'transform=translate(0 0)'), ...inner];
  return ['title', 'desc', 'metadata', 'style', 'defs'].includes(element.tag)
    ? []
    : [`${element.tag} ${own.join(' ')}`, ...inner];
}

const lines = (svg: string): readonly string[] =>
  painted(parseMarkup(svg.replaceAll('\n', ''))).map((line) => line.replaceAll(/\bm?h[0-9a-z]+-(hatch|gaps)/g, '$1'));

describe.each([
  'leak',
  'answered',
  'encap',
  'wrapping',
  'reply-leak',
  'stranger-reply',
  'crowded-peer',
  'nat',
] as const)('the clip up to %s', (name) => {
  const request = clipOf(name);
  const svg = clipSvg(request);

  test('is the still of where it ends for those who want no motion', () => {
    const order = (all: readonly string[]): readonly string[] => all.toSorted();
    expect(order(lines(svg))).toEqual(order(lines(stillSvg(request))));
  });

  test('plays once, by rules that ask first, and is over in five seconds', () => {
    const style = /<style>(.*)<\/style>/.exec(svg)?.[1] ?? '';
    const asked = /@media \(prefers-reduced-motion:no-preference\)\{((?:\.[^{}]+\{[^{}]*\})*)\}/.exec(style)?.[1] ?? '';
    expect(asked).toContain('animation:');
    expect(style.replace(asked, '')).not.toContain('animation');
    for (const [, seconds] of asked.matchAll(/animation:\S+ ([\d.]+)s /g))
      expect(Number(seconds)).toBeLessThanOrEqual(5);
    expect(svg).not.toMatch(/infinite|<script|<animate|<set|href/);
  });

  test('fits into a README', () => {
    expect(svg.length).toBeLessThan(CLIP_BYTES);
  });
});

test('every class of a clip is one of its own, and every rule is used', () => {
  const svg = clipSvg(clipOf('encap'));
  const used = new Set([...svg.matchAll(/ class="([^"]+)"/g)].flatMap(([, names]) => (names ?? '').split(' ')));
  const ruled = new Set([...svg.matchAll(/\.(mh[\w-]+)\{/g)].map(([, name]) => name ?? ''));
  expect([...used].filter((name) => !ruled.has(name))).toEqual([]);
  expect([...ruled].filter((name) => !used.has(name))).toEqual([]);
});

test('a clip that begins where it ends stands still from the beginning', () => {
  const request = requestOf('leak');
  const svg = clipSvg({ ...request, from: request.at });
  expect(lines(svg).toSorted()).toEqual(lines(stillSvg(request)).toSorted());
});
