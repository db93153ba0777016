import type { helpMenuEn } from './ui-help-menu.en.ts';
import type { Widen } from './widen.ts';

export const helpMenuKo: Widen<typeof helpMenuEn> = {
  helpMenu: { open: '도움말', region: '도움말', version: '버전' },
  glossary: {
    title: '용어집',
    find: '낱말, 뜻, 출처로 찾기',
    found: (shown, all) => (shown === all ? `낱말 ${all}개` : `낱말 ${all}개 중 ${shown}개`),
    nothing: (query) => `찾는 말: “${query}”. 이 말이 들어 있는 낱말이 없습니다. 일부만 넣거나 영어 낱말로 찾아보세요.`,
    clear: '모든 낱말 보기',
    source: '출처',
  },
};
