/** The set of pictures is data; here is what must hold of it. Whether they look right is for `e2e/pictures.spec.ts`. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pairwise } from '../../e2e/pairwise.ts';
import { FACTORS, isAllowed, PICTURE_NAMES } from '../../e2e/states.ts';

const FOLDER = fileURLToPath(new URL('../../e2e/__screens__/pictures.spec.ts', import.meta.url));

/** Every pair of values that at least one allowed row could have, written out. */
function possiblePairs(
  factors: Readonly<Record<string, readonly unknown[]>>,
  ok: (row: never) => boolean,
): Set<string> {
  const names = Object.keys(factors);
  const pairs = new Set<string>();
  const visit = (row: Record<string, unknown>, left: readonly string[]): void => {
    const [name, ...rest] = left;
    if (name !== undefined) for (const value of factors[name] ?? []) visit({ ...row, [name]: value }, rest);
    else if (ok(row as never)) for (const pair of pairsOf(row)) pairs.add(pair);
  };
  visit({}, names);
  return pairs;
}

function pairsOf(row: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(row);
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}=${String(row[a])} ${b}=${String(row[b])}`));
}

describe('pairwise', () => {
  const rows = pairwise(FACTORS, isAllowed);

  test('lets every possible pair of values meet', () => {
    const met = new Set(rows.flatMap(pairsOf));
    expect([...possiblePairs(FACTORS, isAllowed)].filter((pair) => !met.has(pair))).toEqual([]);
  });

  test('makes no row that is not allowed, and few beyond the fewest', () => {
    expect(rows.filter((row) => !isAllowed(row))).toEqual([]);
    // On a desk every state needs a row for each pane but the usual one, elsewhere one for each size.
    const fewest = FACTORS.state.length * (FACTORS.pane.length - 1 + FACTORS.size.length - 1);
    expect(rows.length).toBeGreaterThanOrEqual(fewest);
    expect(rows.length).toBeLessThanOrEqual(fewest * 1.2);
  });

  test('needs nine rows for four factors of three', () => {
    const three = [0, 1, 2] as const;
    const few = pairwise({ a: three, b: three, c: three, d: three }, () => true);
    expect(few.length).toBeGreaterThanOrEqual(9);
    expect(few.length).toBeLessThanOrEqual(12);
  });

  test('gives the same rows again', () => {
    expect(pairwise(FACTORS, isAllowed)).toEqual(rows);
  });
});

describe('the pictures', () => {
  test('are few enough to be looked at, and no two have one name', () => {
    expect(PICTURE_NAMES.length).toBeLessThanOrEqual(120);
    expect(new Set(PICTURE_NAMES).size).toBe(PICTURE_NAMES.length);
  });

  test('that are kept are all of something (else: npm run pictures -- --update)', () => {
    const kept = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
    expect(kept.filter((file) => !PICTURE_NAMES.includes(file.replace(/\.png$/, '')))).toEqual([]);
  });
});
