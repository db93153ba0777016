import type { SnatReason } from '../trace/events.ts';
import { josa } from './josa.ts';
import type { NatTrap, netdevEn } from './netdev.en.ts';
import type { Widen } from './widen.ts';

const SNAT: Readonly<Record<SnatReason, string>> = {
  masqueraded: 'masquerade 되어',
  'masquerading off': 'masquerade가 꺼져 있어',
  'overlay mark': 'overlay mark가 있어',
  'snat done': '다른 장치에서 이미 해서',
  reply: '응답이라서',
  'native routing CIDR': '목적지가 ipv4NativeRoutingCIDR 안이라서',
  'host traffic': '노드 자신의 패킷이라서',
  'remote node': '목적지가 클러스터의 다른 노드라서',
  'no local endpoint': 'masquerade 대상이 아니라서',
};

export const netdevKo: Widen<typeof netdevEn> = {
  noSnat: (at, x) => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `SNAT 없음: ${SNAT[x.why]} ${at.src} → ${at.dst} 그대로 나간다.`,
    detail: NAT_TRAP[x.trap],
  }),
  snat: (at, x) => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `masquerade: 출발지 ${josa(x.from, '이/가')} ${josa(x.to, '으로/로')} 바뀐다. ${josa(at.dst, '이/가')} ipv4NativeRoutingCIDR 밖이기 때문이다.`,
    detail: `${at.dev} 캡처에는 이미 ${josa(x.to, '으로/로')} 찍힌다. Out tap이 이 프로그램 뒤에 있다.`,
  }),
  overlayMark: (at, x) => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `바깥 패킷 ${x.src} → ${x.dst}에 overlay mark가 있어 NAT를 하지 않는다.`,
    detail: null,
  }),
  hostOut: (at) => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `노드 자신의 패킷 ${josa(`${at.src} → ${at.dst}`, '이/가')} 나간다. SNAT는 없고 포트나 id만 적어 둔다.`,
    detail: null,
  }),
  toPod: (at, x) => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: `${josa(at.dst, '은/는')} 이 노드의 ${josa(x.pod, '이다/다')}. TTL ${at.before}→${at.ttl}, MAC을 바꾸고 그 정책으로 tail call 한다.`,
    detail:
      x.identity === null
        ? null
        : `native에서는 회선에 누가 보냈는지가 없다. identity ${josa(`${x.identity}`, '은/는')} 이 노드의 ipcache가 ${at.src}에 대해 아는 값이다.`,
  }),
  revSnat: (at, x) => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: `NAT 맵이 아는 응답이다. 목적지 ${josa(x.from, '이/가')} ${josa(at.dst, '으로/로')} 돌아온다. TTL ${at.before}→${at.ttl}, 다음은 정책이다.`,
    detail: `In tap이 먼저라서 ${at.dev} 캡처에는 ${josa(x.from, '으로/로')} 찍힌다.`,
  }),
  toHost: (at, x) => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence:
      x.port === null
        ? `${josa(at.dst, '은/는')} 이 노드 자신의 주소다. 프로그램은 커널에 맡긴다.`
        : `바깥 패킷의 목적지는 이 노드의 UDP ${josa(`${x.port}`, '이다/다')}. 프로그램은 커널에 맡기고, 캡슐은 커널이 벗긴다.`,
    detail: null,
  }),
  toStack: (at, x) => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: x.legacy
      ? `legacy 호스트 라우팅이다. ${josa(at.dst, '이/가')} 누구든 라우팅은 커널이 한다.`
      : `이 노드에는 ${josa(at.dst, '을/를')} 가진 엔드포인트가 없다. 프로그램은 커널에 맡긴다.`,
    detail: x.legacy ? '커널이 TTL을 하나 줄이고, endpointRoutes가 아니면 cilium_host로 보낸다.' : null,
  }),
  arp: (at, x) => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `${at.dst}에 대한 ARP다. 프로그램은 손대지 않고 통과시킨다.`,
    detail: null,
  }),
  snatReason: SNAT,
  passed: (at, x) => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `${at.src} → ${at.dst}: 할 일이 없어 그대로 통과시킨다.`,
    detail: null,
  }),
  dropped: (at, x) => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `${at.src} → ${at.dst} 패킷을 프로그램이 버린다: ${x.reason}.`,
    detail: null,
  }),
};

const NAT_TRAP: Readonly<Record<NatTrap, string | null>> = {
  'lost-later': 'Cilium에게는 to-network FORWARDED다. Cilium이 보는 것은 이 장치까지고, 패킷은 그 뒤에서 사라진다.',
  'remote-node': 'native에서는 파드가 노드로 갈 때 masquerade 하지 않는다. 그래서 응답은 파드 주소로 간다.',
  none: null,
};
