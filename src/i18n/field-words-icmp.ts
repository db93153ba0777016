import { rfc } from '../trace/cite.ts';
import { type FieldWords, type LayerWords, word } from './field-word.ts';

const ICMP = rfc('RFC 792');
const QUOTE = rfc('RFC 1812 section 4.3.2.3');

const CHECKSUM = word(
  'checksum',
  'ICMP 헤더와 그 뒤의 바이트 전부의 체크섬.',
  'Covers the ICMP header and all bytes after it.',
  ICMP,
);
const UNUSED = word('unused', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', ICMP);
const QUOTED: Readonly<Record<string, FieldWords>> = {
  bytes: word('quote', '오류를 부른 패킷의 앞부분.', 'The beginning of the packet that called for the error.', QUOTE),
};

export const ICMP_ECHO_FIELDS: LayerWords<'icmp-echo'> = {
  layer: word('ICMP echo', 'ping의 질문과 답.', 'The question of ping and its answer.', ICMP),
  fields: {
    type: word('type', '8은 질문, 0은 답이다.', '8 asks, 0 answers.', ICMP),
    code: word('code', 'echo에서는 늘 0이다.', 'Always 0 for an echo.', ICMP),
    checksum: CHECKSUM,
    id: word(
      'identifier',
      '어느 ping의 것인지 알려 주는 번호. NAT는 이것을 포트처럼 쓴다.',
      'Tells which ping this belongs to. NAT treats it as a port.',
      ICMP,
    ),
    seq: word('sequence number', '그 ping의 몇 번째 질문인지.', 'Which question of that ping this is.', ICMP),
  },
  parts: {},
};

export const ICMP_UNREACHABLE_FIELDS: LayerWords<'icmp-unreachable'> = {
  layer: word(
    'ICMP unreachable',
    '패킷을 전할 수 없다고 보낸 쪽에 알리는 오류. 그 패킷을 인용한다.',
    'Tells the sender that its packet could not be delivered, and quotes that packet.',
    ICMP,
  ),
  fields: {
    type: word('type', '3은 destination unreachable이다.', '3 is destination unreachable.', ICMP),
    code: word(
      'code',
      '이유. 0은 net, 1은 host, 3은 port, 4는 너무 큰데 DF, 13은 금지다.',
      'Why: 0 net, 1 host, 3 port, 4 too large and DF set, 13 prohibited.',
      rfc('RFC 1812 section 5.2.7.1'),
    ),
    checksum: CHECKSUM,
    unused: UNUSED,
    mtu: word(
      'next-hop MTU',
      'code 4일 때, 이 길이 받아들이는 가장 큰 패킷.',
      'With code 4, the largest packet that the next link takes.',
      rfc('RFC 1191 section 4'),
    ),
  },
  parts: QUOTED,
};

export const ICMP_TIME_EXCEEDED_FIELDS: LayerWords<'icmp-time-exceeded'> = {
  layer: word(
    'ICMP time exceeded',
    'TTL이 0이 되었다고 보낸 쪽에 알리는 오류. 그 패킷을 인용한다.',
    'Tells the sender that the TTL of its packet ran out, and quotes that packet.',
    ICMP,
  ),
  fields: {
    type: word('type', '11은 time exceeded다.', '11 is time exceeded.', ICMP),
    code: word(
      'code',
      '0은 가는 길에서 TTL이, 1은 합치다가 시간이 다한 것이다.',
      '0: the TTL ran out on the way. 1: reassembly took too long.',
      ICMP,
    ),
    checksum: CHECKSUM,
    unused: UNUSED,
  },
  parts: QUOTED,
};

export const ICMP_REDIRECT_FIELDS: LayerWords<'icmp-redirect'> = {
  layer: word(
    'ICMP redirect',
    '더 짧은 길이 있다고 알리는 메시지. 그 패킷을 인용한다.',
    'Tells the sender of a shorter way, and quotes the packet that took the long one.',
    ICMP,
  ),
  fields: {
    type: word('type', '5는 redirect다.', '5 is a redirect.', ICMP),
    code: word('code', '0은 네트워크, 1은 호스트의 길이다.', '0 is about a network, 1 about a host.', ICMP),
    checksum: CHECKSUM,
    gateway: word('gateway', '앞으로 쓸 라우터의 주소.', 'The router to use from now on.', ICMP),
  },
  parts: QUOTED,
};
