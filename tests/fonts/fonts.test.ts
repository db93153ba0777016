/** What we say must be drawable: a character that the committed fonts lack would be drawn in whatever the machine has. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { firstPictures } from '../../src/app/site/scenario-page.tsx';
import { codePointsOf } from '../../tools/sfnt.mjs';
import { readSources, walk } from '../../tools/source.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const FONTS = `${ROOT}/public/fonts`;
const FIRST_PAINT_BYTES = 60_000;
const FAMILIES = ['sans', 'mono'];

/** Boxes and blocks are terminal matters; the sans font has none. */
const BOXES = /[\u2500-\u259f]/u;

/** The characters of one part; none when the family does without that part. */
function charactersOf(part: string): string[] {
  const path = `${FONTS}/${part}.woff2`;
  return existsSync(path) ? [...codePointsOf(readFileSync(path))].map((point) => String.fromCodePoint(point)) : [];
}

/** What a family draws without the syllables that only readers type. */
const drawnBy = (family: string): Set<string> => new Set([...charactersOf(family), ...charactersOf(`${family}-more`)]);

/** Every string of the catalogue, with the file it stands in. */
function* catalogue(): Generator<{ path: string; text: string }> {
  for (const { path, room, isTest, ast } of readSources(ROOT)) {
    if ((room !== 'i18n' && room !== 'scenario') || isTest) continue;
    const texts: string[] = [];
    walk(ast, (node) => {
      if (node.type === 'Literal' && typeof node['value'] === 'string') texts.push(node['value']);
      if (node.type === 'TemplateElement') texts.push(node['value'].cooked ?? '');
    });
    for (const text of texts) yield { path, text };
  }
}

/** `src/i18n/ko.ts: 홉 뷁` per file that says something `has` denies. */
function lacking(has: (character: string) => boolean): string[] {
  const missing = new Map<string, Set<string>>();
  for (const { path, text } of catalogue()) {
    for (const character of text) {
      if (/\p{Cc}/u.test(character) || has(character)) continue;
      missing.set(path, (missing.get(path) ?? new Set()).add(character));
    }
  }
  return [...missing].map(([path, set]) => `${path}: ${[...set].join(' ')}`);
}

const sans = drawnBy('sans');
const mono = drawnBy('mono');

describe('the committed fonts', () => {
  test('hold every character of the catalogue (else: npm run fonts)', () => {
    expect(lacking((character) => mono.has(character) && (sans.has(character) || BOXES.test(character)))).toEqual([]);
  });

  test('have what the first pictures say in the part that is fetched first (else: npm run fonts)', () => {
    const first = new Set(charactersOf('sans'));
    const said = firstPictures()
      .join('')
      .replaceAll(/<[^>]*>|&[a-z]+;|\n/g, '');
    expect([...new Set(said)].filter((character) => !first.has(character) && !BOXES.test(character))).toEqual([]);
  });

  test.each(FAMILIES)('%s is what its character list says', (family) => {
    const list = readFileSync(`${FONTS}/${family}.chars.txt`, 'utf8').replace(/\n$/, '');
    expect(new Set(list)).toEqual(drawnBy(family));
  });

  test('fit into the budget of the first paint', () => {
    const bytes = FAMILIES.map((family) => readFileSync(`${FONTS}/${family}.woff2`).length);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(FIRST_PAINT_BYTES);
  });

  test.each(FAMILIES)('%s comes in parts that share no character, so each is fetched only when needed', (family) => {
    const all = ['', '-more', '-rest'].flatMap((part) => charactersOf(`${family}${part}`));
    expect(all.length).toBeGreaterThan(2350);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(FAMILIES)('%s comes with its licence', (family) => {
    expect(readFileSync(`${FONTS}/${family}.OFL.txt`, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
  });
});
