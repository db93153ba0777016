import type { Scenario } from '../scenario.ts';

export const serviceVxlan: Scenario = {
  id: 'service-vxlan',
  title: { ko: '서비스의 백엔드로 (VXLAN)', en: 'To the backends of a service (VXLAN)' },
  description: {
    ko: 'ClusterIP로 보낸 요청이 백엔드 파드 하나로 바뀌어 나간다. 다른 노드의 백엔드로는 VXLAN으로 감싸서 보내므로, 어느 백엔드가 뽑히든 라우터의 경로는 문제가 되지 않는다.',
    en: 'A request to a ClusterIP becomes one to a backend pod. Backends on other nodes are reached through VXLAN, so the routes of the router do not matter whichever is drawn.',
  },
  plan: { from: 'client', to: 'web-service', app: 'curl', routing: 'vxlan', count: 3, seed: 58 },
  opening: ['backend', 'lookup'],
  aliases: {},
};
