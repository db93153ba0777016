import { josa } from './josa.ts';
import type { jobEn } from './job.en.ts';
import { clip } from './story.ts';
import type { Widen } from './widen.ts';

export const jobKo: Widen<typeof jobEn> = {
  started: (x) => ({
    title: `${clip(x.host, 17)}: ${x.program}`,
    sentence: `${x.host}에서: ${x.command}`,
    detail: null,
  }),
  resolving: (x) => ({
    title: `${clip(x.host, 17)}: DNS`,
    sentence: `${x.name} 이름의 주소를 알아야 한다. DNS에 묻는다.`,
    detail: null,
  }),
  resolved: (x) => ({
    title: `${clip(x.host, 17)}: DNS 응답`,
    sentence: x.service
      ? `${josa(x.name, '은/는')} 서비스의 ClusterIP인 ${josa(x.address, '이다/다')}.`
      : `${josa(x.name, '은/는')} ${josa(x.address, '이다/다')}.`,
    detail: x.service ? '이 주소를 가진 장치는 없다. 여기로 연결하면 connect() 때 고른 백엔드에 닿는다.' : null,
  }),
  unresolved: (x) => ({
    title: `${clip(x.host, 17)}: DNS`,
    sentence: `${x.name}: 이 답에는 주소가 없다.`,
    detail: null,
  }),
  connecting: (x) => ({
    title: `${clip(x.host, 17)}: connect()`,
    sentence: `프로그램이 connect(${x.address}:${x.port})를 부른다.`,
    detail: null,
  }),
  connected: (x) => ({
    title: `${clip(x.host, 17)}: 연결됨`,
    sentence: `connect(${x.address}:${x.port})가 성공했다. 연결이 성립했다.`,
    detail: x.service ? '프로그램은 서비스 주소만 안다. 실제 상대는 connect() 때 고른 백엔드다.' : null,
  }),
  refused: (x) => ({
    title: `${clip(x.host, 17)}: ${x.errno}`,
    sentence: `시스템 콜이 ${josa(x.errno, '으로/로')} 실패한다: ${x.why}.`,
    detail: null,
  }),
  output: (x) => ({
    title: `${clip(x.host, 17)}: stdout`,
    sentence: x.line,
    detail: null,
  }),
  errors: (x) => ({
    title: `${clip(x.host, 17)}: stderr`,
    sentence: x.line,
    detail: null,
  }),
  blank: '빈 줄이 출력된다.',
  timeout: (x) => ({
    title: `${clip(x.host, 17)}: 타임아웃`,
    sentence: `${x.seconds}초 동안 아무것도 돌아오지 않아 프로그램이 포기한다.`,
    detail: '프로그램은 드롭인지 새어 나간 것인지, 요청과 응답 중 무엇이 사라졌는지 모른다. 들은 것이 없을 뿐이다.',
  }),
  served: (x) => ({
    title: `${clip(x.host, 17)}: 응답함`,
    sentence: `${josa(x.host, '이/가')} 요청을 처리한다: ${x.what}.`,
    detail: null,
  }),
  exited: (x) => ({
    title: `${clip(x.host, 17)}: exit ${x.code}`,
    sentence:
      x.code === 0
        ? '프로그램이 원하던 것을 얻고 종료 코드 0으로 끝난다.'
        : `프로그램이 종료 코드 ${josa(`${x.code}`, '으로/로')} 끝난다.`,
    detail: null,
  }),
  socket: (x) => ({
    title: `${clip(x.host, 17)}: ss`,
    sentence:
      x.change === 'closed'
        ? `${josa(x.host, '이/가')} 소켓을 닫는다: ${x.row}.`
        : x.change === 'opened'
          ? `${josa(x.host, '이/가')} 소켓을 연다: ${x.row}, ${x.state}.`
          : `${x.host}의 소켓 상태가 바뀐다: ${x.row}, ${x.state}.`,
    detail: null,
  }),
  pmtu: (x) => ({
    title: `${clip(x.host, 17)}: path MTU ${x.mtu}`,
    sentence: `${josa(x.host, '은/는')} ${x.dst}까지 ${x.mtu}바이트만 지나갈 수 있음을 적어 두고, 다음부터 거기에 맞춘다.`,
    detail: '`ip route get`에는 "cache expires … mtu"로 보이고 10분이 지나면 잊는다.',
  }),
  configured: (x) => ({
    title: `${clip(x.host, 17)}: ${x.what}`,
    sentence: `${x.host}에서: ${x.command}`,
    detail: '이미 이 호스트를 지나간 패킷이 다시 돌아오지는 않는다.',
  }),
  regenerated: (x) => ({
    title: `${clip(x.host, 17)}: 새 프로그램`,
    sentence: `${x.host}의 BPF 프로그램이 이제 모두 에이전트가 시작할 때 받은 설정을 따른다.`,
    detail: '경로와 장치는 에이전트가 시작할 때 이미 바뀌었다. 그 사이에는 패킷이 cilium_host를 거쳐 맴돌 수 있다.',
  }),
  notConfigured: (x) => ({
    title: `${clip(x.host, 17)}: ${x.what} 실패`,
    sentence: `${josa(x.host, '이/가')} ${josa(x.command, '을/를')} 거부한다: ${x.error}`,
    detail: null,
  }),
  tcpState: (x) => ({
    title: `${clip(x.host, 17)}: TCP ${x.to}`,
    sentence: `${x.host}의 TCP 연결이 ${x.from}에서 ${josa(x.to, '으로/로')} 바뀐다.`,
    detail: null,
  }),
  retransmit: (x) => ({
    title: `${clip(x.host, 17)}: TCP 재전송`,
    sentence: `${x.label}에 답이 없어 재전송한다(${x.attempt}번째). 그래도 없으면 ${x.next}초 뒤에 또 보낸다.`,
    detail: null,
  }),
  reset: (x) => ({
    title: `${clip(x.host, 17)}: TCP 리셋`,
    sentence: `${x.host}의 TCP 연결이 리셋되어 사라진다.`,
    detail: null,
  }),
  segment: '세그먼트',
};
