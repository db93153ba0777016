import type { Topic } from './program-facts.ts';
import type { Words } from './words.ts';

/** The questions under which commands are listed, in the order of the list. */
export const TOPICS: { readonly [T in Topic]: Words } = {
  where: { en: 'Where did it go?', ko: '어디로 갔나?' },
  send: { en: 'Does it get there?', ko: '가기는 가나?' },
  capture: { en: 'What was on the wire?', ko: '선 위로 무엇이 지나갔나?' },
  routes: { en: 'Which way would it take?', ko: '어느 길로 가나?' },
  cilium: { en: 'What does Cilium know?', ko: 'Cilium은 무엇을 알고 있나?' },
  cluster: { en: 'What is there in the cluster?', ko: '클러스터에 무엇이 있나?' },
  change: { en: 'How do I change it?', ko: '어떻게 바꾸나?' },
  text: { en: 'How do I find it in the output?', ko: '출력에서 어떻게 찾나?' },
  shell: { en: 'What else can be typed?', ko: '그 밖에 무엇을 칠 수 있나?' },
};

export const TOPIC_ORDER = Object.keys(TOPICS) as readonly Topic[];
