import type { runEn } from './ui-run.en.ts';
import type { Widen } from './widen.ts';

export const runKo: Widen<typeof runEn> = {
  controls: {
    region: '무엇을 실행할까',
    change: '실행 바꾸기',
    from: '보내는 곳',
    to: '받는 곳',
    app: '명령',
    routing: '라우팅 모드',
    router: '라우터',
    run: '실행',
    pods: '파드',
    nodes: '노드',
    services: '서비스',
    routerLoops: '라우터 뒤',
    typed: '다른 주소…',
    address: 'IPv4 주소',
    badAddress: 'IPv4 주소가 아닙니다. 0에서 255까지의 수 네 개를 점으로 이어 주세요.',
    podAt: (pod, node) => `${pod} @ ${node}`,
    service: (name, ip) => `서비스 ${name} (${ip})`,
    loop: (name, ip) => `${name} ${ip}`,
    apps: { curl: 'curl', ping: 'ping', traceroute: 'traceroute', dns: 'DNS 조회', nc: 'nc -z' },
    routings: { native: 'Native', vxlan: 'VXLAN', geneve: 'Geneve' },
    routers: {
      lab: '실습 그대로',
      'no-default': '기본 경로 없음',
      static: '모든 파드로 정적 경로',
      'static-dst': '목적지로만 정적 경로',
    },
  },
  run: {
    line: (from, to, app, routing) => `${from} → ${to} · ${app} · ${routing}`,
    failed: '이 실행은 계산할 수 없었습니다',
    verdict: {
      answered: '응답을 받음',
      refused: '거절됨',
      leaked: '라우터에서 샘',
      dropped: '버려짐',
      'never-sent': '보내지 못함',
      unanswered: '응답 없음',
    },
    exit: (code) => `exit ${code}`,
  },
  verdict: {
    pending: '가는 중',
    delivered: '도착',
    leaked: '새어 나감',
    dropped: '버려짐',
    'never-sent': '보내지 못함',
  },
};
