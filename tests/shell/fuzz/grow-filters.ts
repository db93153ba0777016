import type { Chance } from './chance.ts';

/** Names that mean something to the language below, and nothing to any program here. */
export const INNER_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** What must not reach a terminal from a file, an answer or a name (as printf writes it). */
const HOSTILE = [
  '\\033]0;title\\007',
  '\\033]52;c;ZWNobwo=\\033\\\\',
  '\\033[2J\\033[10;10H',
  '\\033[6n\\033[c\\033[>c\\033[5n',
  '\\033[?1049h\\033[?1000h\\033[?2004l',
  '\\033P1$r\\033\\\\\\033_x\\033\\\\\\033^y\\033\\\\',
  '\\007\\007\\007\\010\\016\\017',
  '\\xc2\\x9b2J\\xc2\\x9d0;x\\xc2\\x9c',
  '\\xe2\\x80\\xae\\xe2\\x81\\xa6',
  '\\033[8m\\033[38;5;8m\\033[5m',
  '\\033c\\033(0\\0337\\0338\\033#8',
  '\\033',
  '\\033[',
  ']0;split\\007',
];

/** Filters and templates of the programs that have a language of their own, grown and with mistakes. */
export class FilterGrower {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** A command line with one of them. */
  line(): string {
    const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
    switch (this.#chance.below(14)) {
      case 0:
        return `tcpdump -r /tmp/vxlan.pcap ${this.#pick(['', '-nn', '-e', '-v', '-X', '-A', '-c 3'])} ${quote(this.#packets(3))}`;
      case 1:
        return `timeout 1 tcpdump -i ${this.#pick(['any', 'eth1', 'cilium_host', 'lo', 'nope', '__proto__'])} -nn -c 2 ${quote(this.#packets(3))}`;
      case 2:
        return `tshark -r /tmp/vxlan.pcap -Y ${quote(this.#display(3))}`;
      case 3:
        return `tshark -r /tmp/vxlan.pcap -T fields ${this.#chance.many(4, () => `-e ${this.#field()}`).join(' ')} -E separator=${this.#pick([',', '/t', '', '\\'])}`;
      case 4:
        return `kubectl get ${this.#resource()} ${this.#pick(['', '-A', '-n kube-system'])} -o jsonpath=${quote(this.#jsonpath())}`;
      case 5:
        return `kubectl get ${this.#resource()} -o custom-columns=${quote(this.#columns())}`;
      case 6:
        return `kubectl get ${this.#resource()} -o go-template=${quote(this.#template(3))}`;
      case 7:
        return `kubectl get ${this.#resource()} -o json | jq ${this.#pick(['', '-r', '-c', '-S', '-s', '-e'])} ${quote(this.jq(4))}`;
      case 8:
        return `kubectl get ${this.#resource()} -l ${quote(this.#selector())} --field-selector ${quote(this.#selector())} --sort-by ${quote(this.#jsonpath())}`;
      case 9:
        return `jq -n ${quote(this.jq(5))}`;
      case 10:
        return `hubble observe ${this.#pick(['--pod', '--verdict', '--protocol', '--label', '--node-name', '--ip', '--last', '--type', '--from-pod'])} ${quote(this.#pick(['*a*a*a*a*a*b', 'k8s-*', 'default/curl-pod', '172.20.0.0/16', '__proto__', '-1', '', 'k8s:app=webpod', 'TCP', 'constructor']))} -o ${this.#pick(['compact', 'json', 'jsonpb', 'dict', 'tab'])}`;
      case 11:
        return `printf ${quote(this.hostile())} > /tmp/h; cat /tmp/h; ${this.#pick(['grep . /tmp/h', 'sed p /tmp/h', 'awk 1 /tmp/h', 'od -c /tmp/h', 'tail -1 /tmp/h', 'jq -Rr . /tmp/h', 'head -c 3 /tmp/h; tail -c +4 /tmp/h', 'cut -c2- /tmp/h', 'ls "$(cat /tmp/h)"', '$(cat /tmp/h)', 'kubectl get pod "$(cat /tmp/h)"', 'ping "$(cat /tmp/h)"', 'curl -H "$(cat /tmp/h)" webpod'])}`;
      case 12:
        return `ip ${this.#pick(['addr', 'link', 'route', 'neigh', 'rule', '-j addr', '-br link'])} show ${this.#pick(['label', 'dev', 'to', 'type', 'scope', 'proto', 'table', 'master'])} ${quote(this.#pick(['[', 'eth*', '?', '__proto__', '[a-', 'constructor', '0/0', '::/0', '*a*a*a*a*b', '172.20.0.0/33']))}`;
      default:
        return `grep -P ${quote(this.#regex(4))} ${this.#pick(['/etc/hostname', '/etc/passwd', '/tmp/f', '<<< aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])}; awk ${quote(`/${this.#regex(3)}/`)} /etc/passwd; sed -E ${quote(`s/${this.#regex(3)}/<&>/g`)} /etc/passwd`;
    }
  }

  hostile(): string {
    return this.#chance.many(5, () => this.#pick([...HOSTILE, 'text', '\\n'])).join('');
  }

  #pick<T>(list: readonly T[]): T {
    return this.#chance.pick(list) as T;
  }

  #packets(depth: number): string {
    const deeper = (): string => this.#packets(depth - 1);
    const atom = this.#pick([
      'icmp',
      'tcp port 80',
      'host 172.20.0.215',
      'not arp',
      'udp port 8472',
      'src net 172.20.0.0/16',
      'ip proto 1',
      'tcp[tcpflags] & (tcp-syn|tcp-ack) != 0',
      'ip[8] < 64',
      'icmp[icmptype] == icmp-echo',
      'ether host 1:2:3:4:5:6',
      'greater 100',
      'vlan 3',
      'portrange 1-99999',
      'port __proto__',
      'host constructor',
      'ip[99999999999:4] = 1',
      'ip[-1]',
      '1/0 = 1',
      'tcp[(tcp[12]&0xf0)>>2:4] = 0x47455420',
      'net 300.1.1.1',
      'gateway x',
      'proto \\icmp',
      'ip6 host ::1',
      'inbound',
      'icmp6',
      'len > 1e9',
    ]);
    if (depth <= 0 || this.#chance.once(3)) return atom;
    return this.#pick([
      () => `(${deeper()})`,
      () => `not ${deeper()}`,
      () => `${deeper()} and ${deeper()}`,
      () => `${deeper()} or ${deeper()}`,
      () => `${deeper()} ${deeper()}`,
      () => `${'('.repeat(this.#chance.below(300))}${deeper()}`,
      () => `${'not '.repeat(this.#chance.below(3_000))}${deeper()}`,
    ])();
  }

  #field(): string {
    return this.#pick([
      'ip.src',
      'ip.dst',
      'tcp.port',
      'tcp.flags.syn',
      'frame.len',
      'frame.number',
      'frame.time',
      'eth.src',
      'http.host',
      'vxlan.vni',
      'icmp.type',
      'udp.srcport',
      'tcp.analysis.retransmission',
      'nope.nope',
      '_ws.col.Info',
      'data.data',
      ...INNER_NAMES,
      'ip',
      'tcp',
    ]);
  }

  #display(depth: number): string {
    const deeper = (): string => this.#display(depth - 1);
    const value = this.#pick([
      '1',
      '0x1f',
      '172.20.0.0/16',
      '"webpod"',
      '"(a*)*b"',
      "'a'",
      '1:2:3',
      '-5',
      '99999999999999999999',
      '{1..9, 20}',
      'tcp.srcport',
      '"[',
      'true',
      '1.5e9',
      '"(a|aa)+$"',
      'constructor',
    ]);
    const field = this.#field();
    if (depth <= 0 || this.#chance.once(3))
      return this.#chance.once(3)
        ? field
        : `${field} ${this.#pick(['==', '!=', '>', '<=', 'contains', 'matches', '~', 'in', '&', 'eq', '===', '!==', 'bitwise_and'])} ${value}`;
    return this.#pick([
      () => `(${deeper()})`,
      () => `!${deeper()}`,
      () => `${deeper()} && ${deeper()}`,
      () => `${deeper()} or ${deeper()}`,
      () =>
        `${this.#pick(['len', 'lower', 'count', 'upper', 'string', 'max', 'abs', 'any', 'all', ...INNER_NAMES])}(${field}) > 1`,
      () => `${field}[${this.#pick(['0', '1:2', '-1', '0-1', ':', '99999999'])}] == 0a:0b`,
      () => `${'!'.repeat(this.#chance.below(3_000))}${deeper()}`,
      () => `${'('.repeat(this.#chance.below(300))}${deeper()}`,
    ])();
  }

  #resource(): string {
    return this.#pick([
      'pods',
      'nodes',
      'svc',
      'ep',
      'endpointslices',
      'deploy',
      'ds',
      'cm',
      'ciliumnodes',
      'ciliumendpoints',
      'pod curl-pod',
      'ns',
      'all',
      'pods,svc',
      ...INNER_NAMES,
    ]);
  }

  #key(): string {
    return this.#pick([
      'metadata',
      'name',
      'labels',
      'status',
      'spec',
      'podIP',
      'items',
      'containers',
      'ports',
      '*',
      ...INNER_NAMES,
    ]);
  }

  #jsonpath(): string {
    const step = (): string =>
      this.#pick([
        () => `.${this.#key()}`,
        () => `['${this.#key()}']`,
        () => `[${this.#pick(['0', '-1', '*', '0:2', '::-1', '99999999999', '0,1', '1:2:0', ''])}]`,
        () => `..${this.#key()}`,
        () => `[?(@.${this.#key()}${this.#pick(['==', '!=', '>', '=~', ''])}"x")]`,
        () => '.labels.app\\.kubernetes\\.io/name',
      ])();
    const path = (): string => `{${this.#pick(['', '$', '@'])}${this.#chance.many(5, step).join('')}}`;
    return this.#chance
      .many(4, () =>
        this.#pick([
          path,
          path,
          () => `{range ${path().slice(1, -1)}}${path()}{"\\n"}{end}`,
          () => '{"\\t"}',
          () => '{',
          () => '{end}',
          () => 'text',
          () => '{range .items[*]}',
        ])(),
      )
      .join('');
  }

  #columns(): string {
    return this.#chance
      .many(
        4,
        () =>
          `${this.#pick(['NAME', 'IP', '', '한글', ...INNER_NAMES])}:${this.#pick(['.', '', '{.'])}${this.#key()}.${this.#key()}${this.#pick(['', '[0]', '[*].name', '['])}`,
      )
      .join(',');
  }

  #template(depth: number): string {
    const inner = (): string => (depth <= 0 ? '.' : this.#template(depth - 1));
    return this.#chance
      .many(4, () =>
        this.#pick([
          () => `{{.${this.#key()}}}`,
          () => `{{range .items}}${inner()}{{end}}`,
          () => `{{if .${this.#key()}}}${inner()}{{else}}${inner()}{{end}}`,
          () => `{{with .${this.#key()}}}${inner()}{{end}}`,
          () =>
            `{{${this.#pick(['printf "%s %999999999d"', 'len', 'index', 'eq', 'and', 'not', 'html', 'js', 'slice', 'call', ...INNER_NAMES])} .${this.#key()} ${this.#chance.below(9)}}}`,
          () => `{{define "t"}}${inner()}{{template "t" .}}{{end}}{{template "t" .}}`,
          () => `{{$x := .${this.#key()}}}{{$x}}`,
          () => `{{range $i, $e := .items}}{{$i}}{{$e.metadata.name | printf "%q"}}{{end}}`,
          () => '{{',
          () => '{{end}}',
          () => '{{/* x */}}',
        ])(),
      )
      .join('');
  }

  #selector(): string {
    return this.#chance
      .many(3, () =>
        this.#pick([
          'app=webpod',
          'app in (a,b',
          '!x',
          'a!=b',
          'x notin (y)',
          'metadata.name=curl-pod',
          '=',
          ...INNER_NAMES,
          'status.phase=Running',
        ]),
      )
      .join(',');
  }

  #regex(depth: number): string {
    if (depth <= 0)
      return this.#pick(['a', '.', '\\d', '[a-z]', '\\w', 'x|a', '', '[[:alpha:]]', '^', '$', '\\b', '\\1', '한']);
    const inner = (): string => this.#regex(depth - 1);
    return this.#pick([
      () => inner() + inner(),
      () => `(${inner()})`,
      () => `(${inner()}|${inner()})`,
      () => `${inner()}${this.#pick(['*', '+', '?', '{2}', '{1,}', '{2,99}', '*?', '++', '{,3}'])}`,
      () => `(${inner()})${this.#pick(['*', '+', '{9}'])}`,
      () => `(?:${inner()})`,
      () => `(?${this.#pick(['=', '!', '<=', '<!', '<n>', 'i:'])}${inner()})`,
    ])();
  }

  /** A filter of jq. */
  jq(depth: number): string {
    const inner = (): string => this.jq(depth - 1);
    if (depth <= 0)
      return this.#pick([
        '.',
        '.a',
        '.items[]',
        '1',
        '"a"',
        'null',
        '[]',
        '{}',
        '..',
        'empty',
        '$x',
        'now',
        'input',
        '.[0]',
        '.[1:]',
        '.["a"]',
        '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
        '-1',
        '1000000000',
        'env',
        '$ENV',
        '.metadata.name',
        '@json',
        '@base64',
        '@sh',
        ...INNER_NAMES.flatMap((name) => [`.${name}`, `$${name}`, `"${name}"`, `@${name}`, name]),
      ]);
    return this.#pick([
      () => `${inner()} | ${inner()}`,
      () => `${inner()}, ${inner()}`,
      () => `(${inner()})`,
      () => `[${inner()}]`,
      () => `{${this.#pick(['a', 'b', '"__proto__"', `(${inner()})`])}: ${inner()}}`,
      () => `${inner()} ${this.#pick(['+', '-', '*', '/', '%', '==', '<', 'and', 'or', '//'])} ${inner()}`,
      () => `(${inner()}) ${this.#pick(['=', '|=', '+=', '//=', '*='])} ${inner()}`,
      () =>
        `${this.#pick(['map', 'select', 'path', 'del', 'any', 'all', 'sort_by', 'group_by', 'map_values', 'with_entries', 'first', 'last', 'recurse', 'walk', 'test', 'match', 'capture', 'scan', 'splits', 'has', 'contains', 'getpath', 'range', 'flatten', 'join', 'split', 'paths', 'pick', 'delpaths', 'isempty', 'index', 'min_by', 'combinations', 'repeat', 'limit'])}(${inner()})`,
      () =>
        `${this.#pick(['sub', 'gsub', 'until', 'while', 'setpath', 'recurse', 'limit', 'range', 'nth', 'test', 'scan', 'split', 'any', 'INDEX', 'skip'])}(${inner()}; ${inner()})`,
      () =>
        `${this.#pick(['keys', 'length', 'add', 'sort', 'unique', 'reverse', 'to_entries', 'from_entries', 'tojson', 'fromjson', 'tostring', 'tonumber', 'explode', 'implode', 'transpose', 'flatten', 'combinations', 'todate', 'builtins', 'not', 'ascii_upcase', 'error', 'input', 'infinite', 'trim', 'type'])}`,
      () => `def ${this.#pick(['f', 'map', 'length', '__proto__'])}: ${inner()}; f`,
      () => `reduce ${inner()} as $x (${inner()}; ${inner()})`,
      () => `foreach ${inner()} as $x (${inner()}; ${inner()})`,
      () => `if ${inner()} then ${inner()} else ${inner()} end`,
      () => `${inner()} as $${this.#pick(['x', '__proto__'])} | ${inner()}`,
      () => `"\\(${inner()})"`,
      () => `(${inner()})?`,
      () => `"${this.#regex(3).replaceAll('\\', '\\\\')}"`,
      () => `${'['.repeat(this.#chance.below(2_000))}${inner()}`,
    ])();
  }
}
