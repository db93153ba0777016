import { josa } from './josa.ts';
import type { notesEn } from './notes.en.ts';
import type { IdentitySource } from './policy.en.ts';
import type { Widen } from './widen.ts';

export const notesKo: Widen<typeof notesEn> = {
  roadNotTaken: (x) =>
    x.why === 'overlay-from-ipcache'
      ? `\`ip route\`에는 ${x.route} dev ${josa(x.dev, '이/가')} 있지만, 길은 ipcache가 정한다. 경로는 묻지 않는다.`
      : `\`ip route\`에는 ${x.route} dev ${josa(x.dev, '이/가')} 있지만, 경로를 묻기 전에 프로그램이 redirect 한다.`,
  identity: (x) => `출발지 identity ${x.identity}: ${IDENTITY_FROM[x.from]}.`,
  tunnel: (x) => `tunnel key: VNI ${x.vni}, 상대 ${x.remote}.`,
  tunnelIgnored: (x) =>
    `ipcache에는 터널 상대 ${josa(x.remote, '이/가')} 있지만, native 라우팅은 그것을 읽는 코드를 컴파일하지 않는다.`,
  backend: (x) =>
    `${josa(x.service, '은/는')} 이번에 ${josa(x.backend, '이다/다')}. 백엔드 ${x.count}개 중 ${x.slot}번이다.`,
  snat: (x) => `${josa(x.to, '으로/로')} SNAT.`,
  noSnat: (x) => `SNAT 없음: ${x.why}.`,
  defaultRoute: '맞는 것은 기본 경로뿐이다.',
  noWayBack: (x) => `ICMP 없음: ${josa(x.to, '으로/로')} 돌아가는 경로도 없다.`,
  rateLimited: 'ICMP 없음: 커널의 rate limit에 걸렸다.',
  policySkipped: (x) => `conntrack에 따르면 ${x.why}: 정책을 묻지 않는다.`,
};

const IDENTITY_FROM: Readonly<Record<IdentitySource, string>> = {
  program: '엔드포인트 프로그램의 상수',
  ipcache: '출발지 주소로 ipcache에서 찾음',
  vni: 'VNI가 곧 identity',
};
