import { cilium, linux, measured, rfc } from '../trace/cite.ts';
import { kept, said, type Term } from './glossary-term.ts';

/** What is on the wire. */
export const WIRE_TERMS: readonly Term[] = [
  kept(
    'TTL',
    {
      ko: '라우팅될 때마다 하나씩 주는 IP 헤더의 값. overlay에서는 바깥 TTL과 안쪽 TTL이 따로다.',
      en: 'The value in the IP header that loses one at every routing step. In a tunnel the outer and the inner TTL are two numbers.',
    },
    rfc('RFC 791 section 3.2'),
  ),
  kept(
    'DF',
    {
      ko: 'IP 헤더의 조각내지 말라는 표시. 터널의 바깥 헤더에서는 꺼져 있다.',
      en: "Don't fragment, a bit of the IP header. Clear in a tunnel's outer header.",
    },
    rfc('RFC 791 section 3.1'),
  ),
  said(
    'fragment',
    '조각',
    {
      ko: 'MTU에 맞게 잘린 IP 패킷의 일부. 첫 조각에만 포트가 있다.',
      en: 'A part of an IP packet that was cut to fit the MTU. Only the first one has the ports.',
    },
    rfc('RFC 791 section 3.2'),
  ),
  kept(
    'VXLAN',
    {
      ko: '이더넷 프레임을 UDP에 넣는 캡슐. Linux와 Cilium의 포트는 8472이고 IANA의 4789가 아니다.',
      en: "Ethernet frames inside UDP. Linux and Cilium use port 8472, not IANA's 4789.",
    },
    rfc('RFC 7348 section 5'),
  ),
  kept(
    'Geneve',
    {
      ko: '옵션을 달 수 있는 캡슐. 포트는 6081이다. Cilium은 보통 옵션 없이 쓴다.',
      en: 'An encapsulation that can carry options, port 6081. Cilium normally uses none.',
    },
    rfc('RFC 8926 section 3'),
  ),
  kept(
    'VNI',
    {
      ko: '터널 헤더의 24비트 번호. Cilium에서는 네트워크 번호가 아니라 보낸 쪽의 identity이고, 방향마다 다르다.',
      en: "The 24-bit number in the tunnel header. For Cilium it is the sender's identity, not a network, and it differs per direction.",
    },
    rfc('RFC 7348 section 5'),
  ),
  kept(
    'OTV',
    {
      ko: 'tcpdump가 UDP 8472를 부르는 이름. 내용은 VXLAN이고 instance가 VNI다.',
      en: 'What tcpdump calls UDP port 8472. It is VXLAN all the same, and instance is the VNI.',
    },
    measured('tcpdump text of the tunnel'),
  ),
  said(
    'outer header',
    '바깥 헤더',
    {
      ko: '터널이 씌운 IP와 UDP 헤더. 노드에서 노드로 가는 주소를 갖는다.',
      en: 'The IP and UDP headers that a tunnel puts around a packet, from node to node.',
    },
    rfc('RFC 7348 section 5'),
  ),
  said(
    'inner packet',
    '안쪽 패킷',
    {
      ko: '터널 안에 든 파드의 패킷. 안쪽 이더넷 14바이트까지 그대로 들어간다.',
      en: "The pods' packet inside a tunnel, with its own 14 bytes of Ethernet.",
    },
    rfc('RFC 7348 section 5'),
  ),
  said(
    'encapsulation',
    '캡슐화',
    {
      ko: '패킷을 다른 패킷에 넣는 것. IPv4 위의 VXLAN은 50바이트가 든다. IP 20, UDP 8, VXLAN 8, 안쪽 이더넷 14.',
      en: 'Putting a packet inside another. VXLAN over IPv4 takes 50 bytes: IP 20, UDP 8, VXLAN 8, inner Ethernet 14.',
    },
    rfc('RFC 7348 section 5'),
  ),
  said(
    'outer source port',
    '바깥 출발지 포트',
    {
      ko: '안쪽 흐름의 해시. 흐름마다 하나이고 방향마다 다르다. ping은 두 주소 사이에서 모두 하나를 쓴다.',
      en: 'A hash of the inner flow: one per flow, another in each direction. All pings between two addresses share one.',
    },
    linux('include/net/udp.h', 'udp_flow_src_port'),
  ),
  kept(
    'MSS',
    {
      ko: 'TCP가 한 세그먼트에 담겠다고 알리는 크기. native는 1460, overlay는 1410이다.',
      en: 'How much TCP announces to take in one segment: 1460 in native routing, 1410 in overlay mode.',
    },
    rfc('RFC 9293 section 3.7.1'),
  ),
  kept(
    'ARP',
    {
      ko: 'IPv4 주소의 MAC을 묻는 질문과 답. 파드의 질문에는 lxc의 BPF가 답한다.',
      en: "Question and answer about the MAC of an IPv4 address. A pod's question is answered by BPF on its lxc.",
    },
    rfc('RFC 826'),
  ),
  kept(
    'ICMP unreachable',
    {
      ko: '패킷을 보낼 수 없다는 오류(type 3). 돌려보낼 경로가 있어야 나간다.',
      en: 'The error that a packet cannot get there (type 3). It is sent only where there is a way back.',
    },
    rfc('RFC 792'),
  ),
  kept(
    'ICMP time exceeded',
    {
      ko: 'TTL을 다 썼다는 오류(type 11). traceroute가 이것을 읽는다. Cilium의 프로그램은 보내지 않는다.',
      en: "The error that the TTL is used up (type 11): what traceroute reads. Cilium's programs do not send it.",
    },
    rfc('RFC 792'),
  ),
  kept(
    'fragmentation needed',
    {
      ko: '너무 큰데 DF가 있어 자를 수 없다는 오류(type 3 code 4). 맞는 MTU를 알려 준다.',
      en: 'The error that a packet is too large and DF forbids to cut it (type 3 code 4). It tells the MTU that would fit.',
    },
    rfc('RFC 1191'),
  ),
  kept(
    'ClusterIP',
    {
      ko: '서비스의 가상 주소. 어떤 장치에도 없고, socket LB에서는 회선에도 없다.',
      en: 'The virtual address of a service. No device has it, and with socket LB no wire carries it.',
    },
    cilium('Documentation/network/kubernetes/kubeproxy-free.rst'),
  ),
  said(
    'search domain',
    '검색 도메인',
    {
      ko: '짧은 이름 뒤에 붙여 물어보는 도메인. 그래서 webpod 하나에 DNS 질문이 여러 개 나갈 수 있다.',
      en: 'A domain that is put behind a short name before asking. One short name can mean several DNS questions.',
    },
    linux('resolv.conf(5)'),
  ),
];
