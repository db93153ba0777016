import { josa } from './josa.ts';
import type { socketEn } from './socket.en.ts';
import type { Widen } from './widen.ts';

export const socketKo: Widen<typeof socketEn> = {
  connect: (x) => ({
    title: 'socket · cil_sock4_connect',
    sentence: `connect(${x.service})의 목적지가 ${josa(x.backend, '으로/로')} 바뀐다. 백엔드 ${x.count}개 중 ${x.slot}번이고, SYN은 아직 없다.`,
    detail: 'ClusterIP는 회선에 나타나지 않는다. SYN부터 파드 주소로 나가고, 재전송도 같은 백엔드로 간다.',
  }),
  sendmsg: (x) => ({
    title: 'socket · cil_sock4_sendmsg',
    sentence: `${josa(x.service, '으로/로')} 보낸 sendmsg()가 ${josa(x.backend, '으로/로')} 바뀐다. 백엔드 ${x.count}개 중 ${x.slot}번이다.`,
    detail: 'UDP는 socket cookie로 백엔드를 고르므로 한 소켓은 같은 백엔드로 간다. 데이터그램에는 ClusterIP가 없다.',
  }),
  noService: (x) => ({
    title: `socket · ${x.program}`,
    sentence: `${josa(x.address, '은/는')} 서비스가 아니다. ${josa(x.call, '은/는')} 주소를 바꾸지 않고 그대로 진행한다.`,
    detail: null,
  }),
  refused: (x) => ({
    title: `socket · ${x.program}`,
    sentence: `${josa(x.service, '은/는')} 백엔드가 없는 서비스다. ${josa(x.call, '이/가')} ${josa(x.errno, '으로/로')} 실패하고 패킷은 생기지 않는다.`,
    detail: null,
  }),
  recvmsg: (x) => ({
    title: 'socket · cil_sock4_recvmsg',
    sentence: `recvmsg()는 보낸 쪽을 ${josa(x.backend, '이/가')} 아니라 ${josa(x.service, '으로/로')} 보여 준다. cilium_lb4_reverse_sk가 기억하고 있다.`,
    detail: '데이터그램 자체는 파드 주소에서 왔고 캡처에도 그렇게 찍힌다. 호출한 프로그램에만 서비스로 보인다.',
  }),
  recvmsgPlain: (x) => ({
    title: 'socket · cil_sock4_recvmsg',
    sentence: `${josa(x.address, '은/는')} 이 소켓이 고른 백엔드가 아니다. recvmsg()는 보낸 쪽을 있는 그대로 보여 준다.`,
    detail: null,
  }),
  getpeername: (x) => ({
    title: 'socket · cil_sock4_getpeername',
    sentence: `연결은 ${josa(x.backend, '으로/로')} 가지만 getpeername()은 ${josa(x.service, '이라/라')}고 답한다.`,
    detail: null,
  }),
  release: (x) => ({
    title: 'socket · cil_sock_release',
    sentence:
      x.rows === 0
        ? '소켓이 닫힌다. cilium_lb4_reverse_sk에 남긴 것은 없다.'
        : '소켓이 닫히고 cilium_lb4_reverse_sk에 있던 행도 함께 지워진다.',
    detail: x.rows === 0 ? null : 'curl 직후 `cilium-dbg bpf socknat list`가 대개 비어 있는 까닭이다.',
  }),
};
