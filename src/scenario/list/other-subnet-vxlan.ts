import type { Scenario } from '../scenario.ts';

export const otherSubnetVxlan: Scenario = {
  id: 'other-subnet-vxlan',
  title: { ko: '다른 서브넷의 노드로 (VXLAN)', en: 'To a node in another subnet (VXLAN)' },
  description: {
    ko: '노드가 패킷을 VXLAN으로 감싸 상대 노드에 보낸다. 라우터는 두 노드 사이의 UDP만 보므로 파드 대역의 경로가 없어도 된다.',
    en: 'The node wraps the packet in VXLAN and sends it to the other node. The router sees UDP between nodes and need not know any pod.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'curl', routing: 'vxlan' },
  opening: ['encap', 'delivered'],
  aliases: {},
};
