import type { Scenario } from '../scenario.ts';

export const serviceGeneve: Scenario = {
  id: 'service-geneve',
  title: { ko: '서비스의 백엔드로 (Geneve)', en: 'To the backends of a service (Geneve)' },
  description: {
    ko: 'ClusterIP로 보낸 요청이 백엔드 파드 하나로 바뀌어 나간다. 다른 노드의 백엔드로는 Geneve로 감싸서 보낸다. 어느 백엔드로 갈지는 감싸기 전에 이미 정해진다.',
    en: 'A request to a ClusterIP becomes one to a backend pod. Backends on other nodes are reached through Geneve. Which one it is has been decided before the packet is wrapped.',
  },
  plan: { from: 'client', to: 'web-service', app: 'curl', routing: 'geneve', count: 3, seed: 58 },
  opening: ['backend', 'lookup'],
  aliases: {},
};
