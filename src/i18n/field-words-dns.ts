import { rfc } from '../trace/cite.ts';
import { type LayerWords, word } from './field-word.ts';

const HEADER = rfc('RFC 1035 section 4.1.1');
const QUESTION = rfc('RFC 1035 section 4.1.2');
const RECORD = rfc('RFC 1035 section 4.1.3');

export const DNS_FIELDS: LayerWords<'dns'> = {
  layer: word(
    'DNS',
    '이름의 주소를 묻고 답하는 메시지.',
    'The question for the address of a name, or the answer.',
    HEADER,
  ),
  fields: {
    id: word(
      'transaction ID',
      '답이 어느 질문의 것인지 알려 주는 번호.',
      'Tells which question an answer belongs to.',
      HEADER,
    ),
    response: word('QR', '0은 질문, 1은 답이다.', '0 is a question, 1 an answer.', HEADER),
    opcode: word('opcode', '0은 보통의 질문이다.', '0 is a standard query.', HEADER),
    authoritative: word(
      'AA',
      '그 이름을 맡은 서버의 답이라는 표시.',
      'The answer comes from the server in charge of the name.',
      HEADER,
    ),
    truncation: word('TC', '답이 잘렸다는 표시.', 'The answer was cut.', HEADER),
    recursionDesired: word(
      'RD',
      '서버가 대신 끝까지 물어봐 달라는 표시.',
      'The server is asked to find the answer itself.',
      HEADER,
    ),
    recursionAvailable: word('RA', '서버가 대신 물어볼 수 있다는 표시.', 'The server can do so.', HEADER),
    zero: word('Z', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', HEADER),
    rcode: word(
      'rcode',
      '결과. 0은 성공, 3은 그런 이름이 없다는 뜻이다.',
      'The result: 0 is success, 3 means that there is no such name.',
      HEADER,
    ),
    questionCount: word('questions', '질문의 수.', 'How many questions follow.', HEADER),
    answerCount: word('answers', '답의 수.', 'How many answers follow.', HEADER),
    authorityCount: word(
      'authority records',
      '맡은 서버를 말하는 레코드의 수.',
      'How many records name the servers in charge.',
      HEADER,
    ),
    additionalCount: word('additional records', '덧붙인 레코드의 수.', 'How many records are added.', HEADER),
  },
  parts: {
    question: word(
      'question',
      '알고 싶은 이름과 종류.',
      'The name and the kind of record that are asked for.',
      QUESTION,
    ),
    'question.name': word(
      'name',
      '묻는 이름. 점 대신 길이로 나누어 적는다.',
      'The name, written as lengths and labels instead of dots.',
      rfc('RFC 1035 section 3.1'),
    ),
    'question.type': word(
      'type',
      '레코드의 종류. 1은 A, 28은 AAAA다.',
      'Kind of record: 1 is A, 28 is AAAA.',
      QUESTION,
    ),
    'question.class': word('class', '1은 인터넷이다.', '1 is the internet.', QUESTION),
    answer: word('answer', '이름에 대한 레코드.', 'A record about the name.', RECORD),
    'answer.name': word(
      'name',
      '레코드의 이름. 앞에 나온 이름을 가리키는 2바이트일 때가 많다.',
      'Whose record this is: often two bytes that point to a name before.',
      rfc('RFC 1035 section 4.1.4'),
    ),
    'answer.type': word('type', '레코드의 종류. 1은 A, 28은 AAAA다.', 'Kind of record: 1 is A, 28 is AAAA.', RECORD),
    'answer.class': word('class', '1은 인터넷이다.', '1 is the internet.', RECORD),
    'answer.ttl': word(
      'TTL',
      '이 답을 기억해도 되는 초. IP의 TTL과는 다르다.',
      "Seconds for which the answer may be kept. Not IP's TTL.",
      RECORD,
    ),
    'answer.dataLength': word('data length', '데이터의 바이트 수.', 'Bytes of data that follow.', RECORD),
    'answer.data': word(
      'data',
      '답 자체. A 레코드에서는 주소다.',
      'The answer itself: an address in an A record.',
      RECORD,
    ),
    bytes: word('records', '여기서 더 풀어 읽지 않은 레코드.', 'Records that are not read further here.', RECORD),
  },
};
