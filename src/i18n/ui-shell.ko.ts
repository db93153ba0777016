import type { shellEn } from './ui-shell.en.ts';
import type { Widen } from './widen.ts';

export const shellKo: Widen<typeof shellEn> = {
  app: {
    tagline: 'Cilium 클러스터를 지나는 패킷의 모든 홉을 봅니다',
    skip: '무대로 바로 가기',
    title: (run, step) => `${run} · ${step} · Hopscope`,
  },
  header: {
    lang: '언어',
    theme: { auto: '테마: 시스템', light: '테마: 밝게', dark: '테마: 어둡게', contrast: '테마: 고대비' },
    share: '공유',
    help: '단축키',
    modelled: '무엇을 모델링했나',
    source: '전제',
  },
  narrator: (at, of, title, sentence) => `${at}/${of} ${title}. ${sentence}`,
  notice: {
    link: (fields) => `링크에서 읽을 수 없는 부분은 기본값으로 두었습니다: ${fields}`,
    moment: '이 실행에는 그런 순간이 없어 가장 중요한 곳부터 보여줍니다.',
    close: '닫기',
  },
  dialog: { close: '닫기' },
  error: {
    title: '페이지에 문제가 생겼습니다',
    text: '그림을 그릴 수 없었습니다. 실행 자체는 온전하므로 기록을 보여드립니다.',
    reload: '페이지 다시 열기',
  },
};
