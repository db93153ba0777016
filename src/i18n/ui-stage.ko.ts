import type { stageEn } from './ui-stage.en.ts';
import type { Widen } from './widen.ts';

export const stageKo: Widen<typeof stageEn> = {
  stage: {
    region: '토폴로지',
    kernel: '호스트 커널',
    outside: 'NAT · 인터넷',
    outsideNote: '실습 환경 바깥',
    hidden: (names) => `자리가 없어 그리지 않음: ${names}`,
    rightDoor: '가야 했던 길',
    signpost: {
      'gateway-address': '파드의 게이트웨이 주소일 뿐, 프레임은 lxc로 가서 eBPF가 보낸다',
      'bpf-redirects-first': 'ip route는 여기를 가리키지만 lxc의 eBPF가 먼저 보낸다',
      'overlay-from-ipcache': 'ip route는 여기를 가리키지만 터널은 ipcache가 정한다',
    },
    skipped: '건너뜀',
    missing: '경로 없음',
    table: '라우팅 테이블',
    hook: (program) => `Cilium 프로그램 ${program}`,
    stone: (label, count) => (count > 1 ? `${label} ×${count}` : label),
    ttl: (ttl) => `TTL ${ttl}`,
    packet: (label, where) => `패킷 ${label}, 지금 위치: ${where}`,
    zoom: '무대 크기',
    zoomIn: '확대',
    zoomOut: '축소',
    zoomReset: '무대 전체',
    legend: '범례',
    way: { request: '요청', reply: '응답', other: '보조 패킷' },
  },
  caption: {
    region: '지금 이 순간',
    fix: '고치려면',
    remedy: {
      vxlan: 'VXLAN으로 바꿔 다시 보내기',
      geneve: 'Geneve로 바꿔 다시 보내기',
      native: 'Native로 바꿔 다시 보내기',
      static: '파드 경로를 넣고 다시 보내기',
      'static-dst': '경로 하나만 넣고 다시 보내기',
      lab: '라우터를 실습 그대로',
      'no-default': '기본 경로 없애기',
    },
  },
};
