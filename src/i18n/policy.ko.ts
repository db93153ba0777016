import { josa } from './josa.ts';
import type { IdentitySource, policyEn } from './policy.en.ts';
import type { Widen } from './widen.ts';

const FROM: Readonly<Record<IdentitySource, string>> = {
  program: '보낸 쪽 자신의 값',
  ipcache: 'ipcache에서',
  vni: 'VNI에서',
};

export const policyKo: Widen<typeof policyEn> = {
  allowed: (at, x) => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `${x.pod}의 정책: identity ${x.identity}${x.from === null ? '' : `(${FROM[x.from]})`} 허용. ${x.next}.`,
    detail: `파드에 들어가기 전, ${at.dev}의 훅 안에서 tail call로 실행된다. 목적지 lxc에서 실행되는 일은 없다.`,
  }),
  reply: (at, x) => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `conntrack에 따르면 ${josa(x.pod, '이/가')} 시작한 흐름${x.related ? '과 관련된 패킷이다' : '의 응답이다'}. 정책은 묻지 않는다. ${x.next}.`,
    detail: '응답은 대칭 규칙이 아니라 conntrack 덕분에 들어온다.',
  }),
  denied: (at, x) => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `${x.pod}의 정책이 identity ${josa(`${x.identity}`, '을/를')} 허용하지 않는다. ${at.dev}의 훅에서 버려진다(${x.code}).`,
    detail: '드롭은 이 노드에서, 이 장치의 ifindex로 보고된다. 보낸 쪽은 아무 소식도 듣지 못하고 타임아웃을 맞는다.',
  }),
  dropped: (at, x) => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `${x.pod}의 정책 프로그램이 패킷을 버린다: ${x.reason}.`,
    detail: null,
  }),
  toContainer: (at, x) => ({
    title: 'lxc · cil_to_container',
    sentence: x.allowed
      ? `endpointRoutes라서 ${x.pod}의 정책이 여기, lxc에서 나가는 길에 실행되고 ${josa(at.src, '을/를')} 들여보낸다.`
      : `endpointRoutes라서 ${x.pod}의 정책이 여기, lxc에서 나가는 길에 실행되고 패킷을 버린다: ${x.reason}.`,
    detail: '이 프로그램은 endpointRoutes일 때만 있다. 그렇지 않으면 lxc의 egress에는 BPF가 없다.',
  }),
  next: {
    peer: '다음은 bpf_redirect_peer다',
    redirect: '다음은 bpf_redirect다',
    pass: '그대로 나아간다',
  },
};
