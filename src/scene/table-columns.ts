import { deviceName, type DeviceId } from '../lab/names.ts';
import type { CtRow, LbBackendRow, Route, TableName, TableRow } from '../lab/tables.ts';
import { ANY_ADDR, prefixLength } from '../wire/address.ts';

/** What a cell may need besides its row: backends by their id, for the services map names them by number. */
export interface CellContext {
  readonly backends: ReadonlyMap<string, LbBackendRow>;
}

/** One column of a table, under the word that the tool which prints it uses. */
export interface Column<R> {
  readonly head: string;
  /** `key`: part of what tells a row from all others. */
  readonly part: 'key' | 'value';
  readonly align: 'start' | 'end';
  /** Empty: the tool prints nothing here for such a row. */
  readonly text: (row: R, context: CellContext) => string;
}

type Text<R> = Column<R>['text'];

function key<R>(head: string, text: Text<R>): Column<R> {
  return { head, part: 'key', align: 'start', text };
}

function value<R>(head: string, text: Text<R>): Column<R> {
  return { head, part: 'value', align: 'start', text };
}

function number<R>(head: string, text: Text<R>): Column<R> {
  return { head, part: 'value', align: 'end', text };
}

const device = (id: DeviceId | null): string => (id === null ? '' : deviceName(id));
const hex = (n: number): string => `0x${n.toString(16).padStart(2, '0')}`;
const wholeSeconds = (at: number): string => `${Math.max(0, Math.floor(at / 1e9))}`;

function destination(row: Route): string {
  const dst = prefixLength(row.dst) === 0 ? 'default' : row.dst.replace(/\/32$/, '');
  return row.type === 'unicast' ? dst : `${row.type} ${dst}`;
}

/** bpf/lib/common.h struct ct_entry, named as pkg/maps/ctmap flagsString does. */
const CT_FLAGS: readonly (readonly [
  keyof CtRow & ('rxClosing' | 'txClosing' | 'seenNonSyn' | 'nodePort' | 'fromTunnel'),
  string,
])[] = [
  ['rxClosing', 'RxClosing'],
  ['txClosing', 'TxClosing'],
  ['seenNonSyn', 'SeenNonSyn'],
  ['nodePort', 'NodePort'],
  ['fromTunnel', 'FromTunnel'],
];

/** cilium-dbg bpf ct list global: pkg/maps/ctmap. Times are seconds of the lab's clock. */
const CT: readonly Column<CtRow>[] = [
  key('proto', (row) => row.proto),
  key('dir', (row) => (row.related ? `${row.dir} related` : row.dir)),
  key('source', (row) => `${row.src}:${row.srcPort}`),
  key('destination', (row) => `${row.dst}:${row.dstPort}`),
  number('expires', (row) => wholeSeconds(row.expires)),
  number('RxFlagsSeen', (row) => hex(row.rxFlagsSeen)),
  number('LastRxReport', (row) => wholeSeconds(row.lastRxReport)),
  number('TxFlagsSeen', (row) => hex(row.txFlagsSeen)),
  number('LastTxReport', (row) => wholeSeconds(row.lastTxReport)),
  value('Flags', (row) => CT_FLAGS.flatMap(([flag, name]) => (row[flag] ? [name] : [])).join(' ')),
  number('RevNAT', (row) => `${row.revNat}`),
  number('SourceSecurityID', (row) => `${row.srcSecId}`),
  number('BackendID', (row) => `${row.backendId}`),
];

/**
 * The columns of every table in the order in which its tool prints them: iproute2 for the kernel's, `cilium-dbg bpf … list`
 * for Cilium's maps. Packets and bytes that a tool counts are not modelled and not shown.
 */
