/**
 * Korean particles change with the last sound of the word before them, and the words of this lab end in Hangul,
 * digits or Latin letters. The first form follows a consonant, the second a vowel; 으로/로 takes the second also
 * after ㄹ.
 */
export type Josa =
  | '을/를'
  | '이/가'
  | '은/는'
  | '과/와'
  | '으로/로'
  | '이다/다'
  | '이라/라'
  | '이고/고'
  | '이며/며'
  | '이므로/므로'
  | '이었/였';

type End = 'vowel' | 'rieul' | 'consonant';

/** 영(공) 일 이 삼 사 오 육 칠 팔 구. Larger numbers end in 십, 백, 천, 만: consonants, as 영 does. */
const DIGIT: readonly End[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
];

/** Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알. */
const LETTER: Readonly<Record<string, End>> = { l: 'rieul', m: 'consonant', n: 'consonant', r: 'rieul' };

/** Words of the field that the rules below would read wrongly. */
const WORD: Readonly<Record<string, End>> = {
  // 아이피, 티씨피, 유디피, 아이씨엠피, 에이알피, 씨엘아이; 맥, 유알엘
  ip: 'vowel',
  tcp: 'vowel',
  udp: 'vowel',
  icmp: 'vowel',
  arp: 'vowel',
  cli: 'vowel',
  mac: 'consonant',
  url: 'rieul',
  // 파일, 룰, 스킴
  file: 'rieul',
  rule: 'rieul',
  scheme: 'consonant',
  // 라우트, 바이트, 스테이트
  route: 'vowel',
  byte: 'vowel',
  state: 'vowel',
};

/** The word with the particle that its last sound calls for: josa('eth0', '을/를') is 'eth0을'. */
export function josa(word: string, pair: Josa): string {
  return word + particleFor(word, pair);
}

/** The particle alone, for a word that is set in a type of its own. */
export function particleFor(word: string, pair: Josa): string {
  const slash = pair.indexOf('/');
  const end = endOf(word);
  const closed = end === 'consonant' || (end === 'rieul' && pair !== '으로/로');
  return closed ? pair.slice(0, slash) : pair.slice(slash + 1);
}

/** The last sound of a word as it is read aloud. What stands in brackets at its end is not read. */
export function endOf(word: string): End {
  const spoken = word.replace(/\s*(\([^()]*\)|\[[^[\]]*\])$/u, '').replace(/[^\p{L}\p{N}%]+$/u, '');
  const last = spoken.at(-1) ?? '';
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return hangulEnd(code);
  if (last >= '0' && last <= '9') return DIGIT[Number(last)] ?? 'vowel';
  if (/[A-Za-z]/.test(last)) return latinEnd(/[A-Za-z0-9]+$/.exec(spoken)?.[0] ?? last);
  return 'vowel'; // '%' is 퍼센트; anything else is unspoken
}

function hangulEnd(code: number): End {
  const final = (code - 0xac00) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'rieul' : 'consonant';
}

function latinEnd(token: string): End {
  const lower = token.toLowerCase();
  const known = WORD[lower];
  if (known !== undefined) return known;
  // Spelt out: identifiers with digits, abbreviations in capitals, and what nobody could pronounce.
  if (
    /\d/.test(token) ||
    !/[aeiouy]/.test(lower) ||
    token.length === 1 ||
    (token === token.toUpperCase() && token.length <= 5)
  ) {
    return LETTER[lower.at(-1) ?? ''] ?? 'vowel';
  }
  if (/(l|le)$/.test(lower)) return 'rieul'; // kernel, tunnel, table
  if (/(m|n|ng|me|ne)$/.test(lower)) return 'consonant'; // cilium, session, ping, name
  if (/[aeiou](p|k|t|b|c|ck)$/.test(lower)) return 'consonant'; // map, hook, packet
  return 'vowel'; // router, pod, host, interface, service, policy
}
