import type { tablesEn } from './ui-tables.en.ts';
import type { Widen } from './widen.ts';

export const tablesKo: Widen<typeof tablesEn> = {
  tablesPane: {
    noReads: '이 사건에서는 아무것도 조회하지 않는다.',
    won: '이김',
    miss: '항목 없음',
    query: '찾은 것',
    others: (n) => `다른 행 ${n}개`,
    fate: {
      mismatch: (bit) => `${bit}번째 비트부터 다름`,
      shorter: (by) => `${by}비트 더 짧음`,
      metric: (metric, winner) => `메트릭 ${metric} > ${winner}`,
      'later-table': (table) => `${table} 테이블은 나중에 본다`,
    },
    node: (name) => `${name}에서`,
  },
};
