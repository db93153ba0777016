import { josa } from './josa.ts';
import type { TapTrap, tapEn } from './tap.en.ts';
import type { Widen } from './widen.ts';

const TRAP: Readonly<Record<TapTrap, string | null>> = {
  none: null,
  'lxc-one-way':
    'BPF 호스트 라우팅에서 lxc에는 자기 파드가 보낸 것만 찍힌다. 다른 파드가 이 파드로 보내는 것은 이 장치를 건너뛴다.',
  'tunnel-inner': '여기서는 아직 안쪽 패킷 그대로다. UDP에 담긴 모습은 NIC에서 보인다.',
  'inside-udp': '이 NIC에서 icmp나 tcp port 80으로 거르면 아무것도 안 나온다. 모두 UDP 안에 있다.',
  otherhost: '-i any의 줄에는 In이 아니라 P로 적힌다. 안쪽 MAC이 아직 보낸 쪽 lxc의 것이기 때문이다.',
  'wrong-mac': '-i any의 줄에는 In이 아니라 P로 적힌다. 다른 MAC 앞으로 온 프레임이기 때문이다.',
  twice:
    '라우터의 -i any에는 전달되는 패킷이 In과 Out으로 두 번 보인다. TCP라면 tshark가 두 번째를 재전송이라고 부른다.',
  'pod-on-wire': '회선에 파드 주소와 노드의 MAC이 보인다. native 라우팅은 감싸지도 변환하지도 않는다.',
};

export const tapKo: Widen<typeof tapEn> = {
  out: (at, x) => ({
    title: `${at.who} ${at.dev} · Out`,
    sentence: `${at.dev} Out, 캡처에 보인다: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  in: (at, x) => ({
    title: `${at.who} ${at.dev} · ${x.tap === 'In' ? 'In' : `In (${x.tap})`}`,
    sentence: `${at.dev} In, 도착한 그대로 캡처에 보인다: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  outerOut: (at, x) => ({
    title: `${at.who} ${at.dev} · Out`,
    sentence: `${at.dev} Out: ${x.src} → ${x.dst} UDP ${x.port}, TTL ${x.ttl}. 그 안에 ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  outerIn: (at, x) => ({
    title: `${at.who} ${at.dev} · In`,
    sentence: `${at.dev} In: ${x.src} → ${x.dst} UDP ${x.port}, TTL ${x.ttl}. 그 안에 ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  podOut: (at) => ({
    title: `${at.who} eth0 · Out`,
    sentence: `${josa(at.host, '이/가')} ${josa(at.label, '을/를')} 보낸다. ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: 'IP 목적지가 무엇이든 프레임은 lxc의 MAC으로 간다.',
  }),
  podIn: (at, x) => ({
    title: `${at.who} eth0 · In`,
    sentence: `${josa(at.host, '이/가')} ${josa(at.label, '을/를')} 받는다. ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: x.peer ? '파드 안에서 캡처하면 양방향이 다 보이고, 그 lxc에서는 한 방향만 보인다.' : null,
  }),
  lxcOut: (at, x) => ({
    title: `${at.who} lxc · Out`,
    sentence: `파드로 들어가는 ${at.dev} Out, 캡처에 보인다: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: x.redirected ? 'bpf_redirect는 장치를 지나므로 tap에 보인다. bpf_redirect_peer라면 보이지 않는다.' : null,
  }),
  leaves: (at) => ({
    title: `${at.who}: ${josa(at.dev, '으로/로')} 나간다`,
    sentence: `${at.dev} Out: ${at.src} → ${at.dst}, TTL ${at.ttl}. 출발지는 그대로이고, 파드를 모르는 NAT로 향한다.`,
    detail: '한 NIC으로 들어와 eth0으로 나간다. 캡처의 이 두 줄이 장애의 전부이고 세 번째 줄은 없다.',
  }),
  outside: (at) => ({
    title: '랩 밖: In',
    sentence: `${at.src} → ${at.dst} 패킷이 eth0 뒤의 NAT, 곧 랩 밖에 닿는다.`,
    detail: 'VirtualBox의 NAT가 이것을 어떻게 하는지는 확인되지 않았다. 답이 오지 않는다는 것만 안다.',
  }),
  arpOut: (at, x) => ({
    title: `${at.who} ${at.dev} · ARP Out`,
    sentence: x.request
      ? `${at.dev} Out: ${at.dst}의 MAC을 ${at.src}에 알려 달라는 ARP 질문이다.`
      : `${at.dev} Out: ${josa(at.src, '은/는')} ${x.mac}에 있다는 ARP 응답이다.`,
    detail: null,
  }),
  arpIn: (at, x) => ({
    title: `${at.who} ${at.dev} · ARP ${x.tap}`,
    sentence: x.request
      ? `${at.dev} ${x.tap}: ${at.dst}의 MAC을 ${at.src}에 알려 달라는 ARP 질문이다.`
      : `${at.dev} ${x.tap}: ${josa(at.src, '은/는')} ${x.mac}에 있다는 ARP 응답이다.`,
    detail: x.tap === 'B' ? 'B는 broadcast다. 같은 세그먼트의 모두에게 묻는 질문이다.' : null,
  }),
  peer: (x) => ({
    title: 'bpf_redirect_peer',
    sentence: `bpf_redirect_peer가 패킷을 ${x.pod} 안에 바로 넣는다. ${josa(x.skipped, '은/는')} 건너뛴다.`,
    detail: '목적지 lxc에서 캡처하면 아무것도 없다. 건너뛴 길에 그 tap이 있기 때문이다.',
  }),
};
