/** Every fence must bite: the planted files break each rule, and each break must be reported, once, where it stands. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkPurity } from '../../tools/check-purity.mjs';
import { checkRooms } from '../../tools/check-rooms.mjs';
import { CORE, ROOMS } from '../../tools/rooms.mjs';
import type { Violation } from '../../tools/source.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLANTED = fileURLToPath(new URL('planted', import.meta.url));

/** `engine/impure.ts: 2 random, 3 clock` per file, in order. */
function summary(violations: readonly Violation[]): string[] {
  const files = new Map<string, Violation[]>();
  for (const v of violations) files.set(v.path, [...(files.get(v.path) ?? []), v]);
  const byPath = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byPath.map(([path, list]) => {
    const lines = list.toSorted((a, b) => a.line - b.line).map((v) => `${v.line} ${v.rule}`);
    return `${path.replace('src/', '')}: ${lines.join(', ')}`;
  });
}

describe('the compiler', () => {
  test('keeps the browser, Node and loose types out of the core', () => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const run = spawnSync(process.execPath, [tsc, '-p', PLANTED, '--pretty', 'false'], { encoding: 'utf8' });
    const errors = [...run.stdout.matchAll(/src\/base\/(\w+)\.ts\((\d+),\d+\): error (TS\d+)/g)].map(
      ([, file, line, code]) => `${file} ${line} ${code}`,
    );
    expect(errors).toEqual([
      'browser 2 TS2584',
      'browser 3 TS2304',
      'browser 4 TS2304',
      'browser 5 TS2304',
      'browser 6 TS2304',
      'browser 7 TS2584',
      'browser 8 TS2304',
      'browser 9 TS2304',
      'browser 10 TS2304',
      'browser 11 TS2591',
      'browser 12 TS2304',
      'browser 13 TS2304',
      'strict 2 TS1294',
      'strict 3 TS1294',
      'strict 4 TS2322',
      'strict 5 TS2375',
      'strict 6 TS6133',
    ]);
    expect(run.status).not.toBe(0);
  }, 30_000);

  test('is asked about every core room', () => {
    const config = readFileSync(`${ROOT}/tsconfig.core.json`, 'utf8');
    expect([...config.matchAll(/"src\/(\w+)"/g)].map(([, room]) => room)).toEqual(CORE);
    expect(CORE.every((room) => room in ROOMS)).toBe(true);
  });
});

test('the import matrix reports each planted import', () => {
  expect(summary(checkRooms(PLANTED).violations)).toEqual([
    'state/words.ts: 1 types-only',
    'trace/ring-a.ts: 1 cycle',
    'ui/panel.tsx: 1 package, 2 package, 3 room, 4 package',
    'wire/index.ts: 1 file-name',
    'wire/rooms.ts: 2 room, 3 package, 4 package, 5 unresolved, 6 export-star, 7 room, 8 room, 9 room, 10 computed-import, 11 room',
    'wire/utils.ts: 1 file-name',
  ]);
});

test('the purity rules report each planted impurity', () => {
  expect(summary(checkPurity(PLANTED).violations)).toEqual([
    'base/browser.ts: 3 timer, 4 clock, 8 timer',
    'engine/impure.test.ts: 4 suppression',
    'engine/impure.ts: 2 random, 3 clock, 4 clock, 5 random, 6 destructured-impurity, 7 locale, 8 locale, 9 locale, ' +
      '10 promise, 11 promise, 11 promise, 12 clock, 13 timer, 14 address, 15 address, 16 as-any, 17 suppression, 19 suppression, 26 address',
    'i18n/format.ts: 3 random',
    'scene/long.ts: 301 length',
    'ui/markup.tsx: 2 markup, 3 markup, 4 markup, 5 markup, 6 markup, 7 timer',
    'ui/viewport/ticking.ts: 1 timer',
    'wire/address.ts: 3 address',
    'wire/rooms.ts: 8 promise, 10 promise, 11 promise',
  ]);
});
