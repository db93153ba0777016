import type { scenariosEn } from './ui-scenarios.en.ts';
import type { Widen } from './widen.ts';

export const scenariosKo: Widen<typeof scenariosEn> = {
  scenarios: {
    title: '시나리오',
    intro: '한 가지씩 보여 주는 실행입니다. 저마다 페이지가 있어서 링크를 걸 수 있습니다.',
  },
};
