import { cilium, linux, rfc } from '../trace/cite.ts';
import { limit, type Limit } from './limit.ts';

/** What does not exist in this model; nothing on the page may be read as if it did. */
export const NOT_MODELLED: readonly Limit[] = [
  limit(
    { ko: '측정', en: 'Measurements' },
    {
      ko: '여러분의 클러스터에서 재는 것은 하나도 없고, 어디로도 보내지 않는다.',
      en: 'Nothing is measured on your cluster, and nothing is sent anywhere.',
    },
    { source: 'lab', ref: 'docs/architecture.md' },
  ),
  limit(
    { ko: '성능', en: 'Performance' },
    {
      ko: '지연은 순서를 맞추려고 정한 작은 값이라 어떤 수도 벤치마크가 아니다. 혼잡, 우연한 손실, 큐, CPU는 없다.',
      en: 'Delays are fixed and small, so that order is right and no number is a benchmark. Congestion, loss by chance, queues and CPUs do not exist.',
    },
    { source: 'lab', ref: 'src/engine/timing.ts' },
  ),
  limit(
    { ko: '정책 시행', en: 'Network policies being enforced' },
    {
      ko: '정책 맵 조회는 정책이 없는 클러스터처럼 일어난다. 실습 파일의 정책은 읽어 두고 경고로 답한다. L7 정책도 없다.',
      en: 'Lookups in policy maps happen, as they do in a cluster without policies; policies in a lab file are read, kept and answered with a warning. No L7 policies either.',
    },
    cilium('bpf/lib/policy.h'),
  ),
  limit(
    { ko: 'IPv6와 다른 장치', en: 'IPv6 and other devices' },
    {
      ko: 'IPv6, netkit, XDP, big TCP, NIC offload.',
      en: 'IPv6, netkit, XDP, big TCP, NIC offloads (one recorded case stays an exception for that reason).',
    },
    rfc('RFC 8200'),
  ),
  limit(
    { ko: '암호화와 그 밖의 기능', en: 'Encryption and other features' },
    {
      ko: 'WireGuard, IPsec, host firewall, L7 proxy, egress gateway, bandwidth manager.',
      en: 'WireGuard, IPsec, host firewall, L7 proxy, egress gateway, bandwidth manager.',
    },
    cilium('bpf/lib/wireguard.h'),
  ),
  limit(
    { ko: '클러스터 밖에서 오는 것', en: 'From outside the cluster' },
    {
      ko: '밖에서 들어오는 NodePort, LoadBalancer, DSR. BGP는 실습 파일에 자리만 있다.',
      en: 'NodePort, LoadBalancer and DSR from outside; BGP (the key of the lab file is reserved).',
    },
    cilium('bpf/lib/nodeport.h'),
  ),
  limit(
    { ko: 'netfilter', en: 'netfilter' },
    {
      ko: '패킷이 어느 체인을 지나는지는 필요한 곳에서 말한다. 규칙은 평가하지 않는다. BPF masquerade가 꺼졌을 때의 iptables masquerade도 없다.',
      en: 'Which chains a packet passes is said where it matters, rules are not evaluated; nor is there iptables masquerading where BPF masquerading is off.',
    },
    linux('net/netfilter/core.c', 'nf_hook_slow'),
  ),
  limit(
    { ko: 'ICMP redirect', en: 'ICMP redirects' },
    {
      ko: '바이트는 읽고 쓰지만 아직 어떤 커널도 보내지 않는다. 파드 주소는 라우터의 링크에 있지 않아 파드에는 어차피 오지 않는다. 노드 자신의 ping에는 온다.',
      en: 'Their bytes are read and written, but no kernel of the lab sends one yet. A pod would get none in any case, because its address is not on the router’s link; the node’s own ping would.',
    },
    linux('net/ipv4/route.c', 'ip_rt_send_redirect'),
  ),
  limit(
    { ko: 'Cilium의 작은 것들', en: 'Smaller parts of Cilium' },
    {
      ko: '뒤쪽 조각의 포트(cilium_ipv4_frag_datagrams)는 0으로 센다. conntrack 청소, 허용에 대한 policy-verdict, 백엔드 없는 서비스의 ICMP 응답, session affinity와 Maglev, getpeername4.',
      en: 'Ports of later fragments (cilium_ipv4_frag_datagrams): they count as port 0. Conntrack garbage collection: expired rows stay. policy-verdict events for what is allowed. An ICMP answer for a service without backends. Session affinity and Maglev. getpeername4.',
    },
    cilium('bpf/lib/ipv4.h'),
  ),
  limit(
    { ko: '이웃 확인', en: 'Probing of neighbours' },
    { ko: 'STALE이 된 이웃을 다시 확인하지 않는다.', en: 'STALE neighbours are not probed.' },
    linux('net/core/neighbour.c', 'neigh_timer_handler'),
  ),
  limit(
    { ko: '바꾸는 도중의 에이전트', en: 'What an agent does while it changes' },
    {
      ko: '페이지의 스위치는 자리 잡은 두 상태 사이를 오간다. 터미널의 rollout은 노드마다 두 걸음으로 바뀐다. 에이전트가 거치는 더 작은 중간 상태는 없다.',
      en: 'The switches of the page go between settled states. A rollout in the terminal changes a node in two steps; the smaller ones between, which an agent passes through, do not exist.',
    },
    { source: 'lab', ref: 'src/shell/cluster/restart-agents.ts' },
  ),
  limit(
    { ko: '여러 CPU', en: 'Several CPUs' },
    {
      ko: '한 흐름 안의 순서는 확실하다. 서로 관계없는 두 패킷의 앞뒤는 약속일 뿐이다.',
      en: 'Order within a flow is certain; which of two independent packets comes first is a convention.',
    },
    { source: 'lab', ref: 'src/engine/sim.ts' },
  ),
  limit(
    { ko: '에이전트, kubelet, Kubernetes', en: 'The agent, kubelet and Kubernetes' },
    {
      ko: 't = 0에 있을 결과만 끌어낸다. 그 뒤로 스케줄러와 컨트롤러는 터미널이 부탁한 만큼만 일한다. kubelet의 이미지, 볼륨, 자원 제한, 프로브는 없다. kube-proxy도 없다.',
      en: 'Their results at t = 0 are derived. After that schedulers and controllers do what the terminal asks of them, and no more: no images, volumes, resource limits or probes of a kubelet. There is no kube-proxy.',
    },
    { source: 'lab', ref: 'src/lab/derive.ts' },
    { source: 'lab', ref: 'src/shell/cluster/controllers.ts' },
  ),
  limit(
    { ko: '터미널 뒤의 컴퓨터', en: 'Computers behind the terminal' },
    {
      ko: '패킷과 표를 만드는 것만 있다. 프로세스, 디스크, 패키지 관리자는 없다. ssh는 트래픽 없이 다른 기계의 셸을 연다. ss는 실습의 연결만 보여 주고 노드 자신의 서비스는 보여 주지 않는다. 인터페이스와 iptables의 카운터는 0에서 시작한다.',
      en: 'Only what makes packets and tables: no processes, disks or package manager. ssh opens a shell on another machine without traffic; ss shows the connections of the lab and not the services of a node itself; counters of interfaces begin at 0 and those of iptables stay there.',
    },
    { source: 'lab', ref: 'src/shell/README.md' },
  ),
  limit(
    { ko: '다른 Cilium 버전', en: 'Other versions of Cilium' },
    { ko: '이름과 순서는 1.18.0의 것이다.', en: 'Names and order are those of 1.18.0.' },
    { source: 'lab', ref: 'docs/lab-file.md' },
  ),
];
