import { josa } from './josa.ts';
import type { outcomeEn } from './outcome.en.ts';
import { clip } from './story.ts';
import type { Widen } from './widen.ts';

export const outcomeKo: Widen<typeof outcomeEn> = {
  delivered: (x) => `${x.to}에 도착했다.`,
  consumed: (x) => `${x.by}의 ${josa(x.process, '이/가')} 받았다.`,
  dropped: (x) => `${x.where}에서 버려졌다: ${x.reason}.`,
  left: (x) => `${josa(x.via, '으로/로')} 랩을 떠났다. 드롭은 아니지만 그곳에서 답하는 이는 없다.`,
  neverSent: (x) => `보내지 못했다. ${x.by}의 커널이 ${josa(x.errno, '으로/로')} 거절했다: ${x.why}.`,
  reassembled: '여러 조각 가운데 하나로, 나머지와 다시 합쳐졌다.',
  underWay: '아직 가는 중이다.',
  short: {
    delivered: '도착',
    consumed: '받음',
    dropped: '드롭',
    'left-the-lab': '랩을 떠남',
    'never-sent': '보내지 못함',
    reassembled: '재조립됨',
    'under-way': '가는 중',
  },
  end: (x) => ({
    title: `${clip(x.host, 17)}: ${x.what}`,
    sentence: x.sentence,
    detail: x.detail,
  }),
  outside: (x) => ({
    title: `NAT: ${x.what}`,
    sentence: x.sentence,
    detail: x.detail,
  }),
  leak: (x) =>
    `${x.src} → ${x.dst} 패킷이 ${x.host}의 ${josa(x.dev, '으로/로')} 랩을 떠났다. 그 뒤의 NAT는 파드를 모른다.`,
  leakDetail: '드롭이 아니고 오류도 돌아오지 않는다. 보낸 쪽은 아무 소식도 듣지 못하고 결국 포기한다.',
  noWayBack: (x) => `게다가 조용하다. ${josa(x.to, '으로/로')} 가는 경로가 없어 ICMP 오류도 돌려보내지 못한다.`,
  rateLimited: 'ICMP 오류를 보낼 차례지만 커널의 rate limit에 걸려 보내지 않는다.',
  silentCilium: '보낸 쪽은 아무 소식도 듣지 못한다. Hubble과 `cilium-dbg monitor`에만 남는다.',
  emsgsize: '프레임도 ICMP도 Hubble 기록도 없다. 파드 자신의 커널이 경로의 MTU를 보고 거절한다.',
  lostReply: '돌아오는 길만 실패했다. 요청은 도착했었다. 오류도 없이 양쪽 모두 아무 소식도 듣지 못한다.',
};
