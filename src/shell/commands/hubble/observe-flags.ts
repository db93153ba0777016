import type { CobraFlags } from '../cobra/tree.ts';

function filter(flag: string, en: string, ko: string, short: string | null = null): CobraFlags {
  const names = short === null ? [`--${flag}`] : [`-${short}`, `--${flag}`];
  return { [flag]: { names, takes: 'filter', about: { en, ko } } };
}
function plain(flag: string, en: string, ko: string, short: string | null = null): CobraFlags {
  const names = short === null ? [`--${flag}`] : [`-${short}`, `--${flag}`];
  return { [flag]: { names, about: { en, ko } } };
}

const AT = { from: 'originating at', to: 'terminating at' } as const;
const AT_KO = { from: '출발지', to: '목적지' } as const;

/** The same filter for either end, for the source and for the destination. */
function ends(flag: string, en: string, ko: string): CobraFlags {
  return {
    ...filter(flag, `Show all flows related to ${en}`, `어느 쪽이든 ${ko}`),
    ...filter(`from-${flag}`, `Show all flows ${AT.from} ${en}`, `${AT_KO.from}: ${ko}`),
    ...filter(`to-${flag}`, `Show all flows ${AT.to} ${en}`, `${AT_KO.to}: ${ko}`),
  };
}

export const SELECTORS: CobraFlags = {
  all: {
    names: ['--all'],
    about: {
      en: "Get all flows stored in Hubble's buffer. Note: this option may cause Hubble to return a lot of data. It is recommended to only use it along filters to limit the amount of data returned.",
      ko: '버퍼에 있는 모든 플로',
    },
  },
  first: {
    names: ['--first'],
    takes: 'uint',
    about: {
      en: "Get first N flows stored in Hubble's buffer. When querying against Hubble Relay, this gets N flows per instance of Hubble connected to that Relay.",
      ko: '처음 N개(노드마다)',
    },
  },
  last: {
    names: ['--last'],
    takes: 'uint',
    about: {
      en: "Get last N flows stored in Hubble's buffer (default 20). When querying against Hubble Relay, this gets N flows per instance of Hubble connected to that Relay.",
      ko: '마지막 N개(노드마다)',
    },
  },
  follow: { names: ['-f', '--follow'], about: { en: 'Follow flows output', ko: '나오는 대로 계속 보여 준다' } },
  since: {
    names: ['--since'],
    takes: 'string',
    about: { en: 'Filter flows since a specific date.', ko: '이때부터(3s, 1m이나 시각)' },
  },
  until: {
    names: ['--until'],
    takes: 'string',
    about: { en: 'Filter flows until a specific date.', ko: '이때까지' },
  },
};

