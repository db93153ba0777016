import { deviceName } from '../lab/names.ts';
import { ctKey, type TableName, type TableRow } from '../lab/tables.ts';
import { eventsOf } from '../trace/by-packet.ts';
import type { EventId, Read, TraceEvent } from '../trace/events.ts';
import { rowsMet } from '../trace/rows-met.ts';
import { prefixLength } from '../wire/address.ts';
import type { TraceOnStage } from './place-of.ts';

/** The short names of tables in this trade; the full one is in the tooltip. */
export const TABLE_SHORT: { readonly [T in TableName]: string } = {
  routes: 'FIB',
  rules: 'rule',
  neigh: 'neigh',
  pmtu: 'PMTU',
  sockets: 'socket',
  cilium_lxc: 'lxc',
  cilium_ipcache_v2: 'ipcache',
  cilium_lb4_services_v2: 'LB',
  cilium_lb4_backends_v3: 'backend',
  cilium_lb4_reverse_nat: 'revNAT',
  cilium_lb4_reverse_sk: 'revSK',
  cilium_ct4_global: 'CT',
  cilium_ct_any4_global: 'CT',
  cilium_snat_v4_external: 'SNAT',
  cilium_policy_v2: 'policy',
};

/** What a reader wants to know first of a lookup's answer. */
const RANK: readonly TableName[] = [
  'routes',
  'cilium_ipcache_v2',
  'cilium_lb4_backends_v3',
  'cilium_lb4_services_v2',
  'cilium_lxc',
  'cilium_snat_v4_external',
  'cilium_policy_v2',
  'cilium_ct4_global',
  'cilium_ct_any4_global',
];

const ROW_TEXT: { readonly [T in TableName]: (row: TableRow[T]) => string } = {
  routes: routeText,
  rules: (row) => `from ${row.from ?? 'all'} lookup ${row.table}`,
  neigh: (row) => `${row.ip} ${row.mac ?? row.state}`,
  pmtu: (row) => `${row.dst} mtu ${row.mtu}`,
  sockets: (row) => `${row.state} ${row.local}:${row.localPort}`,
  cilium_lxc: (row) => (row.host ? `${row.ip} HOST` : `${row.ip} ep ${row.lxcId}`),
  cilium_ipcache_v2: (row) => `id ${row.identity}${row.hasTunnelEp ? ` · ${row.tunnelEndpoint}` : ''}`,
  cilium_lb4_services_v2: (row) =>
    row.slot === 0 ? `${row.address}:${row.port} x${row.count}` : `slot ${row.slot} -> backend ${row.backendId}`,
  cilium_lb4_backends_v3: (row) => `${row.address}:${row.port}`,
  cilium_lb4_reverse_nat: (row) => `${row.address}:${row.port}`,
  cilium_lb4_reverse_sk: (row) => `${row.service}:${row.servicePort}`,
  cilium_ct4_global: flowText,
  cilium_ct_any4_global: flowText,
  cilium_snat_v4_external: (row) => `-> ${row.toAddr}:${row.toPort}`,
  cilium_policy_v2: (row) =>
    `${row.direction} ${row.deny ? 'deny' : 'allow'} ${row.identity === 0 ? 'any' : `id ${row.identity}`}`,
};

function flowText(row: TableRow['cilium_ct4_global']): string {
  return ctKey(row);
}

export function routeText(row: TableRow['routes']): string {
  const dst = prefixLength(row.dst) === 0 ? 'default' : row.dst;
  const via = row.via === null ? '' : ` via ${row.via}`;
  return `${dst}${via} ${row.dev === null ? row.type : deviceName(row.dev)}`;
}

export interface ReadLine {
  readonly table: TableName;
  readonly short: string;
  readonly text: string;
  readonly hit: boolean;
}

export function readsOf(event: TraceEvent): readonly Read[] {
  return event.kind === 'hook' || event.kind === 'route' || event.kind === 'neigh' ? event.reads : [];
}

/** The lookups of an event in one line each, the most telling first; misses come last. */
export function readLines(trace: TraceOnStage, event: TraceEvent, max: number): readonly ReadLine[] {
  const lines = readsOf(event).map((read): ReadLine & { rank: number } => {
    const rank = RANK.indexOf(read.table);
    const text = read.found === null ? read.query : briefly(rowText(trace, read, event.id));
    return {
      table: read.table,
      short: TABLE_SHORT[read.table],
      text,
      hit: read.found !== null,
      rank: rank < 0 ? 99 : rank,
    };
  });
  return lines.toSorted((a, b) => Number(b.hit) - Number(a.hit) || a.rank - b.rank).slice(0, max);
}

/** Without the next hop's address: the device says enough on a narrow slip. */
function briefly(text: string): string {
  return text.replace(/ via \S+/, ' dev');
}

/** The row that a lookup found, in a few words; its key where there is nothing better to say. */
export function rowText(trace: TraceOnStage, read: Read, event: EventId): string {
  if (read.found === null) return '';
  const row = rowsMet(trace, read.netns, read.table, event).get(read.found);
  const text = ROW_TEXT[read.table] as (value: unknown) => string;
  return row === undefined ? read.found : text(row);
}

/**
 * Position of the lookup that chose the way, -1 where none did: the last in the routing table; else the row of ipcache whose
 * tunnel endpoint the program took; else the local endpoint that it delivers to.
 */
export function wayRead(trace: TraceOnStage, event: TraceEvent): number {
  const reads = readsOf(event);
  const route = reads.findLastIndex((read) => read.table === 'routes');
  if (route >= 0 || event.kind !== 'hook') return route;
  const remote = event.notes.find((note) => note.kind === 'tunnel')?.remote;
  const tunnel = reads.findLastIndex(
    (read) => found(trace, read, 'cilium_ipcache_v2', event)?.tunnelEndpoint === remote,
  );
  if (remote !== undefined && tunnel >= 0) return tunnel;
  const delivers = event.verdict.kind === 'policy' || event.verdict.kind === 'redirect';
  return delivers ? reads.findLastIndex((read) => found(trace, read, 'cilium_lxc', event)?.host === false) : -1;
}

function found<T extends TableName>(
  trace: TraceOnStage,
  read: Read,
  table: T,
  event: TraceEvent,
): TableRow[T] | undefined {
  return read.table === table && read.found !== null
    ? rowsMet(trace, read.netns, table, event.id).get(read.found)
    : undefined;
}

/** Position of the lookup to look at first: the one that chose the way, else a hit in the table that says most. -1 without any. */
export function tellingRead(trace: TraceOnStage, event: TraceEvent): number {
  const way = wayRead(trace, event);
  if (way >= 0) return way;
  const ranks = readsOf(event).map((read) => {
    const rank = RANK.indexOf(read.table);
    return (rank < 0 ? RANK.length : rank) + (read.found === null ? 2 * RANK.length : 0);
  });
  return ranks.indexOf(Math.min(...ranks));
}

/**
 * The event itself if it looks anything up; else the last one before it that chose this packet's way, or without such a one
 * the last that looked anything up. Null: nothing was ever looked up for it.
 */
export function lastLookup(trace: TraceOnStage, event: TraceEvent): TraceEvent | null {
  if (readsOf(event).length > 0) return event;
  if (event.packet === null) return null;
  const earlier = eventsOf(trace, event.packet).filter((other) => other.id <= event.id && readsOf(other).length > 0);
  return earlier.findLast((other) => wayRead(trace, other) >= 0) ?? earlier.at(-1) ?? null;
}
