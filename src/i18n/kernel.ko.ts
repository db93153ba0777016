import { josa } from './josa.ts';
import type { kernelEn } from './kernel.en.ts';
import type { Widen } from './widen.ts';

export const kernelKo: Widen<typeof kernelEn> = {
  bornFromJob: (at) => ({
    title: `${at.who}: ${at.what}`,
    sentence: `${josa(at.host, '이/가')} ${josa(at.label, '을/를')} 만든다. ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: null,
  }),
  bornAsReply: (at) => ({
    title: `${at.who}: ${at.what}`,
    sentence: `${josa(at.host, '이/가')} ${josa(at.label, '으로/로')} 답한다. ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: '응답은 별개의 패킷이다. 돌아가는 길은 온 길을 뒤집는 것이 아니라 처음부터 다시 찾는다.',
  }),
  bornAgain: (at) => ({
    title: `${at.who}: ${at.what} 재전송`,
    sentence: `제때 답이 없어 ${josa(at.host, '이/가')} ${josa(at.label, '을/를')} 다시 보낸다. ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: null,
  }),
  bornAsError: (at, x) => ({
    title: `${at.who}: ICMP 오류`,
    sentence: `${at.host}의 커널이 ${x.about}에 대해 ${at.dst}에 알린다: ICMP ${at.label}.`,
    detail: `${josa(at.src, '이/가')} 보내는 여느 패킷과 같다. 돌아갈 경로가 따로 있어야 도착한다.`,
  }),
  bornAsArp: (at, x) => ({
    title: `${at.who}: ARP`,
    sentence: x.request
      ? `${josa(at.host, '이/가')} ${josa(at.dst, '이/가')} 누구인지 묻는다. ${josa(x.about, '은/는')} 답을 기다린다.`
      : `${josa(at.host, '이/가')} ${josa(at.src, '은/는')} 자기라고 답한다.`,
    detail: null,
  }),
  bornAsFragment: (at, x) => ({
    title: `${at.who}: 조각`,
    sentence: `${x.bytes}바이트짜리 조각이 별개의 패킷으로 나아간다. ${at.src} → ${at.dst}.`,
    detail: null,
  }),
  podRoute: (at, x) => ({
    title: `${at.who}: ip route`,
    sentence: `파드에서 나가는 길은 하나다. default via ${x.via} dev eth0.`,
    detail: `${josa(x.via, '은/는')} cilium_host의 IP일 뿐이다. 프레임은 lxc의 MAC으로 간다.`,
  }),
  routeLocal: (at, x) => ({
    title: `${at.who}: ip route`,
    sentence: `${josa(x.dst, '은/는')} ${at.host} 자신의 주소다. 전달하지 않고 위로 올린다.`,
    detail: null,
  }),
  routeVia: (at, x) => ({
    title: `${at.who}: ip route`,
    sentence: `${x.dst}: ${x.row} ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev} 행이 이긴다.${x.loser === null ? '' : ` ${x.loser}도 맞지만 더 짧다.`}`,
    detail: x.outer ? '라우팅되는 것은 바깥 헤더의 노드 주소뿐이다. 도중의 누구에게도 파드 경로가 필요 없다.' : null,
  }),
  routeCiliumHost: (at, x) => ({
    title: `${at.who}: ip route`,
    sentence: `${x.dst}: ${x.row} dev cilium_host 행이 이긴다.`,
    detail: x.forwarded
      ? '여기서는 커널이 직접 전달하므로 이 행이 실제로 쓰인다.'
      : '노드 자신이 보내는 것에는 이 행이 실제로 쓰인다. BPF 호스트 라우팅에서 파드의 패킷은 이 행을 묻지 않는다.',
  }),
  routeDefault: (at, x) => ({
    title: `${at.who}: 기본 경로`,
    sentence: `${x.dst}에 맞는 것은 기본 경로뿐이다. ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev}.`,
    detail: null,
  }),
  routeLeak: (at, x) => ({
    title: `${at.who}: 기본 경로로 샌다`,
    sentence: `${x.dst}에 맞는 행은 기본 경로뿐이라 ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev}, 인터넷 쪽으로 보낸다.`,
    detail: '드롭이 아니다. 라우터는 엉뚱한 문으로 전달했을 뿐이다. ICMP도 없고 답하는 이도 없다.',
  }),
  routeRefused: (at, x) => ({
    title: `${at.who}: 갈 길이 없다`,
    sentence: `${josa(at.host, '은/는')} ${josa(x.dst, '을/를')} 라우팅하지 않는다: ${x.reason}.`,
    detail: null,
  }),
  neighHit: (at, x) => ({
    title: `${at.who}: ip neigh`,
    sentence:
      x.mac === null
        ? `${x.dev}에서는 ${x.ip}의 MAC이 필요 없다.`
        : `${x.dev}에서 ${x.ip}의 MAC은 이미 안다: ${x.mac}. ARP는 필요 없다.`,
    detail: null,
  }),
  neighAsking: (at, x) => ({
    title: `${at.who}: ip neigh`,
    sentence: `${x.ip}의 MAC을 모른다. 패킷은 기다리고 ${x.dev}에서 ARP가 묻는다.`,
    detail: x.nodeNic ? '묻는 것은 next hop뿐이다. 노드가 NIC에서 파드 주소로 ARP를 보내는 일은 없다.' : null,
  }),
  neighResolved: (at, x) => ({
    title: `${at.who}: ip neigh`,
    sentence: `${josa(x.ip, '은/는')} ${x.mac ?? '?'}에 있다. 기다리던 패킷이 나갈 수 있다.`,
    detail: null,
  }),
  neighFailed: (at, x) => ({
    title: `${at.who}: ip neigh`,
    sentence: `${x.ip}에 대해 아무도 답하지 않았다. 그 MAC을 기다리던 패킷은 포기한다.`,
    detail: '1초 간격으로 세 번 물은 뒤에야 커널이 Host Unreachable을 알린다.',
  }),
  neighLearnt: (at, x) => ({
    title: `${at.who}: ip neigh`,
    sentence: `질문 자체가 ${josa(x.ip, '이/가')} ${x.mac ?? '?'}에 있음을 알려 준다. 적어 둔다.`,
    detail: null,
  }),
  forward: (at) => ({
    title: `${at.who}: ip_forward`,
    sentence: `${at.host}의 ip_forward: ${at.src} → ${at.dst}, TTL ${at.before}→${at.ttl}.`,
    detail: null,
  }),
  forwardOuter: (at, x) => ({
    title: `${at.who}: ip_forward`,
    sentence: `${at.host}의 ip_forward: 바깥 TTL ${x.before}→${x.ttl}. 안쪽 TTL은 ${at.ttl} 그대로다.`,
    detail: '라우터가 보는 것은 두 노드 사이의 UDP다. 파드 경로도 필요 없고 더 깊이 들여다보지도 않는다.',
  }),
  fragmented: (at, x) => ({
    title: `${at.who}: 조각내기`,
    sentence: `패킷이 너무 크고 잘라도 된다. 조각 ${x.count}개가 되어 나아간다.`,
    detail: null,
  }),
  reassembled: (at, x) => ({
    title: `${at.who}: 재조립`,
    sentence: `조각 ${x.count}개가 다시 한 패킷이 된다.`,
    detail: null,
  }),
};
