import type { Scenario } from '../scenario.ts';

export const sameNode: Scenario = {
  id: 'same-node',
  title: { ko: '같은 노드의 파드로', en: 'To a pod on the same node' },
  description: {
    ko: '패킷이 노드를 떠나지 않는다. 보내는 쪽 lxc의 프로그램이 받는 파드를 알고 있어서, 라우팅 테이블을 거치지 않고 바로 건네준다.',
    en: 'The packet never leaves the node. The program at the sender’s lxc knows the receiving pod and hands the packet over without the routing table.',
  },
  plan: { from: 'client', to: 'same-node', app: 'curl', routing: 'native' },
  opening: ['delivered'],
  aliases: {},
};
