import fc from 'fast-check';

/** What occurs in the captures that the expressions are tried on, so that they are not all silent. */
export interface Vocabulary {
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly macs: readonly string[];
}

const side = fc.constantFrom('', '', 'src ', 'dst ', 'src or dst ', 'src and dst ');
const index = fc.nat({ max: 40 });
const relation = fc.constantFrom('=', '==', '!=', '>', '>=', '<', '<=');
const operator = fc.constantFrom('+', '-', '*', '/', '&', '|', '<<', '>>', '%', '^');
const layer = fc.constantFrom('ip', 'tcp', 'udp', 'icmp', 'arp', 'ether');

/** One address, number or name, as it may also stand alone behind `and` and `or`. */
function identifiers({ hosts, ports }: Vocabulary) {
  const host = fc.constantFrom(...hosts);
  const port = fc.constantFrom(...ports, 7);
  const prefix = fc
    .tuple(host, fc.constantFrom(8, 16, 24, 32))
    .map(([address, length]) => `${networkOf(address, length)}/${length}`);
  const short = fc
    .tuple(host, fc.integer({ min: 2, max: 3 }))
    .map(([address, n]) => address.split('.').slice(0, n).join('.'));
  const masked = host.map((address) => `${networkOf(address, 16)} mask 255.255.0.0`);
  const range = fc.tuple(port, fc.nat({ max: 30_000 })).map(([low, more]) => `${low}-${Math.min(low + more, 65_535)}`);
  return { host, port, prefix, short, masked, range };
}

function networkOf(address: string, length: number): string {
  const kept = length / 8;
  return address
    .split('.')
    .map((part, i) => (i < kept ? part : '0'))
    .join('.');
}

const join = fc.constantFrom('and', 'or', '&&', '||');

/** The common grammar of pcap-filter.7, over Ethernet or cooked frames. */
export function filterExpressions(vocabulary: Vocabulary, link: 'ethernet' | 'sll2'): fc.Arbitrary<string> {
  const { host, port, prefix, short, masked, range } = identifiers(vocabulary);
  const group = (kind: string, one: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 4, arbitrary: one.map((text) => `${kind} ${text}`) },
      fc.tuple(one, join, one).map(([a, joined, b]) => `${kind} (${a} ${joined} ${b})`),
      one.map((text) => `${kind} not ${text}`),
    );
  const hostProtocol = fc.constantFrom('', '', 'ip ', 'arp ');
  const portProtocol = fc.constantFrom('', 'tcp ', 'udp ');
  const qualified = fc.oneof(
    fc.tuple(hostProtocol, side, group('host', fc.oneof(host, short))).map((words) => words.join('')),
    fc.tuple(hostProtocol, side, group('net', fc.oneof(prefix, short, masked))).map((words) => words.join('')),
    fc.tuple(portProtocol, side, group('port', port.map(String))).map((words) => words.join('')),
    fc.tuple(portProtocol, side, range).map(([protocol, end, text]) => `${protocol}${end}portrange ${text}`),
    fc.tuple(fc.constantFrom('src', 'dst'), host).map(([end, address]) => `${end} ${address}`),
    fc.constantFrom('port http', 'udp port domain', 'tcp port http', 'port domain'),
  );
  const protocols = fc.constantFrom(
    'ip',
    'arp',
    'tcp',
    'udp',
    'icmp',
    'rarp',
    'ip6',
    'igmp',
    'ip proto 17',
    'proto 6',
    'ip proto \\icmp',
    'ether proto 0x800',
    'ether proto \\arp',
    'ip multicast',
    'ip broadcast',
    'sctp',
  );
  const lengths = fc
    .tuple(fc.constantFrom('less', 'greater', 'len >', 'len <='), fc.integer({ min: 40, max: 300 }))
    .map(([word, n]) => `${word} ${n}`);
  const loads = fc
    .tuple(layer, index, fc.constantFrom('', ':1', ':2', ':4'))
    .map(([name, at, size]) => `${name}[${at}${size}]`);
  const value: fc.Arbitrary<string> = fc.oneof(
    { weight: 3, arbitrary: loads },
    fc.tuple(loads, operator, fc.integer({ min: 1, max: 31 })).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(loads, operator, loads).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.nat({ max: 300 }).map(String),
  );
  const relations = fc.oneof(
    fc.tuple(loads, relation, value).map((words) => words.join(' ')),
    fc.tuple(value, relation, fc.nat({ max: 255 })).map((words) => words.join(' ')),
    fc.constantFrom(
      'tcp[tcpflags] & tcp-syn != 0',
      'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0',
      'tcp[tcpflags] == tcp-syn|tcp-ack',
      'icmp[icmptype] = icmp-echo',
      'icmp[icmptype] == icmp-timxceed',
      'icmp[icmpcode] != 0',
      'ip[6:2] & 0x1fff != 0',
      'udp[8:4] = 0x08000000',
      '(ip[0] & 0xf) << 2 = 20',
      'ip[8] < 64',
    ),
  );
  const linkTests =
    link === 'ethernet'
      ? fc.oneof(
          fc
            .tuple(fc.constantFrom('host', 'src', 'dst'), fc.constantFrom(...vocabulary.macs))
            .map(([word, mac]) => `ether ${word} ${mac}`),
          fc.constantFrom('broadcast', 'multicast', 'ether broadcast', 'ether multicast'),
        )
      : fc.oneof(
          fc.constantFrom('inbound', 'outbound'),
          fc.integer({ min: 1, max: 8 }).map((n) => `ifindex ${n}`),
        );
  const atom = fc.oneof(
    { weight: 6, arbitrary: qualified },
    { weight: 3, arbitrary: protocols },
    { weight: 4, arbitrary: relations },
    { weight: 1, arbitrary: lengths },
    { weight: 1, arbitrary: linkTests },
  );
  const inherited = fc
    .tuple(fc.constantFrom('host', 'src host', 'dst host'), host, join, fc.constantFrom('', 'not '), host)
    .map((words) => `${words[0]} ${words[1]} ${words[2]} ${words[3]}${words[4]}`);
  const inheritedPorts = fc.tuple(port, join, port).map(([a, joined, b]) => `port ${a} ${joined} ${b}`);
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3 },
      { weight: 5, arbitrary: atom },
      { weight: 1, arbitrary: inherited },
      { weight: 1, arbitrary: inheritedPorts },
      { weight: 3, arbitrary: fc.tuple(tie('expression'), join, tie('expression')).map((words) => words.join(' ')) },
      { weight: 1, arbitrary: tie('expression').map((text) => `not (${text})`) },
      { weight: 1, arbitrary: tie('expression').map((text) => `! ${text}`) },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('expression'), join, tie('expression')).map(([a, j, b]) => `(${a} ${j} ${b})`),
      },
    ),
  }));
  return expression;
}
