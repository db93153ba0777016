import { cilium } from '../trace/cite.ts';
import { kept, said, type Term } from './glossary-term.ts';

const LAB = { source: 'lab', ref: 'cilium-study 4w' } as const;
const US = { source: 'lab', ref: 'src/trace' } as const;

/** This lab, what Hubble says of it, and the words of Hopscope itself. */
export const LAB_TERMS: readonly Term[] = [
  said(
    'router',
    '라우터',
    {
      ko: '두 서브넷 사이의 VM. 클러스터에 속하지 않고 podCIDR을 모른다. 모르는 것은 기본 경로로 eth0에 내보낸다.',
      en: 'The VM between the two subnets. It is not in the cluster and knows no podCIDR: what it does not know goes out by eth0, its default route.',
    },
    LAB,
  ),
  kept(
    'podCIDR',
    {
      ko: '한 노드의 파드에 주어지는 주소 범위. 이 랩에서는 Kubernetes의 Node가 아니라 CiliumNode에 있는 값이 쓰인다.',
      en: "The range from which a node's pods get addresses. In this lab the one on CiliumNode counts, not the one on the Kubernetes Node.",
    },
    cilium('pkg/ipam'),
  ),
  said(
    'static route',
    '정적 경로',
    {
      ko: '사람이 넣은 경로. native를 고치려면 라우터에 양방향의 podCIDR이 모두 있어야 한다.',
      en: 'A route that a person added. To repair native routing the router needs the podCIDRs of both directions.',
    },
    LAB,
  ),
  kept(
    'NAT behind eth0',
    {
      ko: '모든 VM의 eth0 뒤에 있는 VirtualBox의 NAT. 모든 VM의 eth0 주소가 같다. 파드 주소에는 답하지 않는다.',
      en: "VirtualBox's NAT behind the eth0 of every VM; every VM's eth0 has the same address. It never answers for pods.",
    },
    LAB,
  ),
  said(
    'leak',
    '샘',
    {
      ko: '기본 경로를 따라 랩 밖으로 나간 것. 드롭이 아니며 오류도 없다.',
      en: 'What follows a default route out of the lab. It is no drop, and there is no error.',
    },
    US,
  ),
  said(
    'drop',
    '드롭',
    {
      ko: '커널이나 Cilium이 이유를 갖고 버린 것. Cilium의 드롭만 Hubble에 나온다.',
      en: "What the kernel or Cilium throws away, with a reason. Only Cilium's drops appear in Hubble.",
    },
    cilium('pkg/monitor/api/drop.go'),
  ),
  said(
    'delivered',
    '도착',
    { ko: '목적지 주소의 파드에 닿은 것.', en: 'Reached the pod that its destination address belongs to.' },
    US,
  ),
  said(
    'never sent',
    '보내지 못함',
    {
      ko: '보내는 쪽 커널이 거절해 어떤 장치에도 나가지 않은 것. EMSGSIZE가 그 예다.',
      en: "Refused by the sender's own kernel, so that no device ever saw it. EMSGSIZE is one case.",
    },
    US,
  ),
  kept(
    'Hubble',
    {
      ko: 'Cilium의 기록을 흐름으로 보여 주는 도구. Cilium이 본 것만 안다. 라우터에서 사라진 것은 모른다.',
      en: "Shows Cilium's records as flows. It knows what Cilium saw, and nothing of what a router loses.",
    },
    cilium('hubble/pkg/printer/printer.go'),
  ),
  kept(
    'to-network',
    {
      ko: '파드의 프로그램이 패킷을 물리 장치로 보냈다는 기록. FORWARDED는 도착했다는 뜻이 아니다.',
      en: "The record that a pod's program sent a packet to a native device. FORWARDED does not mean delivered.",
    },
    cilium('pkg/monitor/api/types.go'),
  ),
  kept(
    'to-overlay',
    {
      ko: '파드의 프로그램이 패킷을 터널 장치로 보냈다는 기록.',
      en: "The record that a pod's program sent a packet to the tunnel device.",
    },
    cilium('pkg/monitor/api/types.go'),
  ),
  kept(
    'to-endpoint',
    {
      ko: '정책이 허락해 파드에 넣는다는 기록. 목적지 lxc의 ifindex가 적히지만 lxc의 tap에는 아무것도 없다.',
      en: "The record that policy let a packet into a pod. It carries the ifindex of the pod's lxc, although the tap there sees nothing.",
    },
    cilium('pkg/monitor/api/types.go'),
  ),
  kept(
    'from-endpoint',
    {
      ko: 'lxc의 프로그램에 들어왔다는 기록. from-으로 시작하는 기록은 medium에서 모두 숨는다.',
      en: 'The record of entry into the program at the lxc. At medium aggregation every from- record stays hidden.',
    },
    cilium('bpf/lib/trace.h', 'emit_trace_notify'),
  ),
  kept(
    'monitor aggregation',
    {
      ko: '기록을 줄이는 설정. medium에서는 새 연결, 새 TCP 플래그, 5초에 한 번만 나온다. 그래서 ping 여섯 번에 한 번쯤 보인다.',
      en: 'How many records are let out. At medium: new connections, new TCP flags, else one in five seconds, so about every sixth ping.',
    },
    cilium('bpf/lib/conntrack.h', '__ct_update_timeout'),
  ),
  kept(
    'pre-xlate-fwd',
    {
      ko: 'socket LB가 바꾸기 전의 주소를 적은 기록(TRACED). 바꾼 뒤의 것은 post-xlate-fwd(TRANSLATED)다.',
      en: 'The record of an address before socket LB changes it (TRACED); post-xlate-fwd (TRANSLATED) has the one after.',
    },
    cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd'),
  ),
  kept(
    'policy-verdict',
    { ko: '정책이 허락하거나 거부했다는 기록.', en: 'The record that a policy allowed or denied.' },
    cilium('pkg/monitor/api/types.go'),
  ),
  kept(
    'trace',
    {
      ko: 'Hopscope의 한 번 실행이 남기는 모든 사건. 화면과 출력은 모두 이것을 읽을 뿐이다.',
      en: 'All that happened in one run of Hopscope. Every view and every export only reads it.',
    },
    US,
  ),
  said(
    'event',
    '사건',
    {
      ko: 'trace의 한 줄. 한 장치에서 한 패킷에 일어난 한 가지 일이다.',
      en: 'One line of a trace: one thing that happens to one packet in one place.',
    },
    US,
  ),
  kept(
    'hop',
    {
      ko: '한 장소에서 이어지는 사건의 묶음. 종류마다 LXC.FIB 같은 이름이 있다.',
      en: 'Consecutive events in one place. Each kind has an id such as LXC.FIB.',
    },
    US,
  ),
];
