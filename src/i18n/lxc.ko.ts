import { josa } from './josa.ts';
import type { FibTrap, lxcEn } from './lxc.en.ts';
import type { Widen } from './widen.ts';

const TITLE = 'lxc · cil_from_container';

export const lxcKo: Widen<typeof lxcEn> = {
  arp: (x) => ({
    title: 'lxc · tail_handle_arp',
    sentence: `파드의 ARP에 프로그램이 직접 답한다. ${josa(x.target, '은/는')} 이 lxc의 MAC인 ${x.mac}에 있다.`,
    detail: '게이트웨이는 cilium_host의 IP일 뿐 MAC이 아니다. 프레임은 lxc로 오고 cilium_host는 질문을 듣지도 못한다.',
  }),
  local: (at, x) => ({
    title: TITLE,
    sentence: `${josa(at.dst, '은/는')} 이 노드의 ${josa(x.pod, '이다/다')}(cilium_lxc). TTL ${at.before}→${at.ttl}, MAC을 바꾸고 그 정책으로 tail call 한다.`,
    detail:
      x.bypassed === null
        ? '모두 보낸 쪽 lxc의 훅 안에서 일어난다. eth1에도 cilium_host에도 아무것도 지나가지 않는다.'
        : `모두 보낸 쪽 lxc의 훅 안에서 일어난다. \`ip route\`에는 ${x.bypassed} dev cilium_host가 있지만 아무도 묻지 않는다.`,
  }),
  fib: (at, x) => ({
    title: TITLE,
    sentence: `bpf_fib_lookup: ${x.row} ${x.via === null ? '(직접 연결)' : `via ${x.via}`} 행이 이긴다. TTL ${at.before}→${at.ttl}, ${josa(x.dev, '으로/로')} bpf_redirect${x.neigh ? '_neigh' : ''}.`,
    detail: fibDetail(x.trap, x.row),
  }),
  fibDefault: (at, x) => ({
    title: TITLE,
    sentence: `${at.dst}에 맞는 것은 노드의 기본 경로뿐이다. TTL ${at.before}→${at.ttl}, ${josa(x.dev, '으로/로')} bpf_redirect 되어 랩 밖으로 향한다.`,
    detail: '이 주소를 덮는 다른 행이 없다. Cilium이 보기에는 성공이라 to-network FORWARDED로 남는다.',
  }),
  encap: (at, x) => ({
    title: TITLE,
    sentence: `ipcache에 따르면 ${josa(at.dst, '은/는')} ${x.remote} 뒤에 있다. VNI ${x.vni}의 tunnel key를 달고 ${josa(x.tunnel, '으로/로')} bpf_redirect 한다.`,
    detail:
      x.bypassed === null
        ? 'TTL과 MAC은 파드가 보낸 그대로이고 커널 경로는 묻지 않는다.'
        : `\`ip route\`에는 ${x.bypassed} dev cilium_host가 있지만 패킷은 그리로 들어가지 않는다. 경로를 묻기 전에 redirect 된다.`,
  }),
  host: (at, x) => ({
    title: TITLE,
    sentence: x.endpointRoutes
      ? `${josa(at.dst, '은/는')} 이 노드 자신이다. mark에 identity를 달고 커널로 올린다. endpointRoutes라서 TTL은 그대로다.`
      : `${josa(at.dst, '은/는')} 이 노드 자신이다. TTL ${at.before}→${at.ttl}, mark에 identity를 달고 커널로 올린다(to-stack).`,
    detail: '들어가는 길은 cilium_host를 지나지 않는다. lxc가 곧바로 커널 스택에 넘긴다.',
  }),
  stack: (at) => ({
    title: TITLE,
    sentence:
      at.before === at.ttl
        ? 'legacy 호스트 라우팅에 endpointRoutes다. 커널로 올려 보내고 커널이 여느 패킷처럼 라우팅한다.'
        : `legacy 호스트 라우팅이다. 여기서 TTL ${at.before}→${at.ttl}, 그다음 커널이 여느 패킷처럼 라우팅한다.`,
    detail: '이제 netfilter가 패킷을 보게 되고 ip_forward가 TTL을 한 번 더 줄인다.',
  }),
  egressDenied: (at, x) => ({
    title: TITLE,
    sentence: `${x.pod}의 egress 정책이 ${josa(at.dst, '을/를')} 허용하지 않는다. 경로를 묻기도 전에 여기서 버려진다(133).`,
    detail: 'ICMP도 RST도 나가지 않는다. 보낸 쪽은 타임아웃만 본다.',
  }),
  fragment: (at) => ({
    title: TITLE,
    sentence: `${josa(at.src, '이/가')} 보낸 ICMP 조각이다. conntrack이 type을 읽지 못해 1.18은 Invalid packet(134)으로 버린다.`,
    detail: 'Cilium 1.17은 이런 조각을 통과시켰다. 코드에서 읽은 사실이며 실제 캡처는 알려진 것이 없다.',
  }),
  dropped: (at, x) => ({
    title: TITLE,
    sentence: `${at.src} → ${at.dst} 패킷을 프로그램이 버린다: ${x.reason}.`,
    detail: null,
  }),
  perPacketLb: (x) =>
    `socketLB가 꺼져 있어 ClusterIP가 이 lxc까지 왔다. 여기서 ${josa(x.service, '이/가')} ${josa(x.backend, '으로/로')} 바뀐다.`,
  passed: (at) => ({
    title: TITLE,
    sentence: `${at.src} → ${at.dst} 패킷을 프로그램이 커널로 보낸다.`,
    detail: null,
  }),
};

function fibDetail(trap: FibTrap, row: string): string {
  switch (trap.kind) {
    case 'other-subnet':
      return `autoDirectNodeRoutes는 ${trap.podCIDR} 경로를 만들지 않는다. ${josa(trap.nodeIp, '이/가')} 게이트웨이 너머에 있어 ${row}만 남는다.`;
    case 'no-auto':
      return `autoDirectNodeRoutes가 꺼져 있어 agent가 ${trap.podCIDR} 경로를 넣지 않는다. 맞는 것은 ${row}뿐이다.`;
    case 'direct':
      return trap.loser === null
        ? `${josa(row, '은/는')} autoDirectNodeRoutes가 넣었다. ${josa(trap.node, '이/가')} 같은 L2에 있기 때문이다.`
        : `${josa(row, '은/는')} autoDirectNodeRoutes가 넣었다. ${josa(trap.node, '이/가')} 같은 L2에 있어서다. 더 긴 prefix라서 ${josa(trap.loser, '을/를')} 이긴다.`;
    case 'tunnel-ignored':
      return '이 모드에서도 ipcache에는 hastunnel이 있지만, native 라우팅은 그것을 읽는 코드를 컴파일하지 않는다.';
    case 'nobody':
      return '이 노드에는 그 주소의 엔드포인트가 없어 podCIDR의 행만 남는다. cilium_host 뒤에도 그 주소의 주인은 없다.';
    case 'plain':
      return '커널의 라우팅 테이블을 BPF helper로 묻는다. netfilter도 cilium_host도 거치지 않는다.';
  }
}
