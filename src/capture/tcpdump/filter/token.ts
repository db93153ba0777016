import { FilterFault, syntaxError } from './fault.ts';

/** Words with a meaning of their own (libpcap scanner.l). Names for the same thing are one word. */
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ...'dst src arp rarp ip sctp tcp udp icmp igmp pim vrrp ip6 icmp6 ah esp host net mask port portrange proto'
    .split(' ')
    .map((word) => [word, word] as const),
  ...'less greater byte broadcast multicast inbound outbound ifindex vlan geneve len and or not'
    .split(' ')
    .map((word) => [word, word] as const),
  ['link', 'ether'],
  ['ether', 'ether'],
  ['length', 'len'],
]);

/** Words that libpcap knows and that mean nothing in a lab: refused by name, not as a slip of the pen. */
const FOREIGN = new Set(
  (
    'fddi tr wlan ppp slip igrp carp radio atalk aarp decnet lat sca moprc mopdl iso esis es-is isis is-is l1 l2 iih ' +
    'lsp snp csnp psnp clnp stp ipx netbeui protochain gateway type subtype direction dir address1 addr1 address2 ' +
    'addr2 address3 addr3 address4 addr4 ra ta mpls pppoed pppoes lane llc metac bcc oam oamf4 oamf4ec oamf4sc sc ' +
    'ilmic vpi vci connectmsg metaconnect on ifname rset ruleset rnr rulenum srnr subrulenum reason action fisu lssu ' +
    'lsu msu hfisu hlssu hmsu sio opc dpc sls hsio hopc hdpc hsls'
  ).split(' '),
);

/** Names of offsets, types and flags: numbers to the parser (pcap-filter.7). */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['icmptype', 0],
  ['icmpcode', 1],
  ['icmp-echoreply', 0],
  ['icmp-unreach', 3],
  ['icmp-sourcequench', 4],
  ['icmp-redirect', 5],
  ['icmp-echo', 8],
  ['icmp-routeradvert', 9],
  ['icmp-routersolicit', 10],
  ['icmp-timxceed', 11],
  ['icmp-paramprob', 12],
  ['icmp-tstamp', 13],
  ['icmp-tstampreply', 14],
  ['icmp-ireq', 15],
  ['icmp-ireqreply', 16],
  ['icmp-maskreq', 17],
  ['icmp-maskreply', 18],
  ['tcpflags', 13],
  ['tcp-fin', 0x01],
  ['tcp-syn', 0x02],
  ['tcp-rst', 0x04],
  ['tcp-push', 0x08],
  ['tcp-ack', 0x10],
  ['tcp-urg', 0x20],
  ['tcp-ece', 0x40],
  ['tcp-cwr', 0x80],
]);

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
  ['==', '='],
]);

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** Two to four numbers with dots. */
  | { readonly kind: 'address'; readonly text: string }
  | { readonly kind: 'mac'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string };
export type TokenKind = Token['kind'];

const BYTE = '[0-9A-Fa-f]{1,2}';
const NUMBER = '(?:0[xX][0-9A-Fa-f]+|[0-9]+)';

/** What a token can be, in the order in which libpcap's scanner prefers rules that match equally much. */
const RULES: readonly (readonly [kind: TokenKind | 'ipv6', pattern: RegExp])[] = [
  ['symbol', />=|<=|!=|==|<<|>>|&&|\|\||[+\-*/%:[\]!<>()&|^=]/y],
  [
    'mac',
    new RegExp(
      `(?:${BYTE}(?:([:.-])${BYTE})(?:\\1${BYTE}){4}|[0-9A-Fa-f]{4}(?:\\.[0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{12})`,
      'y',
    ),
  ],
  ['number', new RegExp(NUMBER, 'y')],
  ['address', new RegExp(`${NUMBER}(?:\\.${NUMBER}){1,3}`, 'y')],
  ['ipv6', /[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/y],
  ['name', /[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?/y],
  ['name', /\\[^ !()\n\t]+/y],
];

/** The tokens of an expression: at each place the longest match, as flex does. Throws FilterFault. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < expression.length;) {
    if (/[ \r\n\t]/.test(expression[at] ?? '')) {
      at++;
      continue;
    }
    let best: readonly [kind: TokenKind | 'ipv6', text: string] | null = null;
    for (const [kind, pattern] of RULES) {
      pattern.lastIndex = at;
      const text = pattern.exec(expression)?.[0] ?? '';
      if (text.length > (best?.[1].length ?? 0)) best = [kind, text];
    }
    if (best === null) throw syntaxError();
    tokens.push(tokenOf(...best));
    at += best[1].length;
  }
  return tokens;
}

function tokenOf(kind: TokenKind | 'ipv6', text: string): Token {
  switch (kind) {
    case 'ipv6':
      throw new FilterFault(`IPv6 address ${text} not supported`);
    case 'number':
      return { kind, value: numberOf(text) };
    case 'symbol': {
      const word = SYMBOLS.get(text);
      return word === undefined || word === '=' ? { kind, text: word ?? text } : { kind: 'word', text: word };
    }
    case 'name':
      return nameToken(text);
    default:
      return { kind, text };
  }
}

function nameToken(text: string): Token {
  if (text.startsWith('\\')) return { kind: 'name', text: text.slice(1) };
  const number = NUMBERS.get(text);
  if (number !== undefined) return { kind: 'number', value: number };
  const word = KEYWORDS.get(text);
  if (word !== undefined) return { kind: 'word', text: word };
  if (FOREIGN.has(text)) throw new FilterFault(`'${text}' not supported here`);
  return { kind: 'name', text };
}

/** Decimal, 0x and, after a leading zero, octal (scanner.l stou). */
function numberOf(text: string): number {
  const octal = text.startsWith('0') && !/^0[xX]/.test(text);
  if (octal && /[89]/.test(text)) throw new FilterFault(`number ${text} contains non-octal digit`);
  const value = octal ? Number.parseInt(text, 8) : Number(text);
  if (value > 0xffff_ffff) throw new FilterFault(`number ${text} overflows 32 bits`);
  return value;
}
