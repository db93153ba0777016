import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUILD, VERSION, versionText } from './version.ts';

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('without a build it is the version alone', () => {
  expect([BUILD, versionText()]).toEqual(['', VERSION]);
});
