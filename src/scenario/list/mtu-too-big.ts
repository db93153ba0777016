import type { Scenario } from '../scenario.ts';

export const mtuTooBig: Scenario = {
  id: 'mtu-too-big',
  title: { ko: 'MTU를 넘는 패킷', en: 'A packet too big for the tunnel' },
  description: {
    ko: '노드의 MTU와 길이가 같은 ping에 DF를 세운다(-M do). 터널은 헤더 자리만큼 작은 MTU만 남기므로, 패킷은 감싸이기도 전에 거절된다.',
    en: 'A ping that fills the MTU of the node, with DF set (-M do). A tunnel leaves less room by the length of its headers, so the packet is refused before it is wrapped.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'ping', routing: 'vxlan', size: 'fills-link', pmtudisc: 'do' },
  opening: ['never-sent', 'icmp-error', 'drop'],
  aliases: {},
};
