import type { probeEn } from './ui-probe.en.ts';
import type { Widen } from './widen.ts';

export const probeKo: Widen<typeof probeEn> = {
  probePane: {
    noObservations: '여기서는 Cilium이 아무것도 보고하지 않는다.',
    notCilium: '여기에는 Cilium 프로그램이 없다.',
    shown: 'Hubble에 보임',
    hiddenBy: 'monitor aggregation에 가려짐',
  },
  picks: {
    region: '장치와 호스트',
    keys: '화살표로 옮겨 다니고, 오른쪽 화살표는 경로를 따라가며, Page Down은 다음으로 간다. Enter로 고르고 Esc로 재생 버튼에 돌아간다.',
    router: '라우터',
    device: (host, dev) => `${host}의 ${dev}, 여기서 캡처`,
    look: (host) => `${host}, 테이블 보기`,
  },
};
