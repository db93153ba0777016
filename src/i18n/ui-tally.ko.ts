import { josa } from './josa.ts';
import type { tallyEn } from './ui-tally.en.ts';
import type { Widen } from './widen.ts';

export const tallyKo: Widen<typeof tallyEn> = {
  tally: {
    title: (count, service) => `${josa(service, '을/를')} ${count}번 실행한 결과`,
    run: (count) => `${count}번 실행`,
    open: '집계 보기',
    intro: (mode) => `실행마다 다른 seed로 새로 계산합니다. 백엔드와 포트가 매번 새로 뽑힙니다. ${mode}.`,
    progress: (done, of) => `${of}번 중 ${done}번 계산함`,
    stop: '그만하기',
    stopped: (done) => `${done}번까지 실행하고 멈췄습니다.`,
    again: '다시 세기',
    old: '지금 무대와는 다른 조건에서 센 결과입니다.',
    summary: (hung, of) =>
      hung === 0 ? `${of}번 모두 응답을 받았습니다.` : `${of}번 중 ${hung}번은 응답이 없었습니다.`,
    share: (runs, of) => `${of}번 중 ${runs}번`,
    backend: (pod, node) => `${pod} @ ${node}`,
    noBackend: '백엔드 없음',
    allAnswered: '모두 응답',
    allHung: '하나도 응답 없음',
    someHung: (answered, of) => `${of}번 중 ${answered}번 응답`,
    never: '뽑히지 않음',
    mark: (seed, verdict) => `${seed}번째 실행: ${verdict}. 무대에서 열기`,
    because: (label, fate, place) => `${label}: ${place}에서 ${fate}`,
    noRoute: (prefix) => `${prefix} 경로 없음`,
    exits: (code, count) => `exit ${code} ×${count}`,
    table: '표로 보기',
    columns: { run: '실행', backend: '백엔드', verdict: '결과', exit: '종료 코드', says: 'curl이 찍은 것' },
    loop: (times, command) => `for i in $(seq ${times}); do ${command}; echo "exit $?"; done`,
    how: '표시를 고르면 그 실행을 무대에서 엽니다.',
  },
};
