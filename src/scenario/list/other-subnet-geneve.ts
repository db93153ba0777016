import type { Scenario } from '../scenario.ts';

export const otherSubnetGeneve: Scenario = {
  id: 'other-subnet-geneve',
  title: { ko: '다른 서브넷의 노드로 (Geneve)', en: 'To a node in another subnet (Geneve)' },
  description: {
    ko: 'VXLAN과 같은 길을 Geneve 헤더로 간다. 달라지는 것은 바깥 헤더와 UDP 포트다.',
    en: 'The same way as with VXLAN under a Geneve header. What differs is the outer header and the UDP port.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'curl', routing: 'geneve' },
  opening: ['encap', 'delivered'],
  aliases: {},
};
