import { cilium, linux, rfc } from '../trace/cite.ts';
import { type LayerWords, word } from './field-word.ts';

const UDP = rfc('RFC 768');
const VXLAN = rfc('RFC 7348 section 5');
const GENEVE = rfc('RFC 8926 section 3.4');
const OPTION = rfc('RFC 8926 section 3.5');
const IDENTITY = cilium('bpf/lib/encap.h', '__encap_with_nodeid4');

export const UDP_FIELDS: LayerWords<'udp'> = {
  layer: word(
    'UDP',
    '포트만 더한 헤더. 터널과 DNS가 이것을 쓴다.',
    'A header that adds only ports. Tunnels and DNS use it.',
    UDP,
  ),
  fields: {
    srcPort: word(
      'source port',
      '보낸 쪽의 포트. 터널에서는 안쪽 흐름의 해시라서 답을 받는 곳이 아니다.',
      "The sender's port. A tunnel puts a hash of the inner flow here: no answer comes to it.",
      linux('include/net/udp.h', 'udp_flow_src_port'),
    ),
    dstPort: word(
      'destination port',
      '받을 쪽의 포트. Cilium의 VXLAN은 8472, Geneve는 6081, DNS는 53이다.',
      "The receiver's port: 8472 for Cilium's VXLAN, 6081 for Geneve, 53 for DNS.",
      UDP,
    ),
    length: word('length', '이 헤더부터 끝까지의 바이트 수.', 'Bytes from this header to the end.', UDP),
    checksum: word(
      'checksum',
      '헤더, 데이터, IP 주소의 체크섬. 0이면 계산하지 않은 것이다.',
      'Covers header, data and the IP addresses. Zero means that none was sent.',
      rfc('RFC 7348 section 4.1'),
    ),
  },
  parts: {},
};

export const VXLAN_FIELDS: LayerWords<'vxlan'> = {
  layer: word(
    'VXLAN',
    'Ethernet 프레임을 UDP에 넣는 터널의 헤더.',
    'Header of a tunnel that carries Ethernet frames in UDP.',
    VXLAN,
  ),
  fields: {
    flags: word('flags', '0x08이면 VNI가 쓰인다는 뜻이다.', '0x08 says that the VNI counts.', VXLAN),
    reserved1: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', VXLAN),
    vni: word(
      'VNI',
      '24비트 번호. Cilium은 여기에 보낸 쪽의 identity를 넣는다.',
      "A number of 24 bits. Cilium puts the sender's identity here.",
      IDENTITY,
    ),
    reserved2: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', VXLAN),
  },
  parts: {},
};

export const GENEVE_FIELDS: LayerWords<'geneve'> = {
  layer: word('Geneve', '옵션을 달 수 있는 터널의 헤더.', 'Header of a tunnel that can carry options.', GENEVE),
  fields: {
    version: word('version', '늘 0이다.', 'Always 0.', GENEVE),
    optionsLength: word(
      'options length',
      '옵션의 길이. 선로에는 4바이트 단위로 적는다.',
      'Length of the options, on the wire in units of 4 bytes.',
      GENEVE,
    ),
    control: word('O', '1이면 데이터가 아니라 제어 메시지다.', 'Set for a control message instead of data.', GENEVE),
    critical: word(
      'C',
      '1이면 모르면 버려야 하는 옵션이 있다.',
      'Set when an option must be understood or the packet dropped.',
      GENEVE,
    ),
    reserved1: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', GENEVE),
    protocolType: word(
      'protocol type',
      '안에 든 것의 종류. 0x6558은 Ethernet 프레임이다.',
      'What is inside: 0x6558 is an Ethernet frame.',
      GENEVE,
    ),
    vni: word(
      'VNI',
      '24비트 번호. Cilium은 여기에 보낸 쪽의 identity를 넣는다.',
      "A number of 24 bits. Cilium puts the sender's identity here.",
      IDENTITY,
    ),
    reserved2: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', GENEVE),
  },
  parts: {
    options: word('options', '헤더 뒤에 붙는 추가 사항.', 'What is added after the fixed header.', OPTION),
    'options.option': word(
      'option',
      '종류와 길이를 스스로 말하는 추가 사항.',
      'One addition, which says its own kind and length.',
      OPTION,
    ),
    'options.option.class': word('class', '누가 정한 옵션인지.', 'Who has defined the option.', OPTION),
    'options.option.type': word(
      'type',
      '그 안에서 어떤 옵션인지. 가장 높은 비트가 1이면 꼭 알아야 한다.',
      'Which option of that class; with the highest bit set it must be understood.',
      OPTION,
    ),
    'options.option.reserved': word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', OPTION),
    'options.option.length': word(
      'length',
      '옵션 데이터의 길이. 선로에는 4바이트 단위로 적는다.',
      "Length of the option's data, on the wire in units of 4 bytes.",
      OPTION,
    ),
    'options.option.bytes': word('data', '옵션의 내용.', 'What the option says.', OPTION),
  },
};
