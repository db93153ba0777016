import { cilium, linux, measured, rfc } from '../trace/cite.ts';
import { limit, type Limit } from './limit.ts';

/** What is computed, as the code of Linux and Cilium 1.18 does it. */
export const MODELLED: readonly Limit[] = [
  limit(
    { ko: '커널 라우팅', en: 'Routing by the kernel' },
    {
      ko: '가장 긴 프리픽스, 메트릭, 규칙을 따르는 FIB. 차가운 캐시에서 시작하는 이웃과 ARP. ip_forward와 TTL, 로컬 전달, rp_filter와 martian.',
      en: 'FIB with longest prefix, metrics and rules; neighbours with ARP on cold caches; ip_forward and TTL; local delivery; rp_filter and martians.',
    },
    linux('net/ipv4/fib_trie.c', 'fib_table_lookup'),
    linux('net/ipv4/ip_forward.c', 'ip_forward'),
    measured('tests/oracle'),
  ),
  limit(
    { ko: '장치', en: 'Devices' },
    {
      ko: 'veth 쌍, NIC와 세그먼트, dummy 장치, external 모드의 VXLAN과 Geneve.',
      en: 'veth pairs, NICs and segments, dummy devices, VXLAN and Geneve in external mode.',
    },
    linux('drivers/net/veth.c', 'veth_xmit'),
    linux('drivers/net/vxlan/vxlan_core.c', 'vxlan_xmit_one'),
    rfc('RFC 7348'),
  ),
  limit(
    { ko: 'ICMP 오류와 MTU', en: 'ICMP errors and MTU' },
    {
      ko: '커널의 조건과 속도 제한을 따르는 ICMP 오류. 경로의 MTU, 경로 MTU 발견, EMSGSIZE, 조각내기와 다시 모으기.',
      en: "ICMP errors with the kernel's conditions and rate limits; route MTU, path MTU discovery, EMSGSIZE, fragments and reassembly.",
    },
    linux('net/ipv4/icmp.c', '__icmp_send'),
    rfc('RFC 1191'),
  ),
  limit(
    { ko: 'Cilium의 프로그램', en: "Cilium's programs" },
    {
      ko: 'lxc, NIC, 터널 장치, cilium_host, cilium_net, 소켓에 붙는 프로그램을 그 이름대로. BPF 또는 legacy host routing, endpointRoutes, autoDirectNodeRoutes.',
      en: 'The programs on lxc, NICs, tunnel device, cilium_host and cilium_net, and those of sockets; BPF or legacy host routing, endpointRoutes, autoDirectNodeRoutes.',
    },
    cilium('bpf/bpf_lxc.c'),
    cilium('bpf/bpf_host.c'),
    cilium('bpf/bpf_overlay.c'),
  ),
  limit(
    { ko: 'Cilium의 맵', en: "Cilium's maps" },
    {
      ko: 'ipcache, cilium_lxc, conntrack, 서비스와 백엔드, NAT, 정책 맵을 읽고 쓰는 것. 정책은 조회만 하고 시행하지 않는다.',
      en: 'What is read and written in ipcache, cilium_lxc, conntrack, services and backends, NAT, and policy maps. Policies are looked up, not enforced.',
    },
    cilium('bpf/lib/conntrack.h'),
    cilium('bpf/lib/eps.h'),
    cilium('bpf/lib/policy.h'),
  ),
  limit(
    { ko: '서비스', en: 'Services' },
    {
      ko: 'connect()에서 바꾸는 socket LB. socketLB=false이면 패킷마다 바꾸는 per-packet LB. BPF masquerade.',
      en: 'Socket load balancing at connect(); with socketLB=false, per-packet load balancing. Masquerading in BPF.',
    },
    cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd'),
    cilium('bpf/bpf_lxc.c', '__per_packet_lb_svc_xlate_4'),
    cilium('bpf/lib/nat.h', 'snat_v4_needs_masquerade'),
  ),
  limit(
    { ko: 'Hubble이 보는 것', en: 'What Hubble sees' },
    {
      ko: 'aggregation이 medium이거나 없을 때 나오는 기록과 나오지 않는 기록.',
      en: 'The records that come out at medium aggregation or without any, and those that do not.',
    },
    cilium('bpf/lib/trace.h', 'emit_trace_notify'),
  ),
  limit(
    { ko: '애플리케이션', en: 'Applications' },
    {
      ko: 'ping, Linux의 TCP로 whoami 서버에 묻는 curl, CoreDNS에 검색 도메인을 붙여 묻는 DNS, traceroute, tracepath, mtr, nc -z.',
      en: 'ping, curl against a whoami server over TCP as Linux speaks it, DNS lookups with search domains against CoreDNS, traceroute, tracepath, mtr, nc -z.',
    },
    rfc('RFC 9293'),
    rfc('RFC 6298'),
  ),
  limit(
    { ko: '캡처', en: 'Captures' },
    {
      ko: '어느 장치에서든, any에서든 tap에 보이는 것과 보이지 않는 것.',
      en: 'What a tap on any device or on any shows, and what it does not.',
    },
    linux('net/core/dev.c', '__netif_receive_skb_core'),
    measured('tests/oracle'),
  ),
  limit(
    { ko: 'Cilium이 없는 Linux', en: 'Plain Linux' },
    {
      ko: '두 번째 데이터패스로. 같은 경로와 터널 장치가 있고 Cilium은 없다.',
      en: 'As a second datapath: the same routes and a tunnel device, no Cilium.',
    },
    measured('tests/oracle'),
  ),
];
