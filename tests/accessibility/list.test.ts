import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** docs/accessibility.md, the list of ids and the titles of the tests say the same. */

const PAGE = readFileSync('docs/accessibility.md', 'utf8');
const IDS = Array.from({ length: 37 }, (_, i) => `A${`${i + 1}`.padStart(2, '0')}`);

interface Row {
  readonly id: string;
  readonly kind: string;
  /** Files whose tests carry the id in their titles. */
  readonly own: readonly string[];
  /** Files with a test that bears another name, which the row quotes. */
  readonly quoted: readonly (readonly [file: string, title: string])[];
}

const ROWS: readonly Row[] = [...PAGE.matchAll(/^\| (A\d\d) \|(.+)\|$/gm)].map(([, id = '', rest = '']) => {
  const cells = rest.split(' | ').map((cell) => cell.trim());
  const where = cells.at(-1) ?? '';
  const quoted = [...where.matchAll(/`([^`]+)`: \*([^*]+)\*/g)].map(
    ([, file = '', title = '']) => [file, title] as const,
  );
  const files = [...where.matchAll(/`([^`]+\.ts)`/g)].map(([, file = '']) => file);
  return {
    id,
    kind: cells.at(-2) ?? '',
    own: files.filter((file) => !quoted.some(([other]) => other === file)),
    quoted,
  };
});

/** Rows about the page as it is served and as it is printed: their tests are of that, not of this list. */
const OTHERS = ['e2e/no-script.spec.ts', 'e2e/print.spec.ts'];

function testsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(spec|test)\.tsx?$/.test(name) && !name.includes('__screens__'))
    .map((name) => join(folder, name));
}

const FILES = [...testsIn('e2e'), ...testsIn('tests'), ...testsIn('src')].filter(
  (file) => file !== 'tests/accessibility/list.test.ts',
);

/** Every id that begins the title of a test, with the files where it does. */
function carried(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of FILES)
    for (const [, id = ''] of readFileSync(file, 'utf8').matchAll(
      /\b(?:test|it)(?:\.each\([^)]*\([^)]*\)[^)]*\))?\(\s*[`'](A\d\d) /g,
    ))
      found.set(id, (found.get(id) ?? new Set()).add(file));
  return found;
}

describe('the page about accessibility and its tests', () => {
  it('has every requirement once, A01 to A37, in order', () => {
    expect(ROWS.map(({ id }) => id)).toEqual(IDS);
  });

  it('names in each row all tests that carry its id, and no others', () => {
    const tests = carried();
    for (const { id, own } of ROWS) {
      const named = own.filter((file) => !OTHERS.includes(file));
      expect([id, ...named.toSorted()]).toEqual([id, ...[...(tests.get(id) ?? [])].toSorted()]);
    }
    expect([...tests.keys()].filter((id) => !IDS.includes(id))).toEqual([]);
  });

  it('quotes only tests that are there', () => {
    const missing = ROWS.flatMap(({ id, quoted }) =>
      quoted.flatMap(([file, title]) =>
        existsSync(file) && readFileSync(file, 'utf8').includes(`'${title}'`) ? [] : [`${id}: ${file}: ${title}`],
      ),
    );
    expect(missing).toEqual([]);
    expect(OTHERS.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('has a test for whatever is automated and a script for whatever is done by hand', () => {
    const scripts = [...PAGE.matchAll(/^### (A\d\d) /gm)].map(([, id]) => id);
    const odd = ROWS.filter(({ kind }) => !/^[AMV](, [AMV])*$/.test(kind));
    const untested = ROWS.filter(({ kind, own, quoted }) => kind.includes('A') && own.length + quoted.length === 0);
    expect([...odd, ...untested]).toEqual([]);
    expect(scripts).toEqual(ROWS.filter(({ kind }) => kind.includes('M')).map(({ id }) => id));
  });

  it('has no test that is switched off', () => {
    const off = FILES.filter((file) => /a11y|tokens/.test(file)).filter((file) =>
      /\b(it|describe|test)\.(skip|todo|only|fails|fixme)\b/.test(readFileSync(file, 'utf8')),
    );
    expect(off).toEqual([]);
  });
});
