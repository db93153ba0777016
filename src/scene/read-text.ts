import { deviceName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { EventId, Read, TraceEvent } from '../trace/events.ts';
import { tableAt } from '../trace/state-at.ts';
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

const ROW_TEXT: { readonly [T in TableName]?: (row: TableRow[T]) => string } = {
  routes: routeText,
  neigh: (row) => `${row.ip} ${row.mac ?? row.state}`,
  cilium_lxc: (row) => (row.host ? `${row.ip} HOST` : `${row.ip} ep ${row.lxcId}`),
  cilium_ipcache_v2: (row) => `id ${row.identity}${row.hasTunnelEp ? ` · ${row.tunnelEndpoint}` : ''}`,
  cilium_lb4_services_v2: (row) => `${row.address}:${row.port} x${row.count}`,
  cilium_lb4_backends_v3: (row) => `${row.address}:${row.port}`,
  cilium_snat_v4_external: (row) => `-> ${row.toAddr}:${row.toPort}`,
  cilium_policy_v2: (row) =>
    `${row.direction} ${row.deny ? 'deny' : 'allow'} ${row.identity === 0 ? 'any' : `id ${row.identity}`}`,
};

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
  const row = tableAt(trace, read.netns, read.table, event).get(read.found);
  const text = ROW_TEXT[read.table] as ((value: unknown) => string) | undefined;
  return row === undefined || text === undefined ? read.found : text(row);
}