export const COLUMNS: { readonly [T in TableName]: readonly Column<TableRow[T]>[] } = {
  routes: [
    key('destination', destination),
    value('via', (row) => row.via ?? ''),
    value('dev', (row) => device(row.dev)),
    value('table', (row) => (row.table === 'main' ? '' : `${row.table}`)),
    value('proto', (row) => (row.proto === 'boot' ? '' : row.proto)),
    value('scope', (row) => (row.scope === 'global' ? '' : row.scope)),
    value('src', (row) => row.src ?? ''),
    number('metric', (row) => (row.metric === 0 ? '' : `${row.metric}`)),
    number('mtu', (row) => (row.mtu === null ? '' : `${row.mtu}`)),
    value('encap', (row) => (row.encap === null ? '' : `id ${row.encap.id} dst ${row.encap.dst}`)),
  ],
  rules: [
    key('priority', (row) => `${row.priority}`),
    value('from', (row) => row.from ?? 'all'),
    value('fwmark', (row) => (row.fwmark === null ? '' : `${hex(row.fwmark.value)}/${hex(row.fwmark.mask)}`)),
    value('lookup', (row) => `${row.table}`),
  ],
  neigh: [
    key('address', (row) => row.ip),
    key('dev', (row) => device(row.dev)),
    value('lladdr', (row) => row.mac ?? ''),
    value('state', (row) => row.state),
  ],
  pmtu: [
    key('destination', (row) => row.dst),
    number('mtu', (row) => `${row.mtu}`),
    number('expires', (row) => wholeSeconds(row.expires)),
  ],
  sockets: [
    value('Netid', (row) => row.proto.toLowerCase()),
    value('State', (row) => row.state),
    value('Local Address:Port', (row) => `${row.local}:${row.localPort}`),
    value('Peer Address:Port', (row) => (row.peer === null ? '*' : `${row.peer}:${row.peerPort}`)),
    value('Process', (row) => row.process),
    key('sk', (row) => `${row.cookie}`),
  ],
  cilium_lxc: [
    key('IP ADDRESS', (row) => row.ip),
    value('id', (row) => (row.host ? '(localhost)' : `${row.lxcId}`)),
    number('sec_id', (row) => (row.host ? '' : `${row.secId}`)),
    number('ifindex', (row) => (row.host ? '' : `${row.ifindex}`)),
    value('mac', (row) => row.mac ?? ''),
    value('nodemac', (row) => row.nodeMac ?? ''),
    number('parent_ifindex', (row) => (row.host ? '' : `${row.parentIfindex}`)),
  ],
  cilium_ipcache_v2: [
    key('IP PREFIX/ADDRESS', (row) => row.prefix),
    number('identity', (row) => `${row.identity}`),
    number('encryptkey', (row) => `${row.encryptKey}`),
    value('tunnelendpoint', (row) => row.tunnelEndpoint),
    value('flags', (row) =>
      row.hasTunnelEp || row.skipTunnel
        ? [row.hasTunnelEp ? 'hastunnel' : '', row.skipTunnel ? 'skiptunnel' : ''].filter(Boolean).join(',')
        : '<none>',
    ),
  ],
  cilium_lb4_services_v2: [
    key('SERVICE ADDRESS', (row) => `${row.address}:${row.port}/${row.proto}`),
    key('SLOT', (row) => `${row.slot}`),
    value('BACKEND ADDRESS', (row, { backends }) => backendAddress(row.slot, row.backendId, backends)),
    number('count', (row) => (row.slot === 0 ? `${row.count}` : '')),
    number('backend_id', (row) => (row.slot === 0 ? '' : `${row.backendId}`)),
    number('REVNAT_ID', (row) => `${row.revNat}`),
    value('type', (row) => (row.slot === 0 ? row.type : '')),
  ],
  cilium_lb4_backends_v3: [
    key('ID', (row) => `${row.id}`),
    value('BACKEND ADDRESS', (row) => `${row.address}:${row.port}/${row.proto}`),
  ],
  cilium_lb4_reverse_nat: [
    key('ID', (row) => `${row.revNat}`),
    value('SERVICE ADDRESS', (row) => `${row.address}:${row.port}`),
  ],
  cilium_lb4_reverse_sk: [
    key('Socket Cookie', (row) => `${row.cookie}`),
    key('Backend', (row) => `${row.backend}:${row.backendPort}`),
    value('Frontend', (row) => `${row.service}:${row.servicePort}`),
    number('revnat', (row) => `${row.revNat}`),
  ],
  cilium_ct4_global: CT,
  cilium_ct_any4_global: CT,
  cilium_snat_v4_external: [
    key('proto', (row) => row.proto),
    key('dir', (row) => row.dir),
    key('source', (row) => `${row.src}:${row.srcPort}`),
    key('destination', (row) => `${row.dst}:${row.dstPort}`),
    value('translation', (row) => (row.dir === 'OUT' ? 'XLATE_SRC' : 'XLATE_DST')),
    value('to', (row) => `${row.toAddr}:${row.toPort}`),
    number('Created', (row) => wholeSeconds(row.created)),
  ],
  cilium_policy_v2: [
    key('endpoint', (row) => `${row.endpoint}`),
    value('POLICY', (row) => (row.deny ? 'Deny' : 'Allow')),
    key('DIRECTION', (row) => row.direction),
    key('IDENTITY', (row) => (row.identity === 0 ? 'ANY' : `${row.identity}`)),
    key('PORT/PROTO', (row) => (row.proto === 'ANY' ? 'ANY' : `${row.port === 0 ? 'ANY' : row.port}/${row.proto}`)),
    value('PROXY PORT', (row) => (row.proxyPort === 0 ? 'NONE' : `${row.proxyPort}`)),
    number('PREFIX', (row) => (row.proto === 'ANY' ? '0' : row.port === 0 ? '8' : '24')),
  ],
};

function backendAddress(slot: number, id: number, backends: CellContext['backends']): string {
  if (slot === 0) return `${ANY_ADDR}:0`;
  const backend = backends.get(`${id}`);
  return backend === undefined ? '' : `${backend.address}:${backend.port}/${backend.proto}`;
}

/** The command that prints a table on a real system. Endpoint ids and the like are left to the reader as <…>. */
export const COMMANDS: { readonly [T in TableName]: string } = {
  routes: 'ip route show table all',
  rules: 'ip rule',
  neigh: 'ip neigh',
  pmtu: 'ip route show cache',
  sockets: 'ss -tuanpe',
  cilium_lxc: 'cilium-dbg bpf endpoint list',
  cilium_ipcache_v2: 'cilium-dbg bpf ipcache list',
  cilium_lb4_services_v2: 'cilium-dbg bpf lb list',
  cilium_lb4_backends_v3: 'cilium-dbg bpf lb list --backends',
  cilium_lb4_reverse_nat: 'cilium-dbg bpf lb list --revnat',
  cilium_lb4_reverse_sk: 'cilium-dbg bpf socknat list',
  cilium_ct4_global: 'cilium-dbg bpf ct list global',
  cilium_ct_any4_global: 'cilium-dbg bpf ct list global',
  cilium_snat_v4_external: 'cilium-dbg bpf nat list',
  cilium_policy_v2: 'cilium-dbg bpf policy get --all',
};

/** A row in one line, as text: its columns with their heads where they are not part of the key. */
export function rowLine<T extends TableName>(table: T, row: TableRow[T], context: CellContext): string {
  const columns: readonly Column<TableRow[T]>[] = COLUMNS[table];
  return columns
    .map((column) => ({ column, text: column.text(row, context) }))
    .filter(({ text }) => text !== '')
    .map(({ column, text }) => (column.part === 'key' ? text : `${column.head} ${text}`))
    .join(' ');
}