/** Filters as capture/hubble knows them, by their names there. */
export const FILTERS: CobraFlags = {
  ...ends('identity', 'an endpoint with the given security identity', '보안 신원'),
  ...ends('ip', 'the given IP address', 'IP 주소'),
  ...ends(
    'pod',
    "the given pod name prefix ([namespace/]<pod-name>). If namespace is not provided, 'default' is used",
    '파드 이름의 앞부분',
  ),
  ...ends('port', 'the given port (e.g. 8080)', '포트'),
  ...ends(
    'service',
    "the given service name prefix ([namespace/]<svc-name>). If namespace is not provided, 'default' is used",
    '서비스',
  ),
  ...ends('workload', 'an endpoint with the given workload', '워크로드'),
  ...filter(
    'label',
    'Show only flows related to an endpoint with the given labels (e.g. "key1=value1", "reserved:world")',
    '레이블',
    'l',
  ),
  ...filter('from-label', 'Show only flows originating in an endpoint with the given labels', '출발지: 레이블'),
  ...filter('to-label', 'Show only flows terminating in an endpoint with given labels', '목적지: 레이블'),
  ...filter('namespace', 'Show all flows related to the given Kubernetes namespace.', '네임스페이스', 'n'),
  ...filter('from-namespace', 'Show all flows originating in the given Kubernetes namespace.', '출발지: 네임스페이스'),
  ...filter('to-namespace', 'Show all flows terminating in the given Kubernetes namespace.', '목적지: 네임스페이스'),
  ...plain('all-namespaces', 'Show all flows in any Kubernetes namespace.', '모든 네임스페이스', 'A'),
  ...plain('from-all-namespaces', 'Show flows originating in any Kubernetes namespace.', '출발지: 모든 네임스페이스'),
  ...plain('to-all-namespaces', 'Show flows terminating in any Kubernetes namespace.', '목적지: 모든 네임스페이스'),
  ...filter(
    'drop-reason-desc',
    'Show only flows which match this drop reason describe (e.g. "POLICY_DENIED", "UNSUPPORTED_L3_PROTOCOL")',
    '버린 까닭',
  ),
  ...filter('interface', 'Show all flows observed at the given interface name (e.g. eth0)', '인터페이스'),
  ...filter(
    'ip-version',
    'Show only IPv4, IPv6 flows or non IP flows (e.g. ARP packets) (ie: "none", "v4", "v6")',
    'IP 버전',
  ),
  ...plain('ipv4', 'Show only IPv4 flows', 'IPv4만', '4'),
  ...plain('ipv6', 'Show only IPv6 flows', 'IPv6만', '6'),
  ...filter(
    'node-name',
    'Show all flows which match the given node names (e.g. "k8s*", "test-cluster/*.company.com")',
    '노드',
  ),
  ...plain('not', 'Reverses the next filter to be blacklist', '다음 필터를 뒤집는다'),
  ...filter('protocol', 'Show only flows which match the given L4/L7 flow protocol (e.g. "udp", "http")', '프로토콜'),
  ...filter('snat-ip', 'Show all flows SNATed with the given IP address.', 'SNAT된 주소'),
  ...filter('tcp-flags', 'Show only flows which match the given TCP flags (e.g. "syn", "ack", "fin")', 'TCP 플래그'),
  ...filter('traffic-direction', 'Show all flows in the given traffic direction (either ingress or egress)', '방향'),
  ...filter('type', 'Filter by event types TYPE[:SUBTYPE].', '기록의 종류', 't'),
  ...filter('uuid', 'Show the only flow matching this unique flow identifier, if any', '플로의 UUID'),
  ...filter(
    'verdict',
    'Show only flows with this verdict [FORWARDED, DROPPED, AUDIT, REDIRECTED, ERROR, TRACED, TRANSLATED]',
    '판정',
  ),
};

/** Filters for what this lab's flows do not have. */
export const UNKNOWN_HERE: CobraFlags = Object.assign(
  {},
  ...[
    'cel-expression',
    'cluster',
    'fqdn',
    'from-fqdn',
    'to-fqdn',
    'http-header',
    'http-method',
    'http-path',
    'http-status',
    'http-url',
    'node-label',
    'trace-id',
  ].map((flag) => filter(flag, 'Filter flows by what is beyond layer 4', '이 랩의 플로에는 없는 것')),
) as CobraFlags;

export const FORMAT: CobraFlags = {
  output: {
    names: ['-o', '--output'],
    takes: 'string',
    default: '"compact"',
    about: {
      en: `Specify the output format, one of:
 compact:  Compact output
 dict:     Each flow is shown as KEY:VALUE pair
 jsonpb:   JSON encoded GetFlowResponse according to proto3's JSON mapping
 json:     Alias for jsonpb
 table:    Tab-aligned columns
`,
      ko: '출력 형식: compact, dict, json, jsonpb, table',
    },
  },
  printNode: { names: ['--print-node-name'], about: { en: 'Print node name in output', ko: '노드 이름을 함께' } },
  timeFormat: {
    names: ['--time-format'],
    takes: 'string',
    default: '"StampMilli"',
    about: { en: 'Specify the time format for printing.', ko: '시각의 형식' },
  },
  color: {
    names: ['--color'],
    takes: 'string',
    default: '"auto"',
    about: {
      en: "Colorize the output when the output format is one of 'compact' or 'dict'. The value is one of 'auto' (default), 'always' or 'never'",
      ko: '색: auto, always, never',
    },
  },
  ipTranslation: {
    names: ['--ip-translation'],
    about: { en: 'Translate IP addresses to logical names such as pod name, FQDN, ...', ko: '주소를 이름으로' },
  },
  numeric: { names: ['--numeric'], about: { en: 'Display all information in numeric form', ko: '숫자로만' } },
};
