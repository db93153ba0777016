import type { Cidr, Ipv4Addr, Mac } from '../wire/address.ts';
import type { DeviceId, EndpointId, Identity, Nanos, NetnsName } from './names.ts';

/** One row of a kernel routing table, as `ip route` would print it. */
export interface Route {
  readonly table: 'main' | 'local' | number;
  readonly type: 'unicast' | 'local' | 'broadcast' | 'unreachable' | 'prohibit' | 'blackhole';
  readonly dst: Cidr;
  readonly via: Ipv4Addr | null;
  readonly dev: DeviceId | null;
  /** Preferred source address. */
  readonly src: Ipv4Addr | null;
  readonly metric: number;
  readonly proto: 'kernel' | 'dhcp' | 'static' | 'bgp' | 'boot';
  readonly scope: 'global' | 'link' | 'host';
  readonly mtu: number | null;
  /** Lightweight tunnel: `encap ip id VNI dst REMOTE`. */
  readonly encap: { readonly id: number; readonly dst: Ipv4Addr } | null;
}

/** One row of `ip rule`. Rows without `from` and `fwmark` match every packet. */
export interface Rule {
  readonly priority: number;
  readonly from: Cidr | null;
  readonly fwmark: { readonly value: number; readonly mask: number } | null;
  readonly table: Route['table'] | 'default';
}

/** One row of `ip neigh`. */
export interface Neigh {
  readonly ip: Ipv4Addr;
  readonly dev: DeviceId;
  readonly mac: Mac | null;
  readonly state: 'REACHABLE' | 'STALE' | 'PERMANENT' | 'INCOMPLETE' | 'FAILED' | 'NOARP';
}

/** A path MTU exception (`cache expires 598sec mtu 1400`), learnt from ICMP fragmentation needed. */
export interface PmtuException {
  readonly dst: Ipv4Addr;
  readonly mtu: number;
  readonly expires: Nanos;
}

/** cilium_lxc: bpf/lib/common.h struct endpoint_info. `flags` HOST means an address of this node. */
export interface LxcRow {
  readonly ip: Ipv4Addr;
  readonly ifindex: number;
  readonly lxcId: EndpointId;
  readonly secId: Identity;
  readonly host: boolean;
  readonly mac: Mac | null;
  readonly nodeMac: Mac | null;
  readonly parentIfindex: number;
}

/** cilium_ipcache_v2: bpf/lib/eps.h struct remote_endpoint_info. */
export interface IpcacheRow {
  readonly prefix: Cidr;
  readonly identity: Identity;
  readonly encryptKey: number;
  readonly tunnelEndpoint: Ipv4Addr;
  readonly skipTunnel: boolean;
  /** Printed as flags=hastunnel. */
  readonly hasTunnelEp: boolean;
}

export type L4Proto = 'TCP' | 'UDP' | 'ICMP';

/** cilium_lb4_services_v2. Slot 0 holds the count, slot n names a backend. */
export interface LbServiceRow {
  readonly address: Ipv4Addr;
  readonly port: number;
  readonly proto: 'TCP' | 'UDP';
  readonly slot: number;
  readonly count: number;
  readonly backendId: number;
  readonly revNat: number;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
}

/** cilium_lb4_backends_v3. */
export interface LbBackendRow {
  readonly id: number;
  readonly address: Ipv4Addr;
  readonly port: number;
  readonly proto: 'TCP' | 'UDP';
}

/** cilium_lb4_reverse_nat. */
export interface LbReverseNatRow {
  readonly revNat: number;
  readonly address: Ipv4Addr;
  readonly port: number;
}

/** cilium_lb4_reverse_sk: written by the socket programs, deleted when the socket is released. */
export interface ReverseSkRow {
  readonly cookie: number;
  readonly backend: Ipv4Addr;
  readonly backendPort: number;
  readonly service: Ipv4Addr;
  readonly servicePort: number;
  readonly revNat: number;
}

/** cilium_ct4_global (TCP) and cilium_ct_any4_global (UDP, ICMP, related): bpf/lib/common.h struct ct_entry. */
export interface CtRow {
  readonly proto: L4Proto;
  readonly dir: 'OUT' | 'IN' | 'SVC';
  readonly src: Ipv4Addr;
  readonly srcPort: number;
  readonly dst: Ipv4Addr;
  readonly dstPort: number;
  readonly related: boolean;
  readonly expires: Nanos;
  readonly revNat: number;
  readonly srcSecId: Identity;
  readonly backendId: number;
  readonly rxClosing: boolean;
  readonly txClosing: boolean;
  readonly seenNonSyn: boolean;
  readonly fromTunnel: boolean;
  readonly nodePort: boolean;
  /** TCP flag bits seen in each direction since the last report. */
  readonly rxFlagsSeen: number;
  readonly txFlagsSeen: number;
  readonly lastRxReport: Nanos;
  readonly lastTxReport: Nanos;
}

