import type { Scenario } from '../scenario.ts';

export const sameSubnetNative: Scenario = {
  id: 'same-subnet-native',
  title: { ko: '같은 서브넷의 다른 노드로 (native)', en: 'To another node in the same subnet (native)' },
  description: {
    ko: '두 노드가 같은 서브넷에 있으면 서로의 PodCIDR 경로를 직접 갖는다. 패킷은 감싸지 않은 채로 이웃 노드에 간다.',
    en: 'Two nodes in one subnet have routes to each other’s PodCIDR. The packet goes to the neighbour as it is, with nothing around it.',
  },
  plan: { from: 'client', to: 'same-subnet', app: 'curl', routing: 'native' },
  opening: ['delivered'],
  aliases: {},
};
