import { must } from '../base/assert.ts';
import type { NetnsName } from '../lab/names.ts';
import { ROW_KEY, TABLE_NAMES } from '../lab/tables.ts';
import type { Delta, IpcacheRow, Route, TableName, TableRow, Tables } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import { LpmIndex } from './lpm.ts';

type Maps = { [T in TableName]: ReadonlyMap<string, TableRow[T]> };

interface Room {
  readonly maps: Maps;
  /** Tables that are this room's own copy; the others still are the world's. */
  readonly owned: Set<TableName>;
  routes: Map<Route['table'], LpmIndex<Route>> | null;
  ipcache: LpmIndex<IpcacheRow> | null;
}

/** A change that a program or the kernel wants: the row to put, or the key to take away. */
export type Write = {
  [T in TableName]: { readonly table: T } & ({ readonly row: TableRow[T] } | { readonly remove: string });
}[TableName];

/** All tables of all namespaces as they are now. Changed only through `apply`, so that the deltas hide nothing. */
export class State {
  readonly #world: World;
  readonly #rooms = new Map<NetnsName, Room>();

  constructor(world: World) {
    this.#world = world;
  }

  #room(netns: NetnsName): Room {
    const known = this.#rooms.get(netns);
    if (known) return known;
    const start: Tables = must(this.#world.netns.get(netns), `namespace ${netns}`).tables;
    const room: Room = { maps: { ...start }, owned: new Set(), routes: null, ipcache: null };
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
    const room = this.#room(netns);
    if (!room.routes) {
      const groups = new Map<Route['table'], Route[]>();
      for (const route of room.maps.routes.values()) {
        const group = groups.get(route.table);
        if (group) group.push(route);
        else groups.set(route.table, [route]);
      }
      room.routes = new Map();
      for (const [name, rows] of groups) room.routes.set(name, new LpmIndex(rows, (r) => r.dst));
    }
    return room.routes.get(table) ?? null;
  }

  ipcache(netns: NetnsName): LpmIndex<IpcacheRow> {
    const room = this.#room(netns);
    room.ipcache ??= new LpmIndex(room.maps.cilium_ipcache_v2.values(), (r) => r.prefix);
    return room.ipcache;
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
    if (table === 'routes') room.routes = null;
    if (table === 'cilium_ipcache_v2') room.ipcache = null;
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
