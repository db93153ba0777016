import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCENARIOS } from '../scenario/scenarios.ts';
import { langOfPlace, type PagePlace, pathOf, placeIn, readAddress } from './address.ts';

const BASES = ['/', '/hopscope/', '/a/b/', '/en/s/'];
const slug = fc.oneof(
  fc.constantFrom(...SCENARIOS.map((scenario) => scenario.id)),
  fc.string({ unit: fc.constantFrom(...'az09-'), minLength: 1, maxLength: 64 }).filter((id) => id !== 'x'),
);
const placeArbitrary: fc.Arbitrary<PagePlace> = fc.oneof(
  fc.constant({ kind: 'plain' } as const),
  fc.record({ kind: fc.constant('custom' as const), frame: fc.boolean() }),
  fc.record({
    kind: fc.constant('scenario' as const),
    id: slug,
    lang: fc.constantFrom('ko' as const, 'en' as const, null),
    frame: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('scenario' as const),
    id: slug,
    lang: fc.constant(null),
    frame: fc.constant(true),
  }),
);

test('every place is found at its path, under any base', () => {
  fc.assert(
    fc.property(placeArbitrary, fc.constantFrom(...BASES), fc.boolean(), (place, base, file) => {
      const pathname = `${base}${pathOf(place) ?? ''}${file ? 'index.html' : ''}`;
      const address = readAddress(base, { pathname, search: '?at=leak', hash: '#v1.j.e30.0' });
      expect(address).toEqual({ place, query: '?at=leak', hash: '#v1.j.e30.0' });
    }),
    { seed: 3 },
  );
});

test('what is not a page of the site is nothing', () => {
  const at = (pathname: string) => readAddress('/hopscope/', { pathname, search: '', hash: '' }).place.kind;
  expect(at('/hopscope')).toBe('plain');
  expect(at('/hopscope/index.html')).toBe('plain');
  expect(at('/hopscope/ko/s/same-node')).toBe('scenario');
  for (const path of [
    '/',
    '/hopscopes/',
    '/hopscope/gallery/',
    '/hopscope/fr/s/x/',
    '/hopscope/ko/s/',
    '/hopscope/ko/s/A/',
    '/hopscope/s/a/b/',
    '/hopscope/embed/',
    '/hopscope/ko/x/',
  ]) {
    expect([path, at(path)]).toEqual([path, 'elsewhere']);
  }
});

test('a language changes the path where the path says one', () => {
  const place: PagePlace = { kind: 'scenario', id: 'same-node', lang: 'ko', frame: false };
  expect(pathOf(placeIn(place, 'en'))).toBe('en/s/same-node/');
  expect(pathOf(placeIn({ ...place, lang: null }, 'en'))).toBe('s/same-node/');
  expect(langOfPlace({ ...place, lang: null })).toBeNull();
});
