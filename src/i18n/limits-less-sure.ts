import { cilium, linux, measured, rfc } from '../trace/cite.ts';
import { limit, type Limit } from './limit.ts';

/** What follows from code or a standard, but nobody has printed it for this lab. */
export const DERIVED: readonly Limit[] = [
  limit(
    { ko: '고친 라우터를 지난 TTL 61, 같은 노드의 63', en: 'TTL 61 through a repaired router, 63 on the same node' },
    {
      ko: '이 랩에서 찍어 보인 사람은 없다. 기록에 쓴 eBPF 프로그램으로는 쟀다.',
      en: 'Nobody printed them for this lab. Measured with the eBPF programs of the recordings.',
    },
    cilium('bpf/lib/l3.h', 'ipv4_l3'),
    measured('tests/oracle'),
  ),
  limit(
    { ko: 'legacy native의 TTL 60과 홉', en: 'TTL 60 and the hops of legacy native routing' },
    { ko: '코드에서 나온 것이다.', en: 'Derived from the code.' },
    cilium('bpf/bpf_lxc.c'),
  ),
  limit(
    { ko: 'ICMP 조각의 드롭 134', en: 'Drop 134 for ICMP fragments' },
    { ko: '1.18의 코드에 있다. 알려진 캡처는 없다.', en: 'From the code of 1.18, no capture known.' },
    cilium('pkg/monitor/api/drop.go'),
  ),
  limit(
    { ko: '에이전트가 다시 시작하는 동안', en: 'An agent while it starts again' },
    {
      ko: '경로, 장치, 맵은 시작할 때 한꺼번에, 프로그램은 3초 뒤에 바뀐다. 그 사이의 TTL 초과는 실습에서 관찰되었고, 순서와 3초는 거기서 미루어 본 것이다.',
      en: 'Routes, devices and maps change at once when it starts, programs three seconds later. The TTL that runs out in between was seen in the lab; the order and the three seconds are inferred from it.',
    },
    cilium('pkg/datapath/loader/base.go', 'Reinitialize'),
    cilium('pkg/endpoint/bpf.go', 'regenerateBPF'),
  ),
  limit(
    { ko: '회선의 Geneve', en: 'Geneve on the wire' },
    {
      ko: 'RFC와 드라이버, 그리고 헤더를 바꿔 쓴 VXLAN 장치에서 나왔다. 기록에 쓴 커널에 geneve 모듈이 없었다. 32768보다 작은 출발지 포트는 드라이버의 기본 범위다.',
      en: 'From the RFC, the driver and a VXLAN device with rewritten headers; the recording kernel had no geneve module. Source ports below 32768 are the default range of the driver.',
    },
    rfc('RFC 8926'),
    linux('drivers/net/geneve.c', 'geneve_xmit_skb'),
  ),
  limit(
    {
      ko: '흐름 해시, 시계 값, 엔드포인트 번호, MAC, ifindex, lxc 이름',
      en: 'Flow hashes, monotonic clock values, endpoint ids, MACs, ifindexes, lxc names',
    },
    {
      ko: '실습 파일이 정하지 않으면 seed에서 나온다. 형식은 맞고 값은 다르다.',
      en: 'Derived from the seed unless the lab file pins them: right in form, not in value.',
    },
    { source: 'lab', ref: 'docs/lab-file.md' },
  ),
  limit(
    { ko: '바깥 헤더의 출발지 포트', en: 'Outer source ports' },
    {
      ko: '범위는 맞다. 실습 파일이 정하지 않으면 값은 우리의 해시다.',
      en: 'The range is right; the value is our hash unless the lab file pins it.',
    },
    linux('include/net/udp.h', 'udp_flow_src_port'),
  ),
  limit(
    { ko: '터미널이 찍는 글', en: 'What the terminal prints' },
    {
      ko: '폭, 순서, 낱말은 실제 도구의 것이고, 있는 것은 실제 도구로 견주었다. 확인하지 못한 것은 코드에 적어 두었다. 해시 맵의 순서, 프로그램과 맵의 번호와 태그, cgroup 번호, 파드 이름 뒤의 글자는 seed에서 나온다. hubble은 relay처럼 모든 노드의 기록을 시간순으로 보여 준다.',
      en: 'Widths, order and words are those of the real tools, compared with them where there is one; what could not be verified is marked in the code. The order of hash maps, ids and tags of programs and maps, ids of cgroups and the letters behind pod names come from the seed. hubble shows the records of all nodes by time, as its relay does.',
    },
    { source: 'lab', ref: 'docs/posts-commands.md' },
  ),
  limit(
    { ko: 'rollout의 순서와 시간', en: 'Order and time of a rollout' },
    {
      ko: '에이전트는 한 번에 둘씩, 워커부터 다시 시작한다. 게시물에서 본 순서다. 걸리는 시간은 정해 둔 값이다. control-plane 노드의 taint는 kubeadm의 것이다.',
      en: 'Agents start again two at a time, workers first: the order that the posts saw. How long each takes is a fixed value. The taint of the control plane is kubeadm’s.',
    },
    { source: 'lab', ref: 'src/shell/cluster/restart-agents.ts' },
  ),
  limit(
    { ko: '커널 6.18과 6.8', en: 'Kernel 6.18 against 6.8' },
    {
      ko: '기록은 6.18에서 만들었다. redirect와 tap은 오래된 인터페이스라 같을 것으로 본다.',
      en: 'The recordings were made on 6.18; redirects and taps are old interfaces and expected to be the same.',
    },
    measured('tests/oracle'),
  ),
];

/** What nobody could look into: the model says only what was seen. */
export const UNKNOWN: readonly Limit[] = [
  limit(
    { ko: 'eth0 뒤로 나간 패킷의 운명', en: 'The fate of a packet behind eth0' },
    {
      ko: "여기서 VirtualBox의 NAT는 블랙홀이다. 지금까지 본 것은 '응답이 없다'뿐이다.",
      en: 'VirtualBox’s NAT is a black hole here; only "no reply" was ever observed.',
    },
    { source: 'lab', ref: 'cilium-study 4w' },
  ),
  limit(
    {
      ko: 'DNS: A와 AAAA의 순서, connect()인지 sendto()인지',
      en: 'DNS: order of A and AAAA, connect() or sendto()',
    },
    {
      ko: '파드 이미지의 resolver를 추적해 보지 못했다.',
      en: 'The resolver of the pod image was not traced.',
    },
    { source: 'lab', ref: 'cilium-study 4w' },
  ),
  limit(
    { ko: '공개된 캡처의 21, 22번째 프레임', en: 'The 21st and 22nd frame of the published capture' },
    {
      ko: '아무도 다시 만들어 내지 못했다. decision 013에 적혀 있다.',
      en: 'Not reproduced by anybody; see decision 013.',
    },
    { source: 'lab', ref: 'docs/decisions' },
  ),
];
