import type { Scenario } from '../scenario.ts';

export const fromNode: Scenario = {
  id: 'from-node',
  title: { ko: '노드에서 파드로', en: 'From the node itself to a pod' },
  description: {
    ko: '파드가 아니라 노드가 보낸다. lxc의 프로그램을 거치지 않고, 노드의 커널이 제 라우팅 테이블로 길을 고른다.',
    en: 'The node sends, not a pod. No program at an lxc sees the packet: the node’s kernel chooses the way by its own routing table.',
  },
  plan: { from: 'client-node', to: 'same-subnet', app: 'curl', routing: 'native' },
  opening: ['delivered'],
  aliases: {},
};
