import { linux, rfc } from '../trace/cite.ts';
import type { TCP_OPTION_KIND } from '../wire/tcp-options.ts';
import { type FieldWords, type LayerWords, word } from './field-word.ts';

const HEADER = rfc('RFC 9293 section 3.1');
const OPTIONS = rfc('RFC 9293 section 3.2');

const OPTION_WORDS: { readonly [O in keyof typeof TCP_OPTION_KIND as `options.${O}`]: FieldWords } = {
  'options.end': word('end of options', '옵션의 끝.', 'The end of the options.', OPTIONS),
  'options.nop': word('NOP', '자리를 맞추는 빈 옵션.', 'An empty option that fills a gap.', OPTIONS),
  'options.mss': word(
    'MSS',
    '한 segment로 받을 수 있는 데이터의 최대 크기. 장치의 MTU에서 나온다.',
    "Most data that the sender takes in one segment: it follows from its device's MTU.",
    rfc('RFC 9293 section 3.7.1'),
  ),
  'options.windowScale': word(
    'window scale',
    'window에 곱할 2의 거듭제곱. SYN에만 있다.',
    'Power of two by which the window counts. In SYNs only.',
    rfc('RFC 7323 section 2'),
  ),
  'options.sackPermitted': word(
    'SACK permitted',
    'SACK을 써도 된다는 뜻. SYN에만 있다.',
    'SACK may be used. In SYNs only.',
    rfc('RFC 2018 section 2'),
  ),
  'options.sack': word(
    'SACK',
    '빈 곳 뒤에 이미 받은 범위.',
    'Ranges beyond a gap that have arrived already.',
    rfc('RFC 2018 section 3'),
  ),
  'options.timestamps': word(
    'timestamps',
    '보낸 쪽의 시계와 되돌려 보내는 상대의 시계. 왕복 시간을 잰다.',
    "The sender's clock and the other side's clock given back: they measure the round trip.",
    rfc('RFC 7323 section 3'),
  ),
};

export const TCP_FIELDS: LayerWords<'tcp'> = {
  layer: word(
    'TCP',
    '잃거나 뒤섞이지 않는 바이트의 흐름을 만드는 헤더.',
    'Makes a stream of bytes that is neither lost nor out of order.',
    HEADER,
  ),
  fields: {
    srcPort: word(
      'source port',
      '보낸 쪽의 포트. 클라이언트는 빈 것 하나를 쓴다.',
      "The sender's port; a client takes any free one.",
      HEADER,
    ),
    dstPort: word(
      'destination port',
      '받을 쪽의 포트. 웹 서버는 80이다.',
      "The receiver's port: 80 for a web server.",
      HEADER,
    ),
    seq: word(
      'sequence number',
      '이 segment의 첫 바이트의 번호. SYN에서는 임의의 시작 번호다.',
      'Number of the first byte here; in a SYN a random first number.',
      HEADER,
    ),
    ack: word(
      'acknowledgment number',
      '다음에 받을 바이트의 번호. 그 앞까지는 받았다는 뜻이다.',
      'Number of the byte expected next: everything before it has arrived.',
      HEADER,
    ),
    dataOffset: word(
      'header length',
      '옵션을 포함한 헤더의 길이. 선로에는 4바이트 단위로 적는다.',
      'Length of the header with options, on the wire in units of 4 bytes.',
      HEADER,
    ),
    reserved: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', HEADER),
    flags: word(
      'flags',
      '이 segment가 하는 일. SYN은 열고 FIN은 닫고 RST는 끊는다.',
      'What this segment does: SYN opens, FIN closes, RST breaks off.',
      HEADER,
    ),
    window: word(
      'window',
      '확인 없이 더 받을 수 있는 바이트. window scale을 곱하기 전의 값이다.',
      'How many bytes may come without being acknowledged, before window scale.',
      HEADER,
    ),
    checksum: word(
      'checksum',
      '헤더, 데이터, 그리고 IP 주소까지의 체크섬. NAT는 이것도 고쳐야 한다.',
      'Covers header, data and the IP addresses too: NAT has to mend it.',
      HEADER,
    ),
    urgentPointer: word(
      'urgent pointer',
      'URG일 때만 쓴다. 여기서는 늘 0이다.',
      'Used with URG only; always 0 here.',
      HEADER,
    ),
  },
  parts: {
    'flags.cwr': word(
      'CWR',
      '혼잡 때문에 속도를 줄였다는 표시.',
      'The sender has slowed down because of congestion.',
      rfc('RFC 3168 section 6.1'),
    ),
    'flags.ece': word(
      'ECE',
      '혼잡 표시를 보았다고 되돌려 알리는 비트.',
      'Echoes that a congestion mark was seen.',
      rfc('RFC 3168 section 6.1'),
    ),
    'flags.urg': word('URG', 'urgent pointer가 쓰인다는 표시.', 'The urgent pointer counts.', HEADER),
    'flags.ack': word(
      'ACK',
      'acknowledgment number가 쓰인다는 표시. 첫 SYN에만 없다.',
      'The acknowledgment number counts: set in all but the first SYN.',
      HEADER,
    ),
    'flags.psh': word(
      'PSH',
      '받은 것을 바로 애플리케이션에 넘기라는 표시.',
      'Hand the data to the application now.',
      HEADER,
    ),
    'flags.rst': word(
      'RST',
      '연결을 끊는다. 그런 연결은 없다는 뜻이기도 하다.',
      'Breaks the connection off, or says that there is none.',
      HEADER,
    ),
    'flags.syn': word(
      'SYN',
      '연결을 열고 순서 번호를 맞춘다.',
      'Opens a connection and agrees on the numbers.',
      HEADER,
    ),
    'flags.fin': word('FIN', '보낸 쪽은 더 보낼 것이 없다.', 'The sender has nothing more to send.', HEADER),
    options: word('options', '헤더 뒤에 붙는 추가 사항.', 'What is added after the fixed header.', OPTIONS),
    ...OPTION_WORDS,
    'options.unknown': word('unknown option', '여기서 읽지 않는 옵션.', 'An option that is not read here.', OPTIONS),
    'options.padding': word(
      'padding',
      '헤더를 4바이트 단위로 채우는 0.',
      'Zeros that fill the last word of the header.',
      linux('net/ipv4/tcp_output.c', 'tcp_options_write'),
    ),
  },
};
