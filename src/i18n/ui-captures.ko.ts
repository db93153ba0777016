import { josa } from './josa.ts';
import type { capturesEn } from './ui-captures.en.ts';
import type { Widen } from './widen.ts';

export const capturesKo: Widen<typeof capturesEn> = {
  captures: {
    heading: '캡처',
    what: '프로브는 실행이 시작될 때부터 랩의 한 곳에서 듣고 있는 tcpdump다.',
    how: '무대에서 장치를 누르거나 아래에서 자리를 고른다. 거기서 캡처했다면 지금 사건까지 찍혔을 줄을 보여 주고, 한 줄도 없으면 까닭을 말한다.',
    try: '이 실행에서 볼 만한 곳',
    why: {
      router: '라우터의 모든 패킷',
      'sender-nic': '보내는 노드의 NIC',
      'receiver-lxc': '받는 파드의 lxc',
      signpost: 'ip route가 가리키는 곳',
    },
    choose: '자리 고르기',
    host: '호스트',
    device: '장치',
    any: 'any (모든 장치)',
    start: '여기서 캡처',
    running: '이미 캡처 중',
    full: (most) => `캡처 ${most}개가 돌고 있다. 더 시작하려면 하나를 지운다.`,
    mark: (number) => `프로브 ${number}`,
    remove: (command) => `지우기: ${command}`,
    filter: '필터 식',
    apply: '적용',
    flag: { '-e': '링크 계층 헤더', '-v': '프로토콜을 더 자세히' },
    flags: '옵션',
    lines: (command) => `캡처된 줄: ${command}`,
    now: '지금 사건',
    later: (n) => `뒤에 ${n}개 더: 다음 줄로`,
    resting: (dev, host) => `이 실행의 ${host}에는 ${josa(dev, '이/가')} 없다. 프로브는 장치가 돌아올 때까지 기다린다.`,
    reports: '여기서 Cilium이 보고하는 것',
    file: {
      title: (path, host) => `${host}의 ${path}`,
      count: (n) => `패킷 ${n}개, Wireshark가 보여 주는 대로`,
      empty: '파일에 패킷이 없거나, 화면 필터에 맞는 패킷이 없다.',
      close: '캡처 파일 닫기',
      list: (path) => `${path}의 패킷`,
      pick: '패킷을 고르면 무대가 그 패킷이 지나간 순간으로 가고, 계층이 아래에 나온다.',
      elsewhere: '이 실행의 패킷이 아니라서 갈 수 있는 순간이 없다.',
      there: '무대가 이 패킷이 지나간 순간에 있다.',
      goThere: '지나간 순간으로 가기',
      layers: (number) => `패킷 ${number}`,
    },
  },
  silence: {
    head: {
      unseen: '한 줄도 없음: 보이지 않게 지나갔다',
      'never-sent': '한 줄도 없음: 보낸 적이 없다',
      'dropped-before-tap': '한 줄도 없음: tap에 닿기 전에 버려졌다',
      'road-not-taken': '한 줄도 없음: 가지 않은 길이다',
      encapsulated: '한 줄도 없음: 터널 안에 있다',
      'filtered-out': '한 줄도 없음: 필터에 모두 걸러졌다',
      'not-yet': '아직 한 줄도 없음',
      'nothing-crosses': '한 줄도 없음: 여기로 온 것이 없다',
    },
    besides: '이 줄들에 없는 것',
    cause: {
      'skipped-by-peer': (x) =>
        `bpf_redirect_peer가 패킷 ${x.n}개를 ${x.into} 안에 바로 넣었다. ${josa(x.dev, '은/는')} 건너뛰어서 그 tap에 보이지 않는다.`,
      'redirected-before-tap': (x) =>
        `${x.dev} egress의 ${josa(x.program, '이/가')} 패킷 ${x.n}개를 ${josa(x.to, '으로/로')} redirect 했다. 나가는 것의 tap은 그 프로그램 뒤에 있다.`,
      'dropped-before-tap': (x) =>
        `패킷 ${x.n}개가 ${josa(x.dev, '으로/로')} 나가다가 tap에 닿기 전에 버려졌다: ${x.reason}.`,
      'overlay-from-ipcache': (x) =>
        `ip route는 ${josa(x.dev, '을/를')} 가리키지만, ${josa(x.program, '이/가')} 패킷 ${x.n}개를 ipcache의 tunnel endpoint로 보냈다. 경로는 묻지 않았다.`,
      'bpf-redirects-first': (x) =>
        `ip route는 ${josa(x.dev, '을/를')} 가리키지만, 그 경로를 묻기 전에 ${josa(x.program, '이/가')} 패킷 ${x.n}개를 redirect 했다.`,
      'never-sent': (x) =>
        `${x.host}의 커널이 패킷 ${x.n}개를 ${josa(x.errno, '으로/로')} 거절했다: ${x.why}. 캡처에 찍힐 프레임이 만들어지지 않았다.`,
    },
    encapsulated: (x) =>
      `이 필터가 찾는 것은 ${x.protocol} 안에 담겨 여기를 ${x.n}번 지나갔다. 필터에는 바깥 UDP 헤더만 보인다.`,
    apply: (filter) => `필터 적용: ${filter}`,
    filteredOut: (x) => `프레임 ${x.frames}개가 지나갔지만 필터를 통과한 것이 없다.`,
    everything: '필터 없애기',
    notYet: '첫 줄은 이 실행의 뒤쪽에 나온다.',
    first: '첫 줄로 가기',
    nothing: '지금까지 여기로 온 프레임이 없다. 패킷들은 다른 데서 끝났다:',
    nobody: '지금까지 여기로 온 프레임이 없고, 끝난 패킷도 아직 없다.',
    times: (n) => `×${n}`,
    shownBy: (title) => `보기: ${title}`,
    doubles: (x) => `패킷 ${x.packets}개가 두 번씩 보인다. 들어올 때 In, 나갈 때 Out이고 패킷은 그때마다 하나다.`,
    tshark: (x) =>
      `TCP라면 tshark는 두 번째를 재전송이나 중복 ACK라고 부른다: 여기서는 ${x.tcp}개. 정말 다시 보낸 것: ${x.again}개.`,
  },
};
