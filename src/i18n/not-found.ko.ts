import type { notFoundEn } from './not-found.en.ts';
import type { Widen } from './widen.ts';

export const notFoundKo: Widen<typeof notFoundEn> = {
  title: '이런 페이지는 없습니다',
  text: '이 주소에는 아무것도 없습니다. 주소가 잘렸거나 잘못 적혔을 수 있습니다.',
  home: '랩의 첫 화면으로',
  near: '혹시 이것인가요',
  all: '모든 시나리오',
  find: '시나리오 찾기',
  none: '이 말이 들어 있는 시나리오가 없습니다.',
};
