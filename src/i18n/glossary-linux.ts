import { linux, rfc } from '../trace/cite.ts';
import { kept, said, type Term } from './glossary-term.ts';

/** The kernel's words. */
export const LINUX_TERMS: readonly Term[] = [
  kept(
    'FIB',
    {
      ko: '커널의 라우팅 테이블. `ip route`가 보여 준다.',
      en: "The kernel's routing table: what `ip route` shows.",
    },
    linux('net/ipv4/fib_trie.c', 'fib_table_lookup'),
  ),
  said(
    'longest prefix match',
    '가장 긴 prefix 일치',
    {
      ko: '맞는 행이 여럿이면 prefix가 가장 긴 행이 이긴다. 길이가 같으면 metric이 작은 쪽이다.',
      en: 'Of all rows that match, the one with the longest prefix wins; among equals, the one with the lowest metric.',
    },
    linux('net/ipv4/fib_trie.c', 'fib_table_lookup'),
  ),
  said(
    'default route',
    '기본 경로',
    {
      ko: '길이 0의 prefix. 무엇에든 맞고 무엇에든 진다. 다른 행이 없을 때만 쓰인다.',
      en: 'The prefix of length 0: it matches everything and loses to everything, so it is used when nothing else matches.',
    },
    linux('net/ipv4/fib_trie.c', 'fib_table_lookup'),
  ),
  kept(
    'bpf_fib_lookup',
    {
      ko: 'BPF가 커널의 FIB와 이웃 테이블을 묻는 helper. 답만 받고 커널 스택은 지나지 않는다.',
      en: "The helper by which BPF asks the kernel's FIB and neighbours. It gets the answer without passing through the stack.",
    },
    linux('net/core/filter.c', 'bpf_ipv4_fib_lookup'),
  ),
  said(
    'neighbour',
    '이웃',
    {
      ko: '같은 L2에 있는 주소의 MAC을 적은 행. `ip neigh`가 보여 준다.',
      en: 'A row that says which MAC an address on the same L2 has: what `ip neigh` shows.',
    },
    linux('net/core/neighbour.c'),
  ),
  kept(
    'next hop',
    {
      ko: '다음에 프레임을 받을 이웃. 목적지와 같지 않을 때가 많다.',
      en: 'The neighbour that gets the frame next. Often not the destination.',
    },
    rfc('RFC 1812 section 5.2.4'),
  ),
  kept(
    'ip_forward',
    {
      ko: '남에게 갈 패킷을 전달하는 커널의 동작과 그 스위치. TTL을 하나 줄인다.',
      en: 'What the kernel does with packets for others, and the switch for it. It takes one from the TTL.',
    },
    linux('net/ipv4/ip_forward.c', 'ip_forward'),
  ),
  kept(
    'rp_filter',
    {
      ko: '출발지로 돌아가는 길이 들어온 장치와 다르면 버리는 검사. 1은 엄격, 2는 느슨함이다.',
      en: 'Drops what comes in by a device that is not the way back to its source. 1 is strict, 2 loose.',
    },
    rfc('RFC 3704'),
  ),
  kept(
    'netfilter',
    {
      ko: '커널의 필터와 NAT(iptables, nftables). BPF 호스트 라우팅에서 파드 패킷은 지나지 않는다. overlay에서는 바깥 패킷만 지난다.',
      en: "The kernel's filters and NAT (iptables, nftables). With BPF host routing packets of pods do not pass it; in overlay mode the outer packet does.",
    },
    linux('net/netfilter/core.c'),
  ),
  kept(
    'MTU',
    {
      ko: '한 번에 보낼 수 있는 IP 패킷의 크기. overlay에서도 장치의 MTU는 1500 그대로이고, 경로에 1450이 적힌다.',
      en: 'The largest IP packet that fits. In overlay mode devices keep 1500; it is the routes that say 1450.',
    },
    linux('net/ipv4/ip_output.c', '__ip_finish_output'),
  ),
  kept(
    'path MTU',
    {
      ko: '목적지까지의 가장 작은 MTU. ICMP fragmentation needed로 배우고 10분 동안 기억한다.',
      en: 'The smallest MTU on the way to a destination, learnt from ICMP fragmentation needed and kept for ten minutes.',
    },
    rfc('RFC 1191'),
  ),
  kept(
    'EMSGSIZE',
    {
      ko: '자르지 말라는 패킷이 경로의 MTU보다 클 때 보내는 쪽 커널이 돌려주는 오류. 패킷은 나가지 않는다.',
      en: "What the sender's own kernel returns when a packet that must not be cut exceeds the route's MTU. Nothing is sent.",
    },
    linux('net/ipv4/ip_output.c', '__ip_append_data'),
  ),
  kept(
    'ICMP rate limit',
    {
      ko: '커널이 ICMP 오류를 보내는 빈도의 제한. 그래서 두 번째 ping에는 Unreachable이 오지 않을 수 있다.',
      en: 'The limit on how often the kernel sends ICMP errors. A second ping may get no Unreachable because of it.',
    },
    linux('net/ipv4/icmp.c', 'icmpv4_xrlim_allow'),
  ),
  kept(
    'NOARP',
    {
      ko: '이 장치에서는 ARP를 하지 않는다는 표시. cilium_host가 그렇다.',
      en: 'A device that does no ARP: cilium_host is one.',
    },
    linux('net/ipv4/arp.c', 'arp_constructor'),
  ),
  kept(
    'socket cookie',
    {
      ko: '커널이 소켓마다 주는 번호. UDP에서 socket LB가 이것으로 백엔드를 고른다.',
      en: 'The number that the kernel gives to a socket. For UDP, socket LB picks the backend by it.',
    },
    linux('net/core/sock_diag.c', '__sock_gen_cookie'),
  ),
  kept(
    'cgroup',
    {
      ko: '프로세스 묶음. socket LB의 프로그램은 장치가 아니라 cgroup v2의 뿌리에 붙는다.',
      en: 'A group of processes. The programs of socket LB are attached to the root of cgroup v2, not to a device.',
    },
    linux('kernel/bpf/cgroup.c'),
  ),
  said(
    'retransmission',
    '재전송',
    {
      ko: '답이 없을 때 TCP가 같은 세그먼트를 다시 보내는 것. Linux 6.5부터 SYN은 1초 간격으로 몇 번 보낸 뒤 간격이 두 배씩 는다.',
      en: 'TCP sends the same segment again when no answer comes. Since Linux 6.5 a SYN repeats once a second a few times before the pause doubles.',
    },
    linux('net/ipv4/tcp_timer.c', 'tcp_retransmit_timer'),
  ),
  kept(
    'martian source',
    {
      ko: '있을 수 없는 출발지, 예를 들어 받은 호스트 자신의 주소. 커널이 버린다.',
      en: 'A source that cannot be, such as an address of the receiving host itself. The kernel drops it.',
    },
    linux('net/ipv4/route.c', 'ip_handle_martian_source'),
  ),
];
