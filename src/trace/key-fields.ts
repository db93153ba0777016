import type { TableName } from '../lab/tables.ts';

/** One part of a key of a map or of a kernel table. */
export type FieldName =
  | 'address'
  | 'device'
  | 'proto'
  | 'direction'
  | 'source'
  | 'source-port'
  | 'destination'
  | 'destination-port'
  | 'kind'
  | 'port'
  | 'slot'
  | 'id'
  | 'cookie'
  | 'endpoint'
  | 'identity'
  | 'priority'
  | 'table';

export interface KeyField {
  readonly name: FieldName;
  readonly value: string;
}

interface Shape {
  readonly pattern: RegExp;
  readonly names: readonly FieldName[];
}

const FLOW: Shape = {
  pattern: /^(\S+) (\S+) ([\d.]+):(\d+) -> ([\d.]+):(\d+)(?: (related))?$/,
  names: ['proto', 'direction', 'source', 'source-port', 'destination', 'destination-port', 'kind'],
};
const ADDRESS: Shape = { pattern: /^(\S+)$/, names: ['address'] };
const COOKIE: Shape = { pattern: /^(\d+)$/, names: ['cookie'] };
const ID: Shape = { pattern: /^(\d+)$/, names: ['id'] };

/** How the keys of ROW_KEY (lab/tables.ts) are read: the fields in the order in which they stand. */
const SHAPES: { readonly [T in TableName]: Shape } = {
  routes: { pattern: /^(\S+)(?: .*)?$/, names: ['address'] },
  rules: { pattern: /^(\d+):(\S+):(\S+)$/, names: ['priority', 'source', 'table'] },
  neigh: { pattern: /^([\d.]+)(?: (?:\S+:)?([^\s:]+))?$/, names: ['address', 'device'] },
  pmtu: ADDRESS,
  sockets: COOKIE,
  cilium_lxc: ADDRESS,
  cilium_ipcache_v2: ADDRESS,
  cilium_lb4_services_v2: {
    pattern: /^([\d.]+):(\d+)\/(\S+) \((\d+)\)$/,
    names: ['address', 'port', 'proto', 'slot'],
  },
  cilium_lb4_backends_v3: ID,
  cilium_lb4_reverse_nat: ID,
  cilium_lb4_reverse_sk: { pattern: /^(\d+) ([\d.]+):(\d+)$/, names: ['cookie', 'address', 'port'] },
  cilium_ct4_global: FLOW,
  cilium_ct_any4_global: FLOW,
  cilium_snat_v4_external: FLOW,
  cilium_policy_v2: {
    pattern: /^(\d+) (\S+) (\d+) (\S+)\/(\d+)$/,
    names: ['endpoint', 'direction', 'identity', 'proto', 'port'],
  },
};

/**
 * A key, taken apart; the same for what was asked for and for the rows. A part that is left out (the device of a
 * neighbour that was asked for by its address only) has no field. Text that is no key of the table is one field.
 */
export function keyFields(table: TableName, key: string): readonly KeyField[] {
  const { pattern, names } = SHAPES[table];
  const parts = pattern.exec(key);
  if (parts === null) return [{ name: names[0] ?? 'address', value: key }];
  return names.flatMap((name, i) => {
    const value = parts[i + 1];
    return value === undefined ? [] : [{ name, value }];
  });
}
