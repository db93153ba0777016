import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './told.ts';

/** docs/errors-others-make.md and the tests of this folder say the same, name by name. */

const FOLDER = 'tests/errors';
const sources = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => read(`${FOLDER}/${name}`));

/** Titles of tests as they are written: 'E1: …', 'trap 1: …'. */
const written = sources.flatMap((text) =>
  [...text.matchAll(/\bit\(\s*'((?:E|trap )\d+: [^']+)'/g)].map(([, title]) => title ?? ''),
);

interface Row {
  readonly key: string;
  readonly cells: readonly string[];
  /** The code spans of its last cell but one. */
  readonly names: readonly string[];
}

function rowsOf(heading: string): readonly Row[] {
  const page = read('docs/errors-others-make.md');
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| (E?\d+) \|(.*)\|$/gm)].map(([, key = '', rest = '']) => {
    const cells = rest.split('|').map((cell) => cell.trim());
    const names = [...(cells.at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    return { key, cells, names };
  });
}

describe('the page about errors and its tests', () => {
  it('has every error once, E1 to E27, with its truth and its source', () => {
    const rows = rowsOf('The errors');
    expect(rows.map(({ key }) => key)).toEqual(Array.from({ length: 27 }, (_, i) => `E${i + 1}`));
    expect(rows.filter(({ cells }) => cells.length !== 4 || cells.includes(''))).toEqual([]);
  });

  it('has every trap once, 1 to 20', () => {
    const rows = rowsOf('The traps');
    expect(rows.map(({ key }) => key)).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`));
    expect(rows.filter(({ cells }) => cells.length !== 3 || cells.includes(''))).toEqual([]);
  });

  it('names in the row of an error all tests of that error and no others, or says why it cannot occur', () => {
    for (const { key, names, cells } of rowsOf('The errors')) {
      const own = written.filter((title) => title.startsWith(`${key}: `)).map((title) => title.slice(key.length + 2));
      expect([key, ...names]).toEqual([key, ...own]);
      expect([key, names.length > 0 || (cells[2] ?? '').startsWith('Cannot occur: ')]).toEqual([key, true]);
    }
  });

  it('names in the row of a trap its test, which is exactly one', () => {
    for (const { key, names } of rowsOf('The traps')) {
      const own = written
        .filter((title) => title.startsWith(`trap ${key}: `))
        .map((title) => title.split(': ')[0] ?? '');
      expect([key, ...own]).toEqual([key, `trap ${key}`]);
      expect(names[0]).toBe(`trap ${key}`);
    }
  });

  it('has no test that is switched off, and no title twice', () => {
    const off = /\b(it|describe|test)\.(skip|todo|only|fails)\b/;
    expect(sources.filter((text) => off.test(text.replace(/const off = .*/, '')))).toEqual([]);
    expect(written).toHaveLength(new Set(written).size);
    expect(written.length).toBeGreaterThan(27 + 20);
  });
});
