import type { Scenario } from '../scenario.ts';

export const routerOneWay: Scenario = {
  id: 'router-one-way',
  title: { ko: '라우터에 경로를 한쪽만 넣으면', en: 'The router repaired one way' },
  description: {
    ko: '라우터에 받는 파드 쪽 경로만 넣는다. 요청은 도착하지만, 돌아오는 응답에는 보낸 파드 쪽 경로가 또 필요하다.',
    en: 'The router gets a route to the receiving pod only. The request arrives, but the reply needs a route to the sender’s pods as well.',
  },
  plan: { from: 'client', to: 'other-subnet', app: 'curl', routing: 'native', router: 'static-dst' },
  opening: ['reply-leak', 'drop', 'delivered'],
  aliases: {},
};
