import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { APPS, type Ask, destinationText, parseDestination, ROUTERS, ROUTINGS, sourcesOf } from './ask.ts';
import { allowedCount, COUNTS, usualCount } from './count.ts';
import { allowedSize, PMTUDISC } from './ping-size.ts';
import { MOST_ROUTES, routeProblems, routeSpec } from './router-table.ts';
import { positionOf, SWITCHES, type Switches, type SwitchName, turned } from './switches.ts';

/** The switches as links name them: Helm's words without their dots. */
const SWITCH_KEYS: { readonly [S in SwitchName]: string } = {
  socketLB: 'p.socketlb',
  hostRouting: 'p.hostrouting',
  bpfMasquerade: 'p.bpfmasquerade',
  endpointRoutes: 'p.endpointroutes',
  autoDirectNodeRoutes: 'p.autodirect',
  monitorAggregation: 'p.aggregation',
  datapath: 'p.datapath',
};

const ROUTE_KEYS = Array.from({ length: MOST_ROUTES }, (_, i) => `p.route.${i + 1}`);

/** As the seed: that of the lab file, though the usual run has another. */
const OF_THE_LAB = 'lab';
/** As the first route: there are none, though the usual run has some. */
const NO_ROUTES = 'none';

/** Every key of a link that says what is run. */
export const ASK_KEYS: readonly string[] = [
  'p.routing',
  'p.src',
  'p.dst',
  'p.app',
  'p.count',
  'p.size',
  'p.pmtudisc',
  'p.router',
  ...ROUTE_KEYS,
  'p.default',
  ...Object.values(SWITCH_KEYS),
  'seed',
];

/** 'PREFIX via GATEWAY' with hyphens for spaces: no link carries a space. */
function routeText(spec: string): string {
  return routeSpec(spec).replaceAll(' ', '-');
}

/** The ask of a link's parameters; what the lab does not have falls back to `usual`, field by field, and is named. */
export function readAsk(
  world: World,
  usual: Ask,
  params: ReadonlyMap<string, string>,
): { readonly ask: Ask; readonly unread: readonly string[] } {
  const unread: string[] = [];
  const pick = <T>(key: string, find: (value: string) => T | null | undefined, otherwise: T): T => {
    const value = params.get(key);
    if (value === undefined) return otherwise;
    const found = find(value);
    if (found === null || found === undefined) unread.push(key);
    return found ?? otherwise;
  };
  const app = pick('p.app', (value) => APPS.find((candidate) => candidate === value), usual.app);
  const router = pick('p.router', (value) => ROUTERS.find((candidate) => candidate === value), usual.router);
  const ask: Ask = {
    from: pick('p.src', (value) => sourcesOf(world).find((name) => name === (value as NetnsName)), usual.from),
    to: pick('p.dst', (value) => parseDestination(world, value), usual.to),
    app,
    routing: pick('p.routing', (value) => ROUTINGS.find((candidate) => candidate === value), usual.routing),
    router,
    routes: router === 'custom' ? readRoutes(world, usual, params, unread) : [],
    defaultRoute: router === 'custom' ? pick('p.default', flag, usualDefault(world, usual)) : true,
    switches: readSwitches(world, usual, params, unread),
    count: readCount(app, usual, params, unread),
    size: pick('p.size', (value) => (app === 'ping' ? sizeOf(value) : null), usual.size),
    pmtudisc: pick(
      'p.pmtudisc',
      (value) => (app === 'ping' ? PMTUDISC.find((candidate) => candidate === value) : null),
      usual.pmtudisc,
    ),
    seed: params.get('seed') === OF_THE_LAB ? null : pick('seed', seedOf, usual.seed),
  };
  return { ask, unread };
}

/** With routes of a reader's own the way out is as in the file, unless the usual run says otherwise. */
function usualDefault(world: World, usual: Ask): boolean {
  return usual.router === 'custom' ? usual.defaultRoute : (world.file.router?.defaultRoute ?? false);
}

function sizeOf(value: string): number | null {
  return /^\d{1,4}$/.test(value) ? allowedSize(Number(value)) : null;
}

