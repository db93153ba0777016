import type { DeviceId } from '../../../lab/names.ts';
import type { Route } from '../../../lab/tables.ts';
import type { Prefix } from './prefix.ts';

/** Which rows of a routing table are asked for; null: whatever it is. */
export interface RouteFilter {
  /** Null: all tables. */
  readonly table: Route['table'] | null;
  readonly proto: string | null;
  readonly scope: string | null;
  readonly type: string | null;
  readonly dev: DeviceId | null;
  readonly metric: number | null;
  readonly via: Prefix | null;
  readonly src: Prefix | null;
  /** Rows inside of it, and rows that it is inside of. */
  readonly root: Prefix | null;
  readonly match: Prefix | null;
  readonly cached: boolean;
  /** Asks for what no row of the lab has: a mark, a TOS, an incoming device. */
  readonly none: boolean;
}
