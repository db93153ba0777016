import type { Scenario } from '../scenario.ts';

export const routerBothWays: Scenario = {
  id: 'router-both-ways',
  title: { ko: '라우터에 경로를 양쪽 다 넣으면', en: 'The router repaired both ways' },
  description: {
    ko: '라우터가 모든 노드의 PodCIDR을 안다. 요청도 응답도 라우터를 지나 제 갈 곳에 도착한다.',
    en: 'The router knows the PodCIDR of every node. Request and reply both cross it and arrive.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'curl', routing: 'native', router: 'static' },
  opening: ['router', 'delivered'],
  aliases: {},
};
