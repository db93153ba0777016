import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './runs.ts';
import type { Run } from './runs.ts';

const folder = new URL('regressions/', import.meta.url);

// Each file is a run that once broke a promise, shrunken, and named after what was wrong.
describe('runs that once failed', () => {
  it.each(readdirSync(folder))('%s', (file) => {
    const run = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Run;
    expect(faultsOf(run)).toEqual([]);
  });
});
