import { cilium } from '../trace/cite.ts';
import { kept, said, type Term } from './glossary-term.ts';

/** Cilium's own words, 1.18. */
export const CILIUM_TERMS: readonly Term[] = [
  kept(
    'identity',
    {
      ko: '레이블 묶음마다 클러스터가 정한 보안 번호. 레이블이 같은 파드는 같은 번호를 쓴다. 1은 host, 2는 world, 6은 remote-node, 7은 kube-apiserver다.',
      en: 'The security number that the cluster gives to a set of labels; pods with the same labels share it. 1 is host, 2 world, 6 remote-node, 7 kube-apiserver.',
    },
    cilium('pkg/identity/numericidentity.go'),
  ),
  kept(
    'endpoint',
    {
      ko: 'Cilium이 관리하는 파드 하나. 그 번호는 노드 안에서만 유일하다.',
      en: 'A pod as Cilium manages it. Its number is unique on its node only.',
    },
    cilium('Documentation/gettingstarted/terminology.rst'),
  ),
  kept(
    'ipcache',
    {
      ko: '주소에서 identity와 터널 상대 노드를 찾는 LPM 맵(cilium_ipcache_v2). 노드마다 내용이 다르다.',
      en: 'The longest-prefix map from an address to its identity and to the node behind a tunnel (cilium_ipcache_v2). Every node has its own view.',
    },
    cilium('bpf/lib/eps.h'),
  ),
  kept(
    'tunnelendpoint',
    {
      ko: 'ipcache 행에 적힌 상대 노드의 주소. native에서도 채워져 있고(flags=hastunnel) 쓰이지 않을 뿐이다.',
      en: "The remote node's address in an ipcache row. It is filled in (flags=hastunnel) in native routing too, only not used there.",
    },
    cilium('pkg/datapath/ipcache/listener.go'),
  ),
  kept(
    'cilium_lxc',
    {
      ko: '이 노드의 파드 주소를 ifindex, 엔드포인트 번호, MAC으로 바꾸는 맵. 노드 자신의 주소는 HOST로 표시된다.',
      en: "The map from this node's pod addresses to ifindex, endpoint id and MACs. The node's own addresses are in it with the flag HOST.",
    },
    cilium('bpf/lib/eps.h'),
  ),
  kept(
    'conntrack',
    {
      ko: 'BPF 맵에 있는 Cilium의 연결 추적. TCP는 cilium_ct4_global, UDP와 ICMP는 cilium_ct_any4_global이다. 커널의 conntrack과는 별개다.',
      en: "Cilium's own connection tracking, in BPF maps: cilium_ct4_global for TCP, cilium_ct_any4_global for UDP and ICMP. Not the kernel's conntrack.",
    },
    cilium('bpf/lib/conntrack.h'),
  ),
  kept(
    'RevNAT',
    {
      ko: 'conntrack 행에 적힌 서비스 번호. 0은 이 흐름의 패킷을 데이터패스가 번역하지 않았다는 뜻이다. socket LB는 패킷이 생기기 전에 번역하므로 0이다.',
      en: 'The service number in a conntrack row. 0 says that the datapath translated no packet of the flow; with socket LB the translation came before there was one.',
    },
    cilium('bpf/lib/lb.h'),
  ),
  kept(
    'cilium_policy_v2',
    {
      ko: '엔드포인트마다 있는 정책 맵. identity, 방향, 프로토콜, 포트로 찾는다. 정책이 없어도 모두 허용하는 행이 있어 조회는 늘 일어난다.',
      en: 'The policy map of one endpoint, looked up by identity, direction, protocol and port. Without any policy it holds allow-all rows: a lookup always happens.',
    },
    cilium('bpf/lib/policy.h'),
  ),
  kept(
    'cilium_lb4_services_v2',
    {
      ko: '서비스 맵. slot 0에 백엔드 수가, slot 1부터 백엔드 번호가 있다.',
      en: 'The service map: slot 0 holds the number of backends, each further slot names one.',
    },
    cilium('bpf/lib/lb.h'),
  ),
  kept(
    'cilium_lb4_reverse_sk',
    {
      ko: 'socket LB가 소켓마다 어느 서비스를 어느 백엔드로 바꿨는지 적는 맵. 소켓이 닫히면 지워진다.',
      en: 'Where socket LB notes, per socket, which service it turned into which backend. Deleted when the socket is released.',
    },
    cilium('bpf/bpf_sock.c', 'sock4_update_revnat'),
  ),
  kept(
    'cilium_snat_v4_external',
    {
      ko: 'masquerade의 NAT 맵. 매핑 하나에 나가는 행과 돌아오는 행이 있다.',
      en: 'The NAT map of masquerading: two rows for one mapping, one per direction.',
    },
    cilium('bpf/lib/nat.h'),
  ),
  kept(
    'cil_from_container',
    {
      ko: 'lxc의 tcx ingress에 있는 프로그램. 파드가 보내는 모든 것이 여기를 지난다.',
      en: 'The program on the tcx ingress of an lxc: everything that a pod sends passes it.',
    },
    cilium('bpf/bpf_lxc.c', 'cil_from_container'),
  ),
  kept(
    'cil_lxc_policy',
    {
      ko: '엔드포인트의 ingress 정책 프로그램. 장치에 붙어 있지 않고, 패킷이 지금 있는 장치의 훅에서 tail call로 실행된다.',
      en: "An endpoint's ingress policy. It sits on no device: it runs by tail call in the hook of whatever device the packet is on.",
    },
    cilium('bpf/bpf_lxc.c', 'cil_lxc_policy'),
  ),
  kept(
    'cil_to_container',
    {
      ko: 'lxc의 egress 프로그램. endpointRoutes일 때만 있다.',
      en: 'The program on the egress of an lxc. It exists with endpointRoutes only.',
    },
    cilium('bpf/bpf_lxc.c', 'cil_to_container'),
  ),
  kept(
    'cil_from_netdev',
    {
      ko: 'eth0과 eth1의 tcx ingress 프로그램. 출발지 identity, NAT 되돌리기, 파드로의 전달을 맡는다.',
      en: 'The program on the tcx ingress of eth0 and eth1: source identity, reverse NAT, delivery to pods.',
    },
    cilium('bpf/bpf_host.c', 'cil_from_netdev'),
  ),
  kept(
    'cil_to_netdev',
    {
      ko: 'eth0과 eth1의 tcx egress 프로그램. masquerade를 맡고, overlay mark가 있으면 건너뛴다.',
      en: 'The program on the tcx egress of eth0 and eth1: masquerading, skipped for what carries the overlay mark.',
    },
    cilium('bpf/bpf_host.c', 'cil_to_netdev'),
  ),
  kept(
    'cil_from_overlay',
    {
      ko: '터널 장치의 tcx ingress 프로그램. 커널이 캡슐을 벗긴 뒤에 실행되고, VNI를 출발지 identity로 쓴다.',
      en: 'The program on the tcx ingress of the tunnel device. It runs after the kernel has decapsulated and takes the VNI as source identity.',
    },
    cilium('bpf/bpf_overlay.c', 'cil_from_overlay'),
  ),
  kept(
    'cil_to_overlay',
    {
      ko: '터널 장치의 tcx egress 프로그램. 패킷에 overlay mark를 달 뿐, 캡슐은 커널이 씌운다.',
      en: 'The program on the tcx egress of the tunnel device. It only marks the packet; the kernel encapsulates.',
    },
    cilium('bpf/bpf_overlay.c', 'cil_to_overlay'),
  ),
  kept(
    'cil_from_host',
    {
      ko: 'cilium_host의 tcx egress 프로그램. 노드 자신이 파드로 보내는 것을 맡는다.',
      en: 'The program on the tcx egress of cilium_host: what the node itself sends to pods.',
    },
    cilium('bpf/bpf_host.c', 'cil_from_host'),
  ),
  kept(
    'cil_sock4_connect',
    {
      ko: 'cgroup의 connect4 프로그램. connect()의 목적지가 서비스면 백엔드로 바꾼다.',
      en: 'The cgroup connect4 program: it turns the destination of a connect() from a service into a backend.',
    },
    cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd'),
  ),
  kept(
    'tail call',
    {
      ko: 'BPF 프로그램이 다른 프로그램으로 넘어가는 것. 돌아오지 않으며, 훅과 장치는 그대로다.',
      en: 'How one BPF program goes on as another. It does not return, and the hook and its device stay the same.',
    },
    cilium('bpf/lib/tailcall.h'),
  ),
  kept(
    'bpf_redirect_peer',
    {
      ko: 'veth 반대쪽, 곧 파드의 eth0 수신으로 바로 넣는 helper. 목적지 lxc의 tap은 아무것도 보지 못한다.',
      en: "The helper that puts a packet straight on the receive side of a veth's other end, the pod's eth0. The tap of the destination's lxc sees nothing.",
    },
    cilium('bpf/lib/local_delivery.h', 'redirect_ep'),
  ),
  kept(
    'bpf_redirect_neigh',
    {
      ko: '이웃의 MAC을 아직 모를 때 쓰는 redirect. MAC은 커널이 ARP로 알아내 채운다.',
      en: 'The redirect for when the MAC of the next hop is not known yet: the kernel asks by ARP and fills it in.',
    },
    cilium('bpf/lib/fib.h', 'fib_do_redirect'),
  ),
  kept(
    'socket LB',
    {
      ko: 'connect()나 sendmsg() 때 서비스를 백엔드로 바꾸는 부하 분산. 회선에는 ClusterIP가 나타나지 않는다.',
      en: 'Load balancing at connect() or sendmsg(), in the socket. The ClusterIP never appears on a wire.',
    },
    cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd'),
  ),
  kept(
    'per-packet LB',
    {
      ko: 'socket LB가 꺼져 있을 때의 방식. lxc의 프로그램이 패킷의 목적지를 백엔드로 바꾸고 응답을 되돌린다.',
      en: 'What happens without socket LB: the program at the lxc turns the destination of packets into a backend, and answers back.',
    },
    cilium('bpf/bpf_lxc.c', '__per_packet_lb_svc_xlate_4'),
  ),
  kept(
    'masquerade',
    {
      ko: '클러스터 밖으로 가는 파드 패킷의 출발지를 나가는 장치의 주소로 바꾸는 것.',
      en: 'Giving the packets of pods that leave the cluster the address of the device they leave by.',
    },
    cilium('bpf/lib/nat.h', 'snat_v4_needs_masquerade'),
  ),
  kept(
    'ipv4NativeRoutingCIDR',
    {
      ko: '이 안으로 가는 것은 masquerade 하지 않는다는 범위. 경로를 만들지는 않는다.',
      en: 'What lies inside is not masqueraded. It makes no routes.',
    },
    cilium('bpf/lib/nat.h', 'snat_v4_needs_masquerade'),
  ),
  kept(
    'autoDirectNodeRoutes',
    {
      ko: 'native에서 agent가 다른 노드의 podCIDR 경로를 커널에 넣는 설정. 게이트웨이 없이 바로 닿는 노드에만 넣는다.',
      en: "In native routing, lets the agent add kernel routes to other nodes' podCIDRs, but only to nodes that it reaches without a gateway.",
    },
    cilium('pkg/datapath/linux/node.go', 'createDirectRouteSpec'),
  ),
  kept(
    'endpointRoutes',
    {
      ko: '파드마다 /32 경로를 lxc로 두는 설정. cil_to_container가 붙고, 같은 노드로 가는 패킷의 TTL 감소가 없어진다.',
      en: 'One /32 route per pod to its lxc. cil_to_container is attached, and pod to own node costs no TTL.',
    },
    cilium('pkg/datapath/loader/loader.go'),
  ),
  said(
    'BPF host routing',
    'BPF 호스트 라우팅',
    {
      ko: '커널 스택 대신 BPF의 redirect로 전달하는 방식(status의 Host: BPF). netfilter를 지나지 않는다.',
      en: "Forwarding by BPF redirects instead of the kernel's stack (Host: BPF in the status). Netfilter is not passed.",
    },
    cilium('pkg/datapath/linux/config/config.go'),
  ),
  said(
    'legacy host routing',
    'legacy 호스트 라우팅',
    {
      ko: '파드 패킷을 커널 스택에 올려 라우팅하는 방식(Host: Legacy). netfilter와 ip_forward를 지난다.',
      en: "Handing the packets of pods to the kernel's stack for routing (Host: Legacy): they pass netfilter and ip_forward.",
    },
    cilium('daemon/cmd/kube_proxy_replacement.go'),
  ),
  said(
    'native routing',
    'native 라우팅',
    {
      ko: '파드 패킷을 감싸지 않고 그대로 네트워크에 내보내는 모드. 도중의 모든 라우터가 podCIDR을 알아야 한다.',
      en: 'Packets of pods go out as they are. Every router on the way must know the podCIDRs.',
    },
    cilium('Documentation/network/concepts/routing.rst'),
  ),
  kept(
    'overlay',
    {
      ko: '파드 패킷을 노드 사이의 UDP에 넣어 보내는 모드. 도중의 라우터는 노드 주소만 알면 된다. Cilium 문서의 encapsulation이다.',
      en: 'Packets of pods travel inside UDP between nodes; routers need to know nodes only. What Cilium calls encapsulation.',
    },
    cilium('Documentation/network/concepts/routing.rst'),
  ),
  kept(
    'tunnel key',
    {
      ko: 'BPF가 패킷에 다는 터널 정보(VNI와 상대 노드). 이것을 보고 커널의 터널 장치가 바깥 헤더를 씌운다.',
      en: "What BPF tells the kernel's tunnel device about one packet: VNI and remote node. The device builds the outer headers from it.",
    },
    cilium('bpf/lib/encap.h', '__encap_with_nodeid4'),
  ),
  kept(
    'mark',
    {
      ko: 'skb에 붙는 표시(mask 0x0F00). 0x0300 SNAT 완료, 0x0400 overlay, 0x0C00 host, 0x0F00 identity.',
      en: 'The mark on an skb (mask 0x0F00): 0x0300 SNAT done, 0x0400 overlay, 0x0C00 host, 0x0F00 identity.',
    },
    cilium('bpf/lib/common.h'),
  ),
];
