import { describe, expect, it } from 'vitest';
import { glossaryMarkdown } from '../../src/i18n/glossary-text.ts';
import { GLOSSARY, TOPICS, termOf } from '../../src/i18n/glossary.ts';

const all = TOPICS.flatMap((topic) => GLOSSARY[topic]);

describe('the glossary', () => {
  it('has the words of this lab, at least sixty, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map((term) => term.term)).size).toBe(all.length);
  });

  it('explains every word in both languages and says where that comes from', () => {
    const bad = all.filter(
      ({ ko, en, meaning, source }) =>
        ![ko, en, source.ref].every((text) => text.trim() !== '') ||
        !/[가-힣].*\.$/u.test(meaning.ko) ||
        !meaning.en.endsWith('.') ||
        /[가-힣]/u.test(meaning.en),
    );
    expect(bad.map((term) => term.term)).toEqual([]);
  });

  it('has no word for what does not exist', () => {
    for (const word of ['cilium_vxlan4', 'cilium_tunnel_map']) expect(termOf(word)).toBeNull();
  });

  it('is what docs/glossary.md prints', async () => {
    await expect(glossaryMarkdown()).toMatchFileSnapshot('../../docs/glossary.md');
  });
});
