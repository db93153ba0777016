import type { NetnsName } from '../lab/names.ts';
import { ROW_KEY, TABLE_NAMES } from '../lab/tables.ts';
import type { Delta, IpcacheRow, Route, Rule, TableName, TableRow, Tables } from '../lab/tables.ts';
import { LpmIndex } from './lpm.ts';

type Maps = { [T in TableName]: ReadonlyMap<string, TableRow[T]> };

interface Room {
  readonly maps: Maps;
  /** Tables that are this room's own copy; the others still are the world's. */
  readonly owned: Set<TableName>;
}

type RouteIndex = ReadonlyMap<Route['table'], LpmIndex<Route>>;

/** Indexes of tables, kept as long as the table itself: a table of the world at t = 0 serves every run of it. */
const routeIndexes = new WeakMap<object, RouteIndex>();
const ipcacheIndexes = new WeakMap<object, LpmIndex<IpcacheRow>>();
const ruleOrders = new WeakMap<object, readonly Rule[]>();

function memo<V>(known: WeakMap<object, V>, key: object, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function indexRoutes(rows: Iterable<Route>): RouteIndex {
  const groups = new Map<Route['table'], Route[]>();
  for (const route of rows) {
    const group = groups.get(route.table);
    if (group) group.push(route);
    else groups.set(route.table, [route]);
  }
  return new Map([...groups].map(([name, routes]) => [name, new LpmIndex(routes, (r) => r.dst)]));
}

/** A change that a program or the kernel wants: the row to put, or the key to take away. */
export type Write = {
  [T in TableName]: { readonly table: T } & ({ readonly row: TableRow[T] } | { readonly remove: string });
}[TableName];

/** All tables of all namespaces as they are now. Changed only through `apply`, so that the deltas hide nothing. */
export class State {
  readonly #start: (netns: NetnsName) => Tables;
  readonly #rooms = new Map<NetnsName, Room>();

  /** `start` knows the tables of every namespace at t = 0. */
  constructor(start: (netns: NetnsName) => Tables) {
    this.#start = start;
  }

  #room(netns: NetnsName): Room {
    const known = this.#rooms.get(netns);
    if (known) return known;
    const room: Room = { maps: { ...this.#start(netns) }, owned: new Set() };
    this.#rooms.set(netns, room);
    return room;
  }

  table<T extends TableName>(netns: NetnsName, table: T): ReadonlyMap<string, TableRow[T]> {
    return this.#room(netns).maps[table];
  }

  row<T extends TableName>(netns: NetnsName, table: T, key: string): TableRow[T] | null {
    return this.#room(netns).maps[table].get(key) ?? null;
  }

  routes(netns: NetnsName, table: Route['table']): LpmIndex<Route> | null {
    const rows = this.#room(netns).maps.routes;
    return memo(routeIndexes, rows, () => indexRoutes(rows.values())).get(table) ?? null;
  }

  ipcache(netns: NetnsName): LpmIndex<IpcacheRow> {
    const rows = this.#room(netns).maps.cilium_ipcache_v2;
    return memo(ipcacheIndexes, rows, () => new LpmIndex(rows.values(), (r) => r.prefix));
  }

  /** The rules of `ip rule`, in order of priority. */
  rules(netns: NetnsName): readonly Rule[] {
    const { rules } = this.#room(netns).maps;
    return memo(ruleOrders, rules, () => [...rules.values()].sort((a, b) => a.priority - b.priority));
  }

  /** Carries a change out and returns it as the trace records it; null when it changes nothing. */
  apply(netns: NetnsName, write: Write): Delta | null {
    const room = this.#room(netns);
    const { table } = write;
    const after = 'row' in write ? write.row : null;
    const key = 'row' in write ? (ROW_KEY[table] as (row: unknown) => string)(write.row) : write.remove;
    const maps = room.maps as Record<TableName, ReadonlyMap<string, unknown>>;
    const before = maps[table].get(key) ?? null;
    if (before === after) return null;
    if (!room.owned.has(table)) {
      room.owned.add(table);
      maps[table] = new Map(maps[table]);
    }
    const rows = maps[table] as Map<string, unknown>;
    if (after === null) rows.delete(key);
    else rows.set(key, after);
    if (table === 'routes') routeIndexes.delete(rows);
    if (table === 'cilium_ipcache_v2') ipcacheIndexes.delete(rows);
    if (table === 'rules') ruleOrders.delete(rows);
    return { netns, table, key, before, after } as Delta;
  }

  /** A copy of every table that was touched, for the proof that the deltas tell everything. */
  final(): ReadonlyMap<NetnsName, Tables> {
    const out = new Map<NetnsName, Tables>();
    for (const [name, room] of this.#rooms) {
      const copy: Partial<Record<TableName, ReadonlyMap<string, unknown>>> = {};
      for (const table of TABLE_NAMES) copy[table] = new Map(room.maps[table] as ReadonlyMap<string, unknown>);
      out.set(name, copy as Tables);
    }
    return out;
  }
}
