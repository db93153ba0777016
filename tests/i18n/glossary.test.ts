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
    for (const term of all) {
      expect(term.meaning.ko, term.term).toMatch(/[가-힣].*[.]$/u);
      expect(term.meaning.en, term.term).toMatch(/[.]$/);
      expect(term.meaning.en, term.term).not.toMatch(/[가-힣]/u);
      expect(term.ko.length * term.en.length * term.source.ref.length, term.term).toBeGreaterThan(0);
    }
  });

  it('has no word for what does not exist', () => {
    for (const word of ['cilium_vxlan4', 'cilium_tunnel_map']) expect(termOf(word)).toBeNull();
  });

  it('is what docs/glossary.md prints', async () => {
    await expect(glossaryMarkdown()).toMatchFileSnapshot('../../docs/glossary.md');
  });
});