/** cilium_snat_v4_external: two rows per mapping. */
export interface SnatRow {
  readonly proto: L4Proto;
  readonly dir: 'OUT' | 'IN';
  readonly src: Ipv4Addr;
  readonly srcPort: number;
  readonly dst: Ipv4Addr;
  readonly dstPort: number;
  readonly toAddr: Ipv4Addr;
  readonly toPort: number;
  readonly created: Nanos;
}

/** cilium_policy_v2_<endpoint>: LPM over identity (0 = any), direction, protocol, port. */
export interface PolicyRow {
  readonly endpoint: EndpointId;
  readonly direction: 'Ingress' | 'Egress';
  readonly identity: Identity;
  readonly proto: L4Proto | 'ANY';
  readonly port: number;
  readonly deny: boolean;
  readonly proxyPort: number;
}

/** A kernel socket that listens or is connected, as `ss` shows it. */
export interface SocketRow {
  readonly cookie: number;
  readonly proto: L4Proto;
  readonly local: Ipv4Addr;
  readonly localPort: number;
  readonly peer: Ipv4Addr | null;
  readonly peerPort: number;
  readonly state: string;
  readonly process: string;
}

/** Every table that a trace can show as it was at any event. Kernel tables and Cilium maps alike, per namespace. */
export interface TableRow {
  routes: Route;
  rules: Rule;
  neigh: Neigh;
  pmtu: PmtuException;
  sockets: SocketRow;
  cilium_lxc: LxcRow;
  cilium_ipcache_v2: IpcacheRow;
  cilium_lb4_services_v2: LbServiceRow;
  cilium_lb4_backends_v3: LbBackendRow;
  cilium_lb4_reverse_nat: LbReverseNatRow;
  cilium_lb4_reverse_sk: ReverseSkRow;
  cilium_ct4_global: CtRow;
  cilium_ct_any4_global: CtRow;
  cilium_snat_v4_external: SnatRow;
  cilium_policy_v2: PolicyRow;
}
export type TableName = keyof TableRow;

/** The key of a conntrack row: proto, direction and both ends, as `cilium-dbg bpf ct list global` begins its lines. */
export function ctKey(r: Pick<CtRow, 'proto' | 'dir' | 'src' | 'srcPort' | 'dst' | 'dstPort' | 'related'>): string {
  return `${r.proto} ${r.dir} ${r.src}:${r.srcPort} -> ${r.dst}:${r.dstPort}${r.related ? ' related' : ''}`;
}

function routeKey(r: Route): string {
  const table = r.table === 'main' ? '' : ` table ${r.table}`;
  return `${r.dst}${r.metric === 0 ? '' : ` metric ${r.metric}`}${table}`;
}

/** The key of a row in its table: unique there, and readable in a golden file. */
export const ROW_KEY: { readonly [T in TableName]: (row: TableRow[T]) => string } = {
  routes: routeKey,
  rules: (r) => `${r.priority}:${r.from ?? 'all'}:${r.table}`,
  neigh: (r) => `${r.ip} ${r.dev}`,
  pmtu: (r) => r.dst,
  sockets: (r) => `${r.cookie}`,
  cilium_lxc: (r) => r.ip,
  cilium_ipcache_v2: (r) => r.prefix,
  cilium_lb4_services_v2: (r) => `${r.address}:${r.port}/${r.proto} (${r.slot})`,
  cilium_lb4_backends_v3: (r) => `${r.id}`,
  cilium_lb4_reverse_nat: (r) => `${r.revNat}`,
  cilium_lb4_reverse_sk: (r) => `${r.cookie} ${r.backend}:${r.backendPort}`,
  cilium_ct4_global: ctKey,
  cilium_ct_any4_global: ctKey,
  cilium_snat_v4_external: (r) => `${r.proto} ${r.dir} ${r.src}:${r.srcPort} -> ${r.dst}:${r.dstPort}`,
  cilium_policy_v2: (r) => `${r.endpoint} ${r.direction} ${r.identity} ${r.proto}/${r.port}`,
};

export const TABLE_NAMES = Object.keys(ROW_KEY) as readonly TableName[];

/** The tables of one namespace: rows by their key, in insertion order. */
export type Tables = { readonly [T in TableName]: ReadonlyMap<string, TableRow[T]> };

/** One row that changed: before null means added, after null means deleted. */
export type Delta = {
  [T in TableName]: {
    readonly netns: NetnsName;
    readonly table: T;
    readonly key: string;
    readonly before: TableRow[T] | null;
    readonly after: TableRow[T] | null;
  };
}[TableName];

/** Tables with nothing in them. */
export function emptyTables(): { [T in TableName]: Map<string, TableRow[T]> } {
  const tables: Partial<Record<TableName, Map<string, unknown>>> = {};
  for (const name of TABLE_NAMES) tables[name] = new Map();
  return tables as { [T in TableName]: Map<string, TableRow[T]> };
}
