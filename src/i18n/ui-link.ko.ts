import type { linkEn } from './ui-link.en.ts';
import type { Widen } from './widen.ts';

export const linkKo: Widen<typeof linkEn> = {
  link: {
    meant: (key, known) => `${key}: 혹시 ${known} 아닌가요?`,
    noSeconds: (key) =>
      `${key} 값은 분:초가 아니라 이벤트입니다. ${key}=12 또는 ${key}=encap처럼 이름으로 적어 주세요.`,
    tooLong: '링크의 쿼리가 너무 길어(최대 2,048자, 64쌍) 읽지 않았습니다.',
    noPlace: (name) => `이 실행에는 ‘${name}’ 단계가 없어 가장 중요한 곳부터 보여줍니다.`,
    noScenario: (id) => `‘${id}’ 시나리오는 없습니다. 랩의 첫 화면을 보여줍니다.`,
    like: (title) => `‘${title}’ 열기`,
    command: {
      waits: '링크에 명령이 들어 있습니다. 시뮬레이션 랩의 터미널에서 Enter를 기다립니다.',
      runs: '링크에 명령이 들어 있습니다. 시뮬레이션 랩의 터미널에서만 실행합니다.',
      held: '링크에 든 명령이 단순히 출력하는 명령이 아니어서 저절로 실행하지 않습니다. 터미널에서 Enter를 기다립니다.',
    },
    lacks: (title, what) => `이 랩에서는 ‘${title}’ 시나리오를 실행할 수 없습니다: ${what}. 랩의 첫 화면을 보여줍니다.`,
    lack: {
      client: '클라이언트 파드가 없음',
      'same-node': '클라이언트와 같은 노드에 웹 파드가 없음',
      'same-subnet': '같은 서브넷의 다른 노드에 웹 파드가 없음',
      'other-subnet': '다른 서브넷에 웹 파드가 없음',
      'web-service': '웹 파드가 여럿 딸린 서비스가 없음',
      'name-server': 'DNS 서비스가 없음',
      router: '라우터가 없음',
      'link-size': '노드의 MTU가 여기서 ping으로 채울 수 있는 크기보다 큼',
    },
    fault: {
      version: '이 페이지의 새 버전에서 만든 링크입니다. 새로고침하면 새 버전을 받습니다.',
      truncated: '링크가 잘렸거나 바뀌어서 그 안의 랩을 열지 못했습니다.',
      checksum: '링크의 내용이 중간에 바뀌었습니다. 처음에 쓰인 것과 달라서 그 안의 랩을 열지 않았습니다.',
      size: '링크에 담긴 상태가 너무 커서 열지 않았습니다.',
      state: '링크에 담긴 것이 이 페이지의 상태가 아닙니다.',
      lab: '링크에 담긴 랩 파일에 문제가 있어 열지 않았습니다:',
    },
    text: '받은 그대로의 링크',
    copy: '복사',
    copied: '복사했습니다',
    plain: '이것 없이 페이지 열기',
  },
};
