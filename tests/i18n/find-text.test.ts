import { describe, expect, it } from 'vitest';
import { holds } from '../../src/i18n/find-text.ts';
import { foreignLang } from '../../src/i18n/lang-of-text.ts';

describe('finding a text', () => {
  it('finds a Korean word at every key of its way there', () => {
    for (const typed of ['ㄹ', '라', '랑', '라우', '라웉', '라우터'])
      expect([typed, holds('라우터', typed)]).toEqual([typed, true]);
    for (const typed of ['ㄱ', '고', '과', '관', '관ㅊ', '관찰'])
      expect([typed, holds('장치 관찰', typed)]).toEqual([typed, true]);
    expect(holds('라우터', '러우터')).toBe(false);
  });

  it('takes words in any order and any case, and takes nothing for everything', () => {
    expect(holds('The longest-prefix map (cilium_ipcache_v2)', 'IPCACHE longest')).toBe(true);
    expect(holds('anything', '  ')).toBe(true);
    expect(holds('conntrack', 'contrack')).toBe(false);
  });

  it('reads a decomposed text as the composed one', () => {
    expect(holds('드롭', '드롭'.normalize('NFD'))).toBe(true);
  });
});

describe('the language of a text that stands by itself', () => {
  it('is English on a Korean page where there is no Hangul in it', () => {
    expect(foreignLang('VXLAN encap', 'ko')).toBe('en');
    expect(foreignLang('VXLAN 캡슐화', 'ko')).toBeUndefined();
    expect(foreignLang('10 · 0', 'ko')).toBeUndefined();
    expect(foreignLang('VXLAN encap', 'en')).toBeUndefined();
  });
});
