import { fields, flag, int, maybe, oneOf, text, word, type Shape, type Of } from './shape.ts';

/** Frozen with hopscope-trace/1: the rows of every table that a change can name. Do not edit; write a v2 instead. */
const proto = word('TCP', 'UDP', 'ICMP');
const transport = word('TCP', 'UDP');
const serviceType = word('ClusterIP', 'NodePort', 'LoadBalancer');
const tableId = {
  check: (value: unknown, where: string) =>
    (typeof value === 'number' ? int : word('main', 'local')).check(value, where),
  schema: () => ({ anyOf: [{ enum: ['main', 'local'] }, { type: 'integer' }] }),
} as Shape<'main' | 'local' | number>;
const ruleTable = {
  check: (value: unknown, where: string) => (value === 'default' ? null : tableId.check(value, where)),
  schema: () => ({ anyOf: [{ enum: ['main', 'local', 'default'] }, { type: 'integer' }] }),
} as Shape<'main' | 'local' | 'default' | number>;

const ct = fields({
  proto,
  dir: word('OUT', 'IN', 'SVC'),
  src: text,
  srcPort: int,
  dst: text,
  dstPort: int,
  related: flag,
  expires: int,
  revNat: int,
  srcSecId: int,
  backendId: int,
  rxClosing: flag,
  txClosing: flag,
  seenNonSyn: flag,
  fromTunnel: flag,
  nodePort: flag,
  rxFlagsSeen: int,
  txFlagsSeen: int,
  lastRxReport: int,
  lastTxReport: int,
});

const rows = {
  routes: fields({
    table: tableId,
    type: word('unicast', 'local', 'broadcast', 'unreachable', 'prohibit', 'blackhole'),
    dst: text,
    via: maybe(text),
    dev: maybe(text),
    src: maybe(text),
    metric: int,
    proto: word('kernel', 'dhcp', 'static', 'bgp', 'boot'),
    scope: word('global', 'link', 'host'),
    mtu: maybe(int),
    encap: maybe(fields({ id: int, dst: text })),
  }),
  rules: fields({
    priority: int,
    from: maybe(text),
    fwmark: maybe(fields({ value: int, mask: int })),
    table: ruleTable,
  }),
  neigh: fields({
    ip: text,
    dev: text,
    mac: maybe(text),
    state: word('REACHABLE', 'STALE', 'PERMANENT', 'INCOMPLETE', 'FAILED', 'NOARP'),
  }),
  pmtu: fields({ dst: text, mtu: int, expires: int }),
  sockets: fields({
    cookie: int,
    proto,
    local: text,
    localPort: int,
    peer: maybe(text),
    peerPort: int,
    state: text,
    process: text,
  }),
  cilium_lxc: fields({
    ip: text,
    ifindex: int,
    lxcId: int,
    secId: int,
    host: flag,
    mac: maybe(text),
    nodeMac: maybe(text),
    parentIfindex: int,
  }),
  cilium_ipcache_v2: fields({
    prefix: text,
    identity: int,
    encryptKey: int,
    tunnelEndpoint: text,
    skipTunnel: flag,
    hasTunnelEp: flag,
  }),
  cilium_lb4_services_v2: fields({
    address: text,
    port: int,
    proto: transport,
    slot: int,
    count: int,
    backendId: int,
    revNat: int,
    type: serviceType,
  }),
  cilium_lb4_backends_v3: fields({ id: int, address: text, port: int, proto: transport }),
  cilium_lb4_reverse_nat: fields({ revNat: int, address: text, port: int }),
  cilium_lb4_reverse_sk: fields({
    cookie: int,
    backend: text,
    backendPort: int,
    service: text,
    servicePort: int,
    revNat: int,
  }),
  cilium_ct4_global: ct,
  cilium_ct_any4_global: ct,
  cilium_snat_v4_external: fields({
    proto,
    dir: word('OUT', 'IN'),
    src: text,
    srcPort: int,
    dst: text,
    dstPort: int,
    toAddr: text,
    toPort: int,
    created: int,
  }),
  cilium_policy_v2: fields({
    endpoint: int,
    direction: word('Ingress', 'Egress'),
    identity: int,
    proto: word('TCP', 'UDP', 'ICMP', 'ANY'),
    port: int,
    deny: flag,
    proxyPort: int,
  }),
};

type Rows = typeof rows;
type DeltaFields = {
  readonly [T in keyof Rows]: { readonly before: Shape<Of<Rows[T]> | null>; readonly after: Shape<Of<Rows[T]> | null> };
};

function deltaFields(): DeltaFields {
  const both = Object.entries(rows).map(([table, row]) => [
    table,
    { before: maybe<unknown>(row), after: maybe<unknown>(row) },
  ]);
  return Object.fromEntries(both) as DeltaFields;
}

export const tableName = word(...(Object.keys(rows) as (keyof Rows)[]));
export const delta = oneOf('table', deltaFields(), { netns: text, key: text });
