import { linux, rfc } from '../trace/cite.ts';
import { type LayerWords, word } from './field-word.ts';

const MESSAGE = rfc('RFC 9112 section 2.1');

export const HTTP_FIELDS: LayerWords<'http'> = {
  layer: word('HTTP', '웹의 질문이나 답의 머리.', 'The head of a web request or of its response.', MESSAGE),
  fields: {},
  parts: {
    startLine: word(
      'start line',
      '질문에서는 무엇을 달라는지, 답에서는 어떻게 되었는지.',
      'In a request what is wanted, in a response how it went.',
      MESSAGE,
    ),
    field: word('field', '이름과 값 한 줄.', 'One line with a name and a value.', rfc('RFC 9112 section 5')),
  },
};

export const DATA_FIELDS: LayerWords<'data'> = {
  layer: word(
    'Data',
    '어떤 헤더도 아닌 바이트. 나르는 쪽은 들여다보지 않는다.',
    'Bytes that are no header. Whoever carries them does not look into them.',
    linux('include/linux/skbuff.h', 'sk_buff'),
  ),
  fields: {},
  parts: {
    bytes: word(
      'bytes',
      '풀어 읽지 않은 바이트 그대로.',
      'The bytes as they are, not read further.',
      linux('include/linux/skbuff.h', 'sk_buff'),
    ),
  },
};
