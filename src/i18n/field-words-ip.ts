import { linux, rfc } from '../trace/cite.ts';
import { type LayerWords, word } from './field-word.ts';

const HEADER = rfc('RFC 791 section 3.1');

export const IPV4_FIELDS: LayerWords<'ipv4'> = {
  layer: word(
    'IPv4',
    '끝에서 끝까지 가는 헤더. 터널 안에서는 둘이다: 노드 사이의 것과 파드 사이의 것.',
    'The header from end to end. In a tunnel there are two: between the nodes and between the pods.',
    HEADER,
  ),
  fields: {
    version: word('version', 'IPv4이므로 늘 4다.', 'Always 4: this is IPv4.', HEADER),
    ihl: word(
      'header length',
      '헤더의 길이. 선로에는 4바이트 단위로 적는다. 옵션이 없으면 20바이트다.',
      'Length of this header, on the wire in units of 4 bytes: 20 bytes without options.',
      HEADER,
    ),
    tos: word(
      'DS field',
      '서비스 등급과 혼잡 표시가 든 바이트.',
      'The byte with the service class and the congestion mark.',
      rfc('RFC 2474 section 3'),
    ),
    totalLength: word(
      'total length',
      '이 헤더부터 끝까지의 바이트 수. MTU와 견주는 값이다.',
      'Bytes from this header to the end of the packet: what is held against the MTU.',
      HEADER,
    ),
    id: word(
      'identification',
      '한 패킷의 조각을 다른 패킷의 조각과 구별하는 번호.',
      'Tells the fragments of one packet from those of another.',
      rfc('RFC 6864 section 4'),
    ),
    reserved: word('reserved bit', '쓰지 않는 비트, 늘 0이다.', 'Not used, always 0.', HEADER),
    df: word(
      'DF',
      '1이면 조각내지 못한다. 너무 크면 버리고 ICMP로 알린다.',
      "Don't fragment: a packet that is too large is dropped and an ICMP error says so.",
      HEADER,
    ),
    mf: word('MF', '1이면 뒤에 조각이 더 있다.', 'More fragments: this is not the last one.', HEADER),
    fragOffset: word(
      'fragment offset',
      '이 조각이 원래 패킷의 몇 번째 바이트에서 시작하는지. 선로에는 8바이트 단위로 적는다.',
      'Where in the whole packet this fragment begins, on the wire in units of 8 bytes.',
      HEADER,
    ),
    ttl: word(
      'TTL',
      '라우팅될 때마다 하나씩 준다. 0이 되면 버려지고 ICMP로 알려진다.',
      'Loses one at every routing step; at zero the packet is dropped and an ICMP error says so.',
      HEADER,
    ),
    protocol: word(
      'protocol',
      '안에 든 것의 종류. 1은 ICMP, 6은 TCP, 17은 UDP다.',
      'What is inside: 1 is ICMP, 6 is TCP, 17 is UDP.',
      HEADER,
    ),
    checksum: word(
      'header checksum',
      '이 헤더만의 체크섬. TTL이 바뀔 때마다 다시 계산한다.',
      'Covers this header only, so it is computed again whenever the TTL changes.',
      rfc('RFC 1624'),
    ),
    src: word(
      'source address',
      '보낸 쪽의 주소. masquerade는 이것을 노드의 주소로 바꾼다.',
      "The sender's address. Masquerading puts the node's address here.",
      HEADER,
    ),
    dst: word(
      'destination address',
      '받을 쪽의 주소. 라우팅은 이것으로 길을 찾는다.',
      'Where the packet is to go: what every route lookup asks about.',
      HEADER,
    ),
  },
  parts: {
    'tos.dscp': word(
      'DSCP',
      '서비스 등급. 0은 보통이다.',
      'Service class: 0 is the default.',
      rfc('RFC 2474 section 3'),
    ),
    'tos.ecn': word('ECN', '혼잡을 알리는 두 비트.', 'Two bits that report congestion.', rfc('RFC 3168 section 5')),
    bytes: word('options', '여기서 더 풀어 읽지 않는 IP 옵션.', 'IP options, which are not read further here.', HEADER),
  },
};

export const IP_PAYLOAD_FIELDS: LayerWords<'ip-payload'> = {
  layer: word(
    'IP payload',
    '조각이 나르는 바이트. 다시 합칠 때까지는 뜻이 없다.',
    'What a fragment carries. It means nothing until the fragments are put together.',
    linux('net/ipv4/ip_fragment.c', 'ip_frag_reasm'),
  ),
  fields: {},
  parts: {
    bytes: word(
      'bytes',
      '원래 패킷에서 잘라 낸 부분. 포트는 첫 조각에만 있다.',
      'The piece that was cut out of the packet. Only the first fragment has the ports.',
      rfc('RFC 791 section 3.2'),
    ),
  },
};
