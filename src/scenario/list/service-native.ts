import type { Scenario } from '../scenario.ts';

export const serviceNative: Scenario = {
  id: 'service-native',
  title: { ko: '서비스의 백엔드로 (native)', en: 'To the backends of a service (native)' },
  description: {
    ko: 'ClusterIP로 보낸 요청이 백엔드 파드 하나로 바뀌어 나간다. 어느 백엔드가 뽑혔는지에 따라 패킷의 길이 달라진다. 다른 서브넷의 백엔드까지 가려면 라우터가 그 길을 알아야 한다.',
    en: 'A request to a ClusterIP becomes one to a backend pod. The way depends on which backend was drawn. To one in another subnet, the router has to know the way.',
  },
  plan: { from: 'client', to: 'web-service', app: 'curl', routing: 'native', count: 3, seed: 58 },
  opening: ['leak', 'backend', 'lookup'],
  aliases: {},
};
