import type { embedEn } from './ui-embed.en.ts';
import type { Widen } from './widen.ts';

export const embedKo: Widen<typeof embedEn> = {
  embed: {
    panes: '보기',
    pane: { topology: '토폴로지', timeline: '홉', packet: '패킷', transcript: '실행 기록' },
    place: (event, of) => `${of}개 중 ${event}`,
    page: 'Hopscope에서 열기 (새 탭)',
    consent: {
      title: '여기서 다른 랩을 열까요?',
      text: (host) => `지금 보이는 것 대신 다른 랩을 이 프레임에 띄우려고 해요. 요청한 곳: ${host}`,
      someone: '이 프레임을 담은 페이지',
      no: '아니요',
      yes: '열기',
    },
  },
};
