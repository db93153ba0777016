import type { changesEn } from './ui-changes.en.ts';
import type { Widen } from './widen.ts';

export const changesKo: Widen<typeof changesEn> = {
  changes: {
    title: '무엇이 바뀌었나',
    open: (count) => `바뀐 것 (${count})`,
    close: '바뀐 것 닫기',
    more: '모두 보기',
    less: '접기',
    setting: (name, before, after) => `${name}: ${before} → ${after}`,
    settings: {
      routing: '라우팅 모드',
      router: '라우터',
      routes: '넣은 경로',
      defaultRoute: '기본 경로',
      seed: '난수',
      count: '횟수',
    },
    none: '없음',
    ownSeed: '실습 값',
    nothing: '이 여정에서는 바뀐 것이 없습니다.',
    nothingWhy: '같은 패킷이 같은 곳에서 같은 결정을 거쳤습니다.',
    same: (fate) => `그대로 ${fate}`,
    first: (hop) => `처음 갈라진 곳: ${hop}`,
    instead: (now, before) => `${before} 대신 ${now}`,
    at: (place, what) => `${place}: ${what}`,
    firstAdded: (hop) => `처음 갈라진 곳: ${hop}, 새로 생김`,
    firstRemoved: (hop) => `처음 갈라진 곳: ${hop}, 없어짐`,
    counts: (added, removed, changed) =>
      [
        added > 0 ? `홉 ${added}개 생김` : '',
        removed > 0 ? `${removed}개 없어짐` : '',
        changed > 0 ? `${changed}개 달라짐` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    hop: { added: '생김', removed: '없어짐', changed: '달라짐' },
    fresh: '이제 보내는 패킷',
    gone: '더는 보내지 않는 패킷',
    again: '다시',
    fates: {
      delivered: '도착',
      consumed: '도착',
      dropped: '버려짐',
      'left-the-lab': '새어 나감',
      'never-sent': '보내지 못함',
      reassembled: '다시 합쳐짐',
      'under-way': '가는 중',
    },
    pending: '가는 중',
  },
};