function usualCountOf(app: Ask['app'], usual: Ask): number {
  return app === usual.app ? usual.count : usualCount(app);
}

function usualRoutes(usual: Ask): readonly string[] {
  return usual.router === 'custom' ? usual.routes : [];
}

function flag(value: string): boolean | null {
  return value === '1' || value === 'true' ? true : value === '0' || value === 'false' ? false : null;
}

/** 1 to 10 digits that fit a lab's seed. */
function seedOf(value: string): number | null {
  return /^\d{1,10}$/.test(value) && Number(value) <= 0xffffffff ? Number(value) : null;
}

/** Routes that the lab refuses are left out one by one, so that the others still count. */
function readRoutes(
  world: World,
  usual: Ask,
  params: ReadonlyMap<string, string>,
  unread: string[],
): readonly string[] {
  if (!ROUTE_KEYS.some((key) => params.has(key))) return usualRoutes(usual);
  let routes: readonly string[] = [];
  for (const key of ROUTE_KEYS) {
    const value = params.get(key);
    if (value === undefined || value === NO_ROUTES) continue;
    const longer = [...routes, routeSpec(value.replaceAll('-', ' '))];
    if (routeProblems(world.file, longer).length === 0) routes = longer;
    else unread.push(key);
  }
  return routes;
}

function readSwitches(world: World, usual: Ask, params: ReadonlyMap<string, string>, unread: string[]): Switches {
  let { switches } = usual;
  for (const name of SWITCHES) {
    const value = params.get(SWITCH_KEYS[name]);
    if (value === undefined) continue;
    const next = turned(world.file, switches, name, value);
    if (next === null) unread.push(SWITCH_KEYS[name]);
    else switches = next;
  }
  return switches;
}

/** Out of range is clamped, and told. */
function readCount(app: Ask['app'], usual: Ask, params: ReadonlyMap<string, string>, unread: string[]): number {
  const value = params.get('p.count');
  if (value === undefined) return usualCountOf(app, usual);
  const count = /^\d{1,3}$/.test(value) ? Number(value) : null;
  if (count === null || COUNTS[app] === null || allowedCount(app, count) !== count) unread.push('p.count');
  return count === null ? usualCountOf(app, usual) : allowedCount(app, count);
}

/** The pairs of a link that say what is run; what is as in `usual` is left out. */
export function askPairs(world: World, ask: Ask, usual: Ask): readonly [string, string][] {
  const pairs: [string, string][] = [];
  const put = (key: string, value: string, otherwise: string): void => {
    if (value !== otherwise) pairs.push([key, value]);
  };
  put('p.routing', ask.routing, usual.routing);
  put('p.src', ask.from, usual.from);
  put('p.dst', destinationText(ask.to), destinationText(usual.to));
  put('p.app', ask.app, usual.app);
  put('p.count', `${ask.count}`, `${usualCountOf(ask.app, usual)}`);
  if (ask.app === 'ping') {
    put('p.size', `${ask.size}`, `${usual.size}`);
    put('p.pmtudisc', ask.pmtudisc, usual.pmtudisc);
  }
  put('p.router', ask.router, usual.router);
  if (ask.router === 'custom') {
    const own = usualRoutes(usual);
    if (ask.routes.join('\n') !== own.join('\n')) {
      for (const [i, spec] of ask.routes.entries()) pairs.push([ROUTE_KEYS[i] ?? '', routeText(spec)]);
      if (ask.routes.length === 0) pairs.push([ROUTE_KEYS[0] ?? '', NO_ROUTES]);
    }
    put('p.default', ask.defaultRoute ? '1' : '0', usualDefault(world, usual) ? '1' : '0');
  }
  for (const name of SWITCHES) {
    if (ask.switches[name] === usual.switches[name]) continue;
    pairs.push([SWITCH_KEYS[name], positionOf(world.file, ask.switches, name)]);
  }
  put('seed', `${ask.seed ?? OF_THE_LAB}`, `${usual.seed ?? OF_THE_LAB}`);
  return pairs;
}
