import { deviceName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { Candidate, Contest } from '../trace/contest.ts';
import type { FieldName, KeyField } from '../trace/key-fields.ts';

type ByPrefix<R> = Extract<Contest<R>, { kind: 'prefix' }>;

/** The winner first, then rows that matched, then those that share most bits; rows of table local last among these. */
export function contestRanked<R>({ candidates }: ByPrefix<R>): readonly Candidate<R>[] {
  return candidates
    .map((candidate) => ({ candidate, rank: rankOf(candidate) }))
    .toSorted((a, b) => a.rank - b.rank || b.candidate.common - a.candidate.common)
    .map(({ candidate }) => candidate);
}

function rankOf({ fate, key }: Candidate<unknown>): number {
  switch (fate.kind) {
    case 'won':
      return 0;
    case 'shorter':
    case 'metric':
      return 1;
    case 'later-table':
      return 2;
    case 'mismatch':
      return key.endsWith(' table local') ? 4 : 3;
  }
}

/** Where a row of a longest-prefix table leads, in a few words. */
export function targetText(table: TableName, row: TableRow[TableName]): string {
  if (table === 'routes' && 'dst' in row && 'via' in row) {
    const via = row.via === null ? '' : `via ${row.via} `;
    return `${via}${row.dev === null ? row.type : deviceName(row.dev)}`;
  }
  if (table === 'cilium_ipcache_v2' && 'tunnelEndpoint' in row)
    return `identity=${row.identity}${row.hasTunnelEp ? ` tunnelendpoint=${row.tunnelEndpoint}` : ''}`;
  return '';
}

const FLOW: readonly (readonly FieldName[])[] = [
  ['proto', 'direction', 'kind'],
  ['source', 'source-port'],
  ['destination', 'destination-port'],
];

/** The fields of a key as columns: an address with its port, and without the endpoint, whose map it is. */
export function fieldGroups(table: TableName, asked: readonly KeyField[]): readonly (readonly FieldName[])[] {
  if (asked.some(({ name }) => name === 'source-port')) return FLOW;
  return asked.filter(({ name }) => table !== 'cilium_policy_v2' || name !== 'endpoint').map(({ name }) => [name]);
}

/** A part of a row's key as it is read: the port that a policy leaves open is ANY, as its tool prints it. */
export function fieldText(table: TableName, { name, value }: KeyField): string {
  if (name.endsWith('-port')) return `:${value}`;
  return table === 'cilium_policy_v2' && name === 'port' && value === '0' ? 'ANY' : value;
}
