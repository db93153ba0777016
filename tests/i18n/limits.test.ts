import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GRADES } from '../../src/i18n/limit.ts';
import { LIMITS } from '../../src/i18n/limits.ts';
import { limitsMarkdown } from '../../src/i18n/limits-text.ts';

const all = GRADES.flatMap((grade) => LIMITS[grade]);

describe('what is modelled and what is not', () => {
  it('has something of every grade, each once', () => {
    for (const grade of GRADES) expect(LIMITS[grade].length).toBeGreaterThan(2);
    for (const lang of ['ko', 'en'] as const) expect(new Set(all.map(({ what }) => what[lang])).size).toBe(all.length);
  });

  it('says everything in both languages, in sentences that end, with a source', () => {
    const bad = all.filter(
      ({ what, text, sources }) =>
        sources.length === 0 ||
        /[가-힣]/u.test(what.en + text.en) ||
        what.ko === '' ||
        ![text.ko, text.en].every((sentence) => sentence.endsWith('.')),
    );
    expect(bad.map(({ what }) => what.en)).toEqual([]);
  });

  it('names files of this project that are there', () => {
    const files = all.flatMap(({ sources }) =>
      sources.flatMap(({ ref }) => (/^(docs|src|tests)\//.test(ref) ? [ref] : [])),
    );
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('leaves out what the first page of the project says is left out', () => {
    const left = LIMITS['not-modelled'].map(({ what, text }) => `${what.en} ${text.en}`).join(' ');
    const told = /^Not: (.+)\.$/m.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const words = [...told.matchAll(/[A-Za-z0-9]+/g)]
      .map(([word]) => word)
      .filter((word) => !/^(being|from)$/.test(word));
    expect(words.length).toBeGreaterThan(8);
    for (const word of words) expect(left.toLowerCase()).toContain(word.toLowerCase());
  });

  it('is what docs/modelled.md prints', async () => {
    const page = readFileSync('docs/modelled.md', 'utf8');
    const from = page.search(/^## Modelled$/m);
    const end = page.indexOf('## Where to complain');
    const head = page.slice(0, from < 0 ? end : from);
    await expect(`${head}${limitsMarkdown()}${page.slice(end)}`).toMatchFileSnapshot('../../docs/modelled.md');
  });
});
