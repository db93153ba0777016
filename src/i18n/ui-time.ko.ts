import type { timeEn } from './ui-time.en.ts';
import type { Widen } from './widen.ts';

export const timeKo: Widen<typeof timeEn> = {
  time: {
    region: '재생',
    toolbar: '재생 제어',
    play: '재생',
    pause: '일시 정지',
    next: '다음 사건',
    back: '이전 사건',
    nextPhase: '다음 패킷',
    backPhase: '이전 패킷',
    start: '처음으로',
    end: '끝으로',
    speed: '속도',
    speedOf: (speed) => `${speed}×`,
    slider: '사건',
    position: (at, of, title) => `${of}개 중 ${at}번째: ${title}`,
    count: (at, of) => `${at} / ${of}`,
    wait: (seconds) => `${seconds}초 기다림`,
    waitShort: (seconds) => `${seconds}초`,
    marks: {
      lookup: '조회',
      encap: '캡슐화',
      decap: '캡슐 해제',
      delivered: '도착',
      leak: '새어 나감',
      drop: '버려짐',
      'never-sent': '보내지 못함',
      retransmission: '재전송',
      output: '명령 끝',
    },
  },
  strip: {
    region: '홉',
    packets: '이 실행의 패킷',
    hops: (label) => `${label}의 홉`,
    again: '다시',
    transcript: '실행 기록',
    copy: '복사',
    copied: '복사함',
  },
};
