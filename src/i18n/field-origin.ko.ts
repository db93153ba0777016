import type { fieldOriginEn } from './field-origin.en.ts';
import type { Widen } from './widen.ts';

export const fieldOriginKo: Widen<typeof fieldOriginEn> = {
  who: {
    kernel: '커널',
    app: (x) => x.app,
    server: '서버',
    neighbour: '이웃 테이블을 본 커널',
    forward: '포워딩하던 커널(ip_forward)',
    fragment: '패킷을 조각내던 커널(ip_fragment)',
    reassemble: '조각을 합치던 커널',
    program: (x) => x.program,
    tunnel: (x) => `${x.protocol} 장치`,
  },
  born: (x) => `패킷이 만들어질 때 정한 값: ${x.where}, ${x.who}`,
  computedFirst: (x) => `패킷이 만들어질 때 계산한 값: ${x.where}, ${x.who}`,
  added: (x) => `붙인 곳: ${x.where}, ${x.who}`,
  changed: (x) => `바꾼 곳: ${x.where}, ${x.who}`,
  computed: (x) => `마지막으로 계산한 곳: ${x.where}, ${x.who}`,
  copied: {
    fragment: '조각나기 전의 패킷에서.',
    quote: '여기에 인용된 패킷에서.',
  },
  chosen: (x) => `목적지는 그 전에 정해졌다: ${x.program}`,
};
