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
    detail: { title: '자세한 정도', levels: { 1: '이야기', 2: '훅', 3: '바이트' } },
    bytes: {
      title: (n) => `회선 위의 ${n}바이트`,
      left: (n) => `${n}개 더`,
    },
    legend: '범례',
    legendOf: {
      request: '요청이 가는 길',
      reply: '응답이 가는 길',
      redirect: 'BPF 헬퍼로 건너뛴 길',
      lost: '패킷을 잃은 길',
      ghost: '가지 않은 길',
      hook: 'Cilium 프로그램이 달린 훅',
      identity: 'identity: 파드와, 그것을 나르는 VNI에 같은 표시',
      signpost: '이정표: 경로가 가리키지만 파드의 패킷은 지나지 않음',
      layers: { eth: 'Ethernet', ip: 'IP, ARP', l4: 'TCP, UDP, ICMP', tun: 'VXLAN, Geneve', pay: '페이로드' },
      inner: '빗금: 터널 안쪽',
    },
    way: { request: '요청', reply: '응답', other: '보조 패킷' },
  },
  caption: {
    region: '지금 이 순간',
    more: '설명 모두 보기',
    less: '설명 줄이기',
  },
};
