import type { probeEn } from './ui-probe.en.ts';
import type { Widen } from './widen.ts';

export const probeKo: Widen<typeof probeEn> = {
  probePane: {
    noObservations: '여기서는 Cilium이 아무것도 보고하지 않는다.',
    notCilium: '여기에는 Cilium 프로그램이 없다.',
    shown: 'Hubble에 보임',
    hiddenBy: 'monitor aggregation에 가려짐',
  },
};
