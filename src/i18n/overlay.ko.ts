import { josa } from './josa.ts';
import type { EncapTrap, overlayEn } from './overlay.en.ts';
import type { Widen } from './widen.ts';

export const overlayKo: Widen<typeof overlayEn> = {
  toOverlay: (at, x) => ({
    title: `${at.dev} · cil_to_overlay`,
    sentence: `tunnel key를 읽어 identity ${josa(`${x.identity}`, '을/를')} mark에 적는다. 여기서도 NIC에서도 NAT는 없다.`,
    detail: '아직 안쪽 패킷 그대로다. 바깥 헤더는 이 훅 뒤에서 커널이 씌운다.',
  }),
  encap: (at, x) => ({
    title: `${at.who} · ${x.protocol} 캡슐화`,
    sentence: `커널이 감싼다: ${x.src} → ${x.dst}, UDP ${x.port}, TTL ${x.ttl}, VNI ${x.vni}(${vniMeaning(x.trap)}).`,
    detail: encapDetail(x.trap),
  }),
  decap: (at, x) => ({
    title: `${at.who} · ${x.protocol} 캡슐 해제`,
    sentence: `커널의 UDP ${x.port} 소켓이 바깥 헤더를 벗긴다. VNI ${josa(`${x.vni}`, '은/는')} tunnel key로 패킷에 남는다.`,
    detail: '캡슐을 벗기는 것은 cil_from_overlay보다 먼저이고, BPF 프로그램이 하는 일이 아니다.',
  }),
  fromOverlay: (at, x) => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `VNI ${josa(`${x.vni}`, '이/가')} 보낸 쪽의 identity다. ${josa(at.dst, '은/는')} ${josa(x.pod, '이다/다')}. TTL ${at.before}→${at.ttl}, 다음은 그 정책이다.`,
    detail: '안쪽 TTL은 오는 길을 통틀어 여기서 한 번만 준다. 캡슐화도 라우터도 건드리지 않았다.',
  }),
  fromOverlayNode: (at, x) => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `VNI ${x.vni}(remote-node)라서 ipcache가 출발지를 ${josa(`${x.identity}`, '으로/로')} 정한다. ${josa(at.dst, '은/는')} ${x.pod}, TTL ${at.before}→${at.ttl}.`,
    detail: 'ipcache가 VNI를 덮어쓸 수 있는 것은 VNI가 6일 때뿐이다.',
  }),
  toRouterIp: (at, x) => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: x.own
      ? `${josa(at.dst, '은/는')} 이 노드의 cilium_host 주소다. TTL ${at.before}→${at.ttl}, cilium_net으로 bpf_redirect 한다.`
      : `${josa(at.dst, '을/를')} 가진 엔드포인트가 없다. TTL ${at.before}→${at.ttl}, cilium_net으로 bpf_redirect 해 호스트에 맡긴다.`,
    detail: '여기서는 cilium_host 캡처에도 찍힌다. cilium_net의 Out 다음에 In으로 나온다.',
  }),
  overlayDrop: (at, x) => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `${josa(at.dst, '으로/로')} 가던 패킷은 여기서 끝난다: ${x.reason}.`,
    detail: '보낸 쪽에는 소식이 없다. Cilium은 ICMP를 보내지 않는다.',
  }),
  overlayPass: (at, x) => ({
    title: `${at.dev} · ${x.program}`,
    sentence: `${at.src} → ${at.dst} 패킷을 프로그램이 커널로 보낸다.`,
    detail: null,
  }),
  hostToPod: (at, x) => ({
    title: 'cilium_host · cil_from_host',
    sentence: x.forwarded
      ? `커널이 ${josa(at.dst, '을/를')} cilium_host로 보냈다. TTL ${at.before}→${at.ttl}, 다음은 ${x.pod}의 정책과 그 lxc다.`
      : `노드 자신이 ${x.pod}에 말을 건다. TTL ${at.before}→${at.ttl}, 다음은 정책(identity 1, host로서)과 그 lxc다.`,
    detail: '여기서는 정말 cilium_host를 지난다. 그래도 캡처는 비어 있다. redirect가 Out tap보다 먼저다.',
  }),
  hostToOverlay: (at, x) => ({
    title: 'cilium_host · cil_from_host',
    sentence: `${josa(at.dst, '으로/로')} 가는 노드 자신의 패킷이다. VNI ${x.vni}, 상대 ${x.remote}의 tunnel key를 달고 ${josa(x.tunnel, '으로/로')} bpf_redirect 한다.`,
    detail: '노드는 1(host)이 아니라 6(remote-node)으로 나간다. 출발지는 cilium_host의 주소다.',
  }),
  fromHostPass: (at) => ({
    title: 'cilium_host · cil_from_host',
    sentence: `${josa(at.dst, '은/는')} 파드도 아니고 터널 너머도 아니다. 프로그램은 통과시킨다.`,
    detail: null,
  }),
  hostDrop: (at, x) => ({
    title: `${at.dev} · ${x.program}`,
    sentence: `${at.src} → ${at.dst} 패킷을 프로그램이 버린다: ${x.reason}.`,
    detail: null,
  }),
  toHost: (at, x) => ({
    title: `${at.dev} · cil_to_host`,
    sentence: x.own
      ? `${josa(at.dst, '은/는')} 노드 자신이다. 프로그램은 패킷을 커널로 올려 보낸다.`
      : `누구의 것이든 프로그램은 ${at.src} → ${at.dst} 패킷을 커널로 올려 보낸다.`,
    detail: null,
  }),
};

function vniMeaning(trap: EncapTrap): string {
  if (trap.kind === 'route') return '경로의 id';
  return trap.kind === 'node' ? 'remote-node' : '보낸 쪽의 identity';
}

function encapDetail(trap: EncapTrap): string {
  switch (trap.kind) {
    case 'reply':
      return `이것이 답하는 패킷의 VNI는 ${josa(`${trap.requestVni}`, '이었/였')}다. VNI는 네트워크 번호가 아니라 보내는 쪽의 identity다.`;
    case 'node':
      return '바깥 DF는 꺼져 있고 UDP checksum은 0이다. 노드 자신이 보낸 것은 1이 아니라 6으로 나간다.';
    case 'route':
      return '순수 Linux에서는 경로 자체에 `encap ip id`가 있고, 안쪽 TTL은 커널이 이미 하나 줄였다.';
    case 'request':
      return '바깥 DF는 꺼져 있고 UDP checksum은 0이다. 50바이트는 IP 20, UDP 8, 터널 8, 안쪽 Ethernet 14다.';
  }
}
