import type { inspectorEn } from './ui-inspector.en.ts';
import type { Widen } from './widen.ts';

export const inspectorKo: Widen<typeof inspectorEn> = {
  inspector: {
    region: '이 홉 자세히',
    panes: { packet: '패킷', tables: '테이블', probe: '프로브' },
    cites: '출처',
  },
};
