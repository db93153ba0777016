import type { TableName } from '../lab/tables.ts';
import { commonBits, parseIpv4 } from '../wire/address.ts';
import { keyFields, type FieldName, type KeyField } from './key-fields.ts';

/** How one row fared against a key. */
export type KeyFate =
  | { readonly kind: 'won' }
  /** These parts of the key are not what was asked for. One is enough to be another row. */
  | { readonly kind: 'differs'; readonly fields: readonly FieldName[] }
  /** It holds for the packet as well, but the winner's key fixes so many bits more (protocol 8, port 16). */
  | { readonly kind: 'shorter'; readonly by: number };

export interface KeyCandidate<R> {
  readonly key: string;
  readonly row: R;
  readonly fields: readonly KeyField[];
  readonly fate: KeyFate;
}

export interface KeyContest<R> {
  /** `policy` is a trie with wildcards, `exact` a hash table. */
  readonly kind: 'exact' | 'policy';
  readonly query: string;
  readonly asked: readonly KeyField[];
  /** The winner first, then those that came closest. */
  readonly candidates: readonly KeyCandidate<R>[];
  readonly winner: KeyCandidate<R> | null;
}

/** A lookup in a hash table: all of the key or nothing. */
export function exactContest<R>(rows: ReadonlyMap<string, R>, table: TableName, query: string): KeyContest<R> {
  const asked = keyFields(table, query);
  const entries = [...rows].map(([key, row]): KeyCandidate<R> => {
    const fields = keyFields(table, key);
    const differing = differences(asked, fields);
    return {
      key,
      row,
      fields,
      fate: differing.length === 0 ? { kind: 'won' } : { kind: 'differs', fields: differing },
    };
  });
  return contest('exact', query, asked, entries);
}

/**
 * One lookup in cilium_policy_v2_<endpoint> (bpf/lib/policy.h __policy_can_access): an LPM trie whose prefix covers
 * direction and identity always, then the protocol (8 bits), then the port (16 bits). The longest that fits wins.
 * Rows of other endpoints are other maps and take no part.
 */
export function policyContest<R>(rows: ReadonlyMap<string, R>, query: string): KeyContest<R> {
  const asked = keyFields('cilium_policy_v2', query);
  const own = [...rows]
    .map(([key, row]) => ({ key, row, fields: keyFields('cilium_policy_v2', key) }))
    .filter(({ fields }) => valueOf(fields, 'endpoint') === valueOf(asked, 'endpoint'))
    .map((entry) => ({ ...entry, bits: policyBits(entry.fields), differing: policyDifferences(asked, entry.fields) }));
  const best = Math.max(-1, ...own.filter(({ differing }) => differing.length === 0).map(({ bits }) => bits));
  const entries = own.map(({ key, row, fields, bits, differing }): KeyCandidate<R> => {
    if (differing.length > 0) return { key, row, fields, fate: { kind: 'differs', fields: differing } };
    return { key, row, fields, fate: bits === best ? { kind: 'won' } : { kind: 'shorter', by: best - bits } };
  });
  return contest('policy', query, asked, entries);
}

function contest<R>(
  kind: KeyContest<R>['kind'],
  query: string,
  asked: readonly KeyField[],
  entries: readonly KeyCandidate<R>[],
): KeyContest<R> {
  const ranked = entries.map((entry, order) => ({ entry, order, far: distance(entry), near: nearness(asked, entry) }));
  const candidates = ranked
    .toSorted((a, b) => a.far - b.far || b.near - a.near || a.order - b.order)
    .map(({ entry }) => entry);
  return { kind, query, asked, candidates, winner: candidates.find(({ fate }) => fate.kind === 'won') ?? null };
}

/** Winner, then rows that hold as well, then by how many fields are not right. */
function distance({ fate }: KeyCandidate<unknown>): number {
  return fate.kind === 'won' ? -2 : fate.kind === 'shorter' ? -1 : fate.fields.length;
}

/** Bits that the addresses of both share: among equals the neighbour is shown first. */
function nearness(asked: readonly KeyField[], { fields }: KeyCandidate<unknown>): number {
  let bits = 0;
  for (const field of fields) {
    const mine = parseIpv4(valueOf(asked, field.name) ?? '');
    const its = mine === null ? null : parseIpv4(field.value);
    if (mine !== null && its !== null) bits += commonBits(mine, its);
  }
  return bits;
}

function valueOf(fields: readonly KeyField[], name: FieldName): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}

/** A part that was not asked for (a neighbour's device) is no difference; one that only one of them has otherwise is. */
function differences(asked: readonly KeyField[], fields: readonly KeyField[]): readonly FieldName[] {
  const differing = fields.filter(({ name, value }) => {
    const wanted = valueOf(asked, name);
    return wanted === undefined ? name === 'kind' : wanted !== value;
  });
  const absent = asked.filter(({ name }) => name === 'kind' && valueOf(fields, name) === undefined);
  return [...differing, ...absent].map(({ name }) => name);
}

/** Wildcards: protocol ANY, port 0. */
function policyDifferences(asked: readonly KeyField[], fields: readonly KeyField[]): readonly FieldName[] {
  return differences(asked, fields).filter((name) => {
    const value = valueOf(fields, name);
    return !((name === 'proto' && value === 'ANY') || (name === 'port' && value === '0'));
  });
}

/** Bits of the key that count beyond direction and identity: what `bpf policy get` prints as PREFIX. */
export function policyBits(fields: readonly KeyField[]): number {
  if (valueOf(fields, 'proto') === 'ANY') return 0;
  return valueOf(fields, 'port') === '0' ? 8 : 24;
}
