import type { Scenario } from '../scenario.ts';

export const dnsLookup: Scenario = {
  id: 'dns-lookup',
  title: { ko: '이름 찾기 (DNS)', en: 'Looking a name up (DNS)' },
  description: {
    ko: '파드가 클러스터의 DNS 서비스에 이름을 묻는다. UDP 질의도 서비스로 가는 패킷이므로 백엔드 하나로 바뀌어 나간다.',
    en: 'A pod asks the cluster’s DNS service for a name. A UDP query goes to a service like any other packet, and becomes one to a backend.',
  },
  plan: { from: 'client', to: 'web-service', app: 'dns', routing: 'native' },
  opening: ['backend', 'lookup', 'delivered'],
  aliases: {},
};
