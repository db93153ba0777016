import type { Scenario } from '../scenario.ts';

export const otherSubnetNative: Scenario = {
  id: 'other-subnet-native',
  title: { ko: '다른 서브넷의 노드로 (native)', en: 'To a node in another subnet (native)' },
  description: {
    ko: '노드들 사이에 라우터가 있다. 라우터에 파드 대역의 경로가 없으면 패킷은 기본 경로를 따라 랩 밖으로 새어 나간다.',
    en: 'There is a router between the nodes. If it has no route to the pods, the packet follows the default route and leaks out of the lab.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'curl', routing: 'native' },
  opening: ['leak', 'drop', 'delivered'],
  aliases: {},
};
