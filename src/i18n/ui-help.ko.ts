import type { helpEn } from './ui-help.en.ts';
import type { Widen } from './widen.ts';

export const helpKo: Widen<typeof helpEn> = {
  shortcuts: {
    title: '단축키',
    enabled: '한 글자 단축키 쓰기',
    rows: {
      toggle: '재생 또는 일시 정지',
      step: '이전 또는 다음 사건',
      phase: '이전 또는 다음 단계',
      nudge: '사건의 10분의 1만큼 앞뒤로',
      ends: '구간의 첫 사건 또는 마지막 사건',
      share: '구간의 0~90 %로',
      speed: '느리게 또는 빠르게',
      marks: '표시 단추에서: 다음 또는 이전 것으로',
      detail: '자세히 보기 1, 2, 3단계',
      stage: '토폴로지로',
      terminal: '터미널로',
      devices: '토폴로지에서: 장치에서 장치로',
      capture: '토폴로지에서: 이 장치에서 캡처 시작, 또는 끝내기',
      bytes: '패킷 바이트에서: 바이트에서 바이트로',
      post: '지금 이 순간 공유',
      fullscreen: '전체 화면',
      pages: '발표용 큰 글자에서 이전 또는 다음 사건',
      help: '이 목록',
      leave: '대화 상자, 토폴로지, 발표용 큰 글자에서 나가기',
    },
  },
  modelled: {
    title: '모델링한 것과 하지 않은 것',
    intro:
      '모든 홉은 실습 파일에서 Linux와 Cilium 1.18의 모델로 계산합니다. 아무것도 어디로 보내지 않고, 여러분의 클러스터에서 잰 값도 아닙니다.',
    time: '시간은 시뮬레이션입니다. 무엇이 먼저이고 얼마나 기다리는지를 말할 뿐, 클러스터가 얼마나 빠른지는 말하지 않습니다.',
    jump: '이 창의 차례',
    grades: {
      modelled: {
        title: '모델링한 것',
        about:
          'Linux 6.8과 Cilium 1.18.0의 코드가 하는 대로 계산한다. 실제 커널과 실제 eBPF 프로그램의 기록으로 판정한다.',
      },
      derived: {
        title: '끌어낸 것',
        about: '이름을 밝힌 코드나 표준에서 나오지만, 이 랩에서 찍어 보인 사람은 없다.',
      },
      unknown: { title: '모르는 것', about: '아무도 들여다볼 수 없었다. 밖에서 본 것만 말한다.' },
      'not-modelled': {
        title: '모델링하지 않은 것',
        about: '여기에는 없다. 무대와 캡처의 어떤 것도 이것이 있는 듯이 읽으면 안 된다.',
      },
    },
    lab: {
      title: '이 랩의 전제',
      about: '지금 무대에 있는 실행이 당연하게 여기는 것.',
      cilium: 'Cilium',
      kernel: 'Linux',
      routing: '라우팅',
      hostRouting: 'Host routing',
      socketLB: '서비스 주소를 바꾸는 곳',
      socketLBOf: { on: '소켓 안 (socket LB)', off: '패킷마다' },
      masquerade: 'BPF masquerade',
      masqueradeOf: { on: '켜짐', off: '꺼짐' },
      direct: 'autoDirectNodeRoutes',
      endpointRoutes: 'endpointRoutes',
      aggregation: 'Monitor aggregation',
      plain: '없음: Linux만',
    },
    sources: '출처',
    sure: '사건마다 출처가 있습니다. 프레임과 조회는 실제 커널과 실제 eBPF 프로그램의 캡처와 맞춰 봅니다.',
  },
};
