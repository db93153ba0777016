import { describe, expect, test } from 'vitest';
import { rulesFile } from '../../../tools/marks.mjs';
import { readFileSync } from 'node:fs';
import { requestOf } from '../../../tests/support/gallery-pictures.ts';
import { isSpecial, STATE_NAMES } from '../../app/gallery/states.ts';
import { type Element, parseMarkup } from '../../export/svg/tree.ts';
import { PICTURE_THEMES } from '../../export/svg/palette.ts';
import { stillSvg } from './still-svg.tsx';

const DETAILS = [1, 2, 3] as const;
const MOMENTS = STATE_NAMES.filter((name) => !isSpecial(name));

/** Elements with all that is in them, patterns left out: they are no marks but what marks are filled with. */
function all(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))];
}

/** The file as a tree. `<style>` holds no markup, so this reader may read it too. */
function treeOf(svg: string): Element {
  return parseMarkup(svg.trim());
}

function text(element: Element | undefined): string {
  return element === undefined
    ? ''
    : element.children.map((child) => (typeof child === 'string' ? child : text(child))).join('');
}

test('the rules of exports are what the style sheets of the stage say now', () => {
  expect(readFileSync('src/export/svg/rules.ts', 'utf8')).toBe(rulesFile());
});

describe.each(MOMENTS)('%s', (name) => {
  test.each(DETAILS)('at detail %i is painted by attributes alone, in every part', (detail) => {
    const root = treeOf(stillSvg(requestOf(name, { detail, theme: 'light' })));
    const elements = all(root);
    expect(elements.filter(({ tag }) => tag === 'style')).toEqual([]);
    const unpainted = elements.filter(
      ({ tag, attributes }) =>
        ['rect', 'path', 'circle', 'text'].includes(tag) &&
        (attributes.get('fill') ?? attributes.get('stroke')) === undefined,
    );
    expect(unpainted.map(({ attributes }) => Object.fromEntries(attributes))).toEqual([]);
    // Nothing is left to a rule that the file does not have.
    expect(
      elements
        .flatMap(({ attributes }) => [...attributes.values()])
        .filter((value) => /var\(|currentColor/.test(value)),
    ).toEqual([]);
  });
});

test.each(PICTURE_THEMES)('a %s picture says what it is, and runs nothing', (theme) => {
  const svg = stillSvg(requestOf('leak', { theme, lang: 'en' }));
  const root = treeOf(svg);
  const elements = all(root);
  const allowed = 'svg title desc metadata style defs pattern g rect path circle text tspan'.split(' ');
  expect([...new Set(elements.map(({ tag }) => tag))].filter((tag) => !allowed.includes(tag))).toEqual([]);
  expect(svg).not.toMatch(/\son\w+=|href|@import|javascript:|<!/i);
  expect([...svg.matchAll(/url\((?!#)/g)]).toEqual([]);
  expect(root.attributes.get('lang')).toBe('en');
  const [title, desc, metadata] = ['title', 'desc', 'metadata'].map((tag) =>
    text(elements.find((one) => one.tag === tag)),
  );
  expect(title).toMatch(/^NAT: left the lab · curl-pod → /);
  expect(desc).toContain('left the lab by eth0 of router');
  expect(JSON.parse(metadata ?? '')).toMatchObject({ format: 'hopscope-picture', version: 1, link: '?at=leak', theme });
});

test('what a mark is filled with is found in its own picture, and has another name in another picture', () => {
  const ids = (svg: string): readonly string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
  const [one, other] = [stillSvg(requestOf('encap')), stillSvg(requestOf('answered', { size: 'phone' }))];
  for (const svg of [one, other]) for (const [, to] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids(svg)).toContain(to);
  expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([]);
});

test('a link of a stranger stays text', () => {
  const link = `?x="><script>alert(1)</script>&\u202e\u0000`;
  const svg = stillSvg(requestOf('leak', { link }));
  expect(svg).not.toContain('<script');
  expect(svg).not.toMatch(/[\u202e\u0000]/);
  expect(treeOf(svg).tag).toBe('svg');
});

test('light and dark are two pictures or one that knows both', () => {
  const svg = (theme: 'auto' | 'light' | 'dark'): string => stillSvg(requestOf('leak', { theme }));
  expect(svg('light')).not.toContain('#12151b');
  expect(svg('dark')).not.toContain('#faf9f6');
  expect(svg('dark')).not.toContain('<style>');
  expect(svg('auto')).toMatch(/<style>@media \(prefers-color-scheme:dark\)\{.*fill:#12151b/);
  // Without its style it is the light one.
  const bare = svg('auto')
    .replace(/<style>.*<\/style>\n/, '')
    .replaceAll(/ class="[^"]*"/g, '');
  const light = svg('light').replaceAll(/ class="[^"]*"/g, '');
  const plain = (text: string): string =>
    text.replaceAll(/h[0-9a-z]+?[01]1pk/g, 'h').replace(/<metadata>.*<\/metadata>/, '');
  expect(plain(bare)).toBe(plain(light));
});
