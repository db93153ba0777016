import type { filesEn } from './ui-files.en.ts';
import type { Widen } from './widen.ts';

export const filesKo: Widen<typeof filesEn> = {
  simulated: (app) => `Hopscope ${app} 시뮬레이션`,
  waited: (seconds) => `${seconds}초 뒤`,
  inside: (what, tunnel, vni) => `${what} (${tunnel} ${vni} 안)`,
  again: (what) => `${what} 재전송`,
  leftOut: (steps) => `나머지 ${steps}단계는 뺐습니다. 더 짧은 구간을 고르세요`,
  nothing: '이 구간에서 랩을 지나는 패킷은 없습니다.',
  picture: (title) => `패킷의 위치: ${title}`,
  way: (hosts) => `경로: ${hosts}.`,
  moment: (place, sentence) => `그림의 순간(${place}): ${sentence}`,
  open: '직접 재생해 보기',
};
