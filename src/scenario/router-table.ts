import { checkStaticRoutes } from '../lab/check-machines.ts';
import { Fields } from '../lab/fields.ts';
import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import { parseStaticRoutes } from '../lab/parse-static-routes.ts';
import { Findings, type LabProblem } from '../lab/problems.ts';
import { parseStaticRoute } from '../lab/static-route.ts';
import type { World } from '../lab/world.ts';
import { cidrHas, type Cidr } from '../wire/address.ts';
import { addressOf, type Ask } from './ask.ts';

/** Nobody types in more than this by hand, and a link holds no more. */
export const MOST_ROUTES = 8;

/** A route to the pods of a node, as a person would type it in. */
export interface PodRoute {
  readonly node: NetnsName;
  readonly prefix: Cidr;
  readonly spec: string;
}

export function podRoutes(world: World): readonly PodRoute[] {
  return world.nodes.map(({ name, podCIDR, ip }) => ({ node: name, prefix: podCIDR, spec: `${podCIDR} via ${ip}` }));
}

/** What a person has done to the router: the choice as a list, whichever way it was made. */
export interface HandTable {
  readonly routes: readonly string[];
  readonly defaultRoute: boolean;
}

export function handTable(world: World, ask: Ask): HandTable {
  const own = world.file.router;
  const defaultRoute = own?.defaultRoute ?? false;
  // A preset leaves out what the file has a route of its own to (variant.ts podRoutesOf).
  const free = podRoutes(world).filter(
    ({ prefix }) => own === null || !own.staticRoutes.some((spec) => spec.trim().split(/\s+/).includes(prefix)),
  );
  switch (ask.router) {
    case 'lab':
      return { routes: [], defaultRoute };
    case 'no-default':
      return { routes: [], defaultRoute: false };
    case 'static':
      return { routes: free.map(({ spec }) => spec), defaultRoute };
    case 'static-dst': {
      const address = addressOf(world, ask.to);
      const wanted = free.filter(({ prefix }) => address !== null && cidrHas(prefix, address));
      return { routes: wanted.map(({ spec }) => spec), defaultRoute };
    }
    case 'custom':
      return { routes: ask.routes, defaultRoute: ask.defaultRoute };
  }
}

/** The ask with another table of the router's: by the name of the choice that makes the same, if there is one. */
export function withTable(world: World, table: HandTable): Pick<Ask, 'router' | 'routes' | 'defaultRoute'> {
  const usual = world.file.router?.defaultRoute ?? false;
  const preset = (router: Ask['router']) => ({ router, routes: [], defaultRoute: true });
  if (table.routes.length === 0 && table.defaultRoute === usual) return preset('lab');
  if (table.routes.length === 0 && !table.defaultRoute) return preset('no-default');
  return { router: 'custom', routes: table.routes, defaultRoute: table.defaultRoute };
}

/** The table with one more route in it; one that is there already changes nothing. */
export function withRoute(table: HandTable, ...specs: readonly string[]): HandTable {
  const fresh = specs.filter((spec) => !table.routes.includes(spec));
  return fresh.length === 0 ? table : { ...table, routes: [...table.routes, ...fresh] };
}

export function withoutRoute(table: HandTable, spec: string): HandTable {
  return { ...table, routes: table.routes.filter((other) => other !== spec) };
}

/** One space between words, as routes are kept and compared. */
export function routeSpec(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}

/** What the lab's own parser and checks say about routes that were added to the router's; none: they are fine. */
export function routeProblems(file: LabFile, routes: readonly string[]): readonly LabProblem[] {
  const { router } = file;
  const found = new Findings();
  parseStaticRoutes(new Fields({ static_routes: routes }, 'router', found, ['static_routes']));
  if (router === null || found.problems.length > 0) return found.problems;
  checkStaticRoutes([], { ...router, staticRoutes: [...router.staticRoutes, ...routes] }, found);
  if (routes.length > MOST_ROUTES) {
    found.problem('', 'too-many', { what: 'static routes', count: routes.length, limit: MOST_ROUTES });
  }
  return found.problems;
}

/** Where a route leads to, for telling routes apart in a list; null for text that is none. */
export function destinationOf(spec: string): Cidr | null {
  const read = parseStaticRoute(spec);
  return read.ok ? read.route.dst : null;
}
