import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GOLDEN_RUNS } from './runs.ts';

const FILES = 'tests/golden/files';
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('golden runs', () => {
  test.each(GOLDEN_RUNS)('$name', ({ name, text }) => {
    const path = join(FILES, name);
    const now = withoutClockAndDice(text);
    if (UPDATE) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, now);
    }
    expect(existsSync(path), `${path} is missing: UPDATE_GOLDEN=1 npx vitest run tests/golden writes it`).toBe(true);
    expect(now).toBe(readFileSync(path, 'utf8'));
  });

  test('no file is left over from a run that is gone', () => {
    const known = new Set(GOLDEN_RUNS.map(({ name }) => name));
    const stale = filesBelow(FILES).filter((name) => !known.has(name));
    for (const name of UPDATE ? stale : []) rmSync(join(FILES, name));
    expect(UPDATE ? [] : stale).toEqual([]);
  });

  test('another time zone, another language, another process: the same bytes', { timeout: 120_000 }, () => {
    const printed = execFileSync(process.execPath, ['tools/run-ts.mjs', 'tests/golden/print-hashes.ts'], {
      env: { ...process.env, TZ: 'America/St_Johns', LANG: 'ko_KR.UTF-8', LC_ALL: 'ko_KR.UTF-8' },
      encoding: 'utf8',
      maxBuffer: 1 << 24,
    });
    const here = GOLDEN_RUNS.map(
      ({ name }) =>
        `${createHash('sha256')
          .update(readFileSync(join(FILES, name)))
          .digest('hex')} ${name}`,
    );
    expect(printed.trim().split('\n')).toEqual(here);
  });
});

/** Runs a pure function where asking for the time or for chance throws. */
function withoutClockAndDice(text: () => string): string {
  const forbidden = (): never => {
    throw new Error('the core asked for the time or for chance');
  };
  const spies = [vi.spyOn(Date, 'now'), vi.spyOn(Math, 'random'), vi.spyOn(performance, 'now')].map((spy) =>
    spy.mockImplementation(forbidden),
  );
  try {
    return text();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
