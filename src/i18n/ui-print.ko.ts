import type { printEn } from './ui-print.en.ts';
import type { Widen } from './widen.ts';

export const printKo: Widen<typeof printEn> = {
  print: {
    unready: '인쇄할 때 그림이 있는 스토리보드를 아직 불러오지 못했습니다. 이제 준비되었으니 다시 인쇄해 주세요.',
  },
};
