import type { terminalEn } from './ui-terminal.en.ts';
import type { Widen } from './widen.ts';

export const terminalKo: Widen<typeof terminalEn> = {
  terminal: {
    name: '터미널',
    coming: '터미널을 여는 중…',
    close: '터미널 닫기',
    height: '터미널 높이',
    tabs: '호스트',
    another: '터미널 하나 더',
    anotherOn: (host) => `터미널 하나 더: ${host}`,
    closeTab: (host) => `터미널 닫기: ${host}`,
    input: (host) => `명령 줄: ${host}`,
    output: (host) => `출력: ${host}`,
    strip: '이 줄에 대해',
    hint: 'Tab 자동 완성, ↑ 이전 명령, Ctrl-R 검색, Esc 나가기',
    hintBox: 'Ctrl+Space 또는 → 자동 완성, ↑ 이전 명령, Esc 나가기',
    wordKeys: '←와 →로 입력한 명령의 낱말을 옮겨 다니며 설명을 봅니다.',
    running: '실행 중. Ctrl-C로 멈춰요.',
    stop: '멈춤',
    skip: '끝까지',
    runLine: '실행',
    tooMuch: '출력이 많습니다. 나머지는 목록에 있습니다.',
    typed: (line) => `입력: ${line}`,
    notes: {
      restarted: '랩을 새로 시작했습니다. 앞에서 바꾼 것은 여기에 남아 있지 않습니다.',
      stays: 'logout: 터미널은 열려 있습니다. 닫으려면 위의 ×를 누르세요.',
    },
    settings: {
      open: '터미널 설정',
      box: '한 줄 입력창',
      boxWhy: '터치와 스크린 리더를 위한 입력창입니다. Tab을 붙잡지 않습니다.',
      rows: '줄 읽어 주기',
      rowsWhy: '스크린 리더에 터미널의 줄을 하나씩 알려 줍니다.',
      follow: '출력을 그림에 맞추기',
      followWhy: '줄마다 그 줄을 만든 사건과 함께 나타납니다. 끄면 한꺼번에 나옵니다.',
    },
    list: {
      open: '명령 목록',
      title: '칠 수 있는 명령',
      find: '명령 찾기',
      none: '그런 명령은 여기에 없습니다.',
      typeIn: '입력하기',
      typeInOn: (line, host) => `입력하기, ${host}: ${line}`,
    },
    read: {
      title: '읽은 곳',
      rows: (table, host, count) => `${host}의 ${table} ${count}행`,
      device: (device, host) => `${host}의 ${device}`,
      packets: '오간 패킷',
      show: (what) => `읽은 곳 보기: ${what}`,
      lit: '명령이 읽음',
    },
    offers: {
      title: '랩에 직접 물어보기',
    },
  },
};
