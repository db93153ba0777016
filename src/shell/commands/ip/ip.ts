import type { RouteAction } from '../../../trace/stimulus.ts';
import type { Command, Context } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { globalsOf, matches, Stop, unsupported, USAGE, USAGE_CODE, type Globals } from './arguments.ts';
import { changeRoute, flushRoutes } from './change-routes.ts';
import { completeIp } from './complete.ts';
import { explainIp } from './explain.ts';
import { examplesOf } from './examples.ts';
import { listRoutes } from './list-routes.ts';
import { ROUTE_USAGE } from './route-usage.ts';
import { routeGet } from './route-get.ts';
import { showLinks } from './show-links.ts';
import { flushNeighbours, showNeighbours } from './show-neighbours.ts';
import { showRules } from './show-rules.ts';
import { IP_FLAGS } from './flags.ts';

/** In the order in which ip/ip.c tries their beginnings. */
const OBJECTS = [
  'address',
  'addrlabel',
  'maddress',
  'route',
  'rule',
  'neighbor',
  'neighbour',
  'ntable',
  'ntbl',
  'link',
  'l2tp',
  'fou',
  'ila',
  'macsec',
  'tunnel',
  'tunl',
  'tuntap',
  'tap',
  'token',
  'tcpmetrics',
  'tcp_metrics',
  'monitor',
  'xfrm',
  'mroute',
  'mrule',
  'netns',
  'netconf',
  'vrf',
  'sr',
  'nexthop',
  'mptcp',
  'ioam',
  'help',
  'stats',
];

/** What prints, and what acts. Verbs in the order in which iproute2 tries their beginnings. */
type Verbs = readonly (readonly [names: readonly string[], verb: string])[];
const LISTS: Verbs = [[['list', 'show', 'lst'], 'show']];
const ROUTE_VERBS: Verbs = [
  [['add'], 'add'],
  [['change'], 'change'],
  [['replace'], 'replace'],
  [['prepend'], 'prepend'],
  [['append'], 'append'],
  [['test'], 'test'],
  [['delete'], 'del'],
  ...LISTS,
  [['get'], 'get'],
  [['flush'], 'flush'],
  [['save'], 'save'],
  [['restore'], 'restore'],
  [['showdump'], 'showdump'],
  [['help'], 'help'],
];
const ADDRESS_VERBS: Verbs = [
  [['add'], 'add'],
  [['change'], 'change'],
  [['replace'], 'replace'],
  [['delete'], 'del'],
  ...LISTS,
  [['flush'], 'flush'],
  [['save'], 'save'],
  [['showdump'], 'showdump'],
  [['restore'], 'restore'],
  [['help'], 'help'],
];
const LINK_VERBS: Verbs = [
  [['add'], 'add'],
  [['set', 'change'], 'set'],
  [['replace'], 'replace'],
  [['delete'], 'del'],
  ...LISTS,
  [['xstats'], 'xstats'],
  [['afstats'], 'afstats'],
  [['property'], 'property'],
  [['help'], 'help'],
];
const NEIGH_VERBS: Verbs = [
  [['add'], 'add'],
  [['change'], 'change'],
  [['replace'], 'replace'],
  [['delete'], 'del'],
  [['get'], 'get'],
  ...LISTS,
  [['flush'], 'flush'],
  [['help'], 'help'],
];
const RULE_VERBS: Verbs = [
  ...LISTS,
  [['save'], 'save'],
  [['restore'], 'restore'],
  [['add'], 'add'],
  [['delete'], 'del'],
  [['flush'], 'flush'],
  [['help'], 'help'],
];

const FIXED = 'devices and addresses are those of the lab file';

function* run(context: Context): Task {
  const { argv, io } = context;
  try {
    const globals = globalsOf(argv.slice(1), io.stdout.tty);
    if ('printed' in globals) yield* write(io.stdout, globals.printed);
    else yield* object(context, globals);
    return 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    yield* write(io.stderr, error.message);
    return error.code;
  }
}

function* object(context: Context, globals: Globals): Task<void> {
  const { io } = context;
  const [typed, ...args] = globals.words;
  if (typed === undefined) throw new Stop(USAGE, USAGE_CODE);
  const name = OBJECTS.find((whole) => matches(typed, whole));
  switch (name) {
    case undefined:
      throw new Stop(`Object "${typed}" is unknown, try "ip help".\n`, 1);
    case 'help':
      throw new Stop(USAGE, USAGE_CODE);
    case 'address':
    case 'link': {
      const isLink = name === 'link';
      const [verb, rest] = verbOf(isLink ? LINK_VERBS : ADDRESS_VERBS, isLink ? 'link' : 'address', args);
      if (verb !== 'show') throw unsupported(`ip ${name} ${verb}`, FIXED);
      return yield* write(io.stdout, showLinks(context, globals, rest, isLink));
    }
    case 'route':
      return yield* route(context, globals, args);
    case 'neighbor':
    case 'neighbour': {
      const [verb, rest] = verbOf(NEIGH_VERBS, 'neigh', args);
      if (verb === 'flush') return yield* flushNeighbours(context, rest);
      if (verb !== 'show') throw unsupported(`ip neigh ${verb}`, 'neighbours are learnt by ARP');
      return yield* write(io.stdout, showNeighbours(context, globals, rest));
    }
    case 'rule': {
      const [verb, rest] = verbOf(RULE_VERBS, 'rule', args);
      if (verb !== 'show') throw unsupported(`ip rule ${verb}`, "the rules are the kernel's and Cilium's");
      return yield* write(io.stdout, showRules(context, globals, rest));
    }
    case 'netns':
      throw unsupported('ip netns', 'enter a pod with kubectl exec');
    case 'monitor':
      throw unsupported('ip monitor', 'watch -n1 ip route shows what changes');
    default:
      throw unsupported(`ip ${name}`, 'the lab has nothing of the kind; it knows address, link, neigh, route and rule');
  }
}

/** The verb that is meant, 'show' when none is given, and what follows it. */
function verbOf(
  verbs: Verbs,
  object: string,
  [typed, ...rest]: readonly string[],
): readonly [string, readonly string[]] {
  if (typed === undefined) return ['show', []];
  const verb = verbs.find(([names]) => names.some((name) => matches(typed, name)));
  if (verb === undefined) throw new Stop(`Command "${typed}" is unknown, try "ip ${object} help".\n`, USAGE_CODE);
  return [verb[1], rest];
}

const ACTIONS: readonly string[] = ['add', 'append', 'change', 'del', 'replace'] satisfies readonly RouteAction[];

function* route(context: Context, globals: Globals, args: readonly string[]): Task<void> {
  const { io } = context;
  const [verb, rest] = verbOf(ROUTE_VERBS, 'route', args[0] === 'chg' ? ['change', ...args.slice(1)] : args);
  if (verb === 'show') return yield* write(io.stdout, listRoutes(context, globals, rest));
  if (verb === 'get') {
    const { text, warning } = routeGet(context, globals, rest);
    yield* write(io.stderr, warning);
    return yield* write(io.stdout, text);
  }
  if (verb === 'flush') return yield* flushRoutes(context, globals, rest);
  if (verb === 'help' || (ACTIONS.includes(verb) && rest.length === 0)) throw new Stop(ROUTE_USAGE, USAGE_CODE);
  if (ACTIONS.includes(verb)) return yield* changeRoute(context, verb as RouteAction, rest);
  throw unsupported(`ip route ${verb}`, 'it knows show, get, add, del, replace, change and flush');
}

/** ip of iproute2 6.1, as Ubuntu 24.04 has it. */
export const ip: Command = {
  name: 'ip',
  topic: 'routes',
  on: [...MACHINES, 'client', 'agent'],
  about: {
    en: 'shows and changes addresses, devices, routes, rules and neighbours',
    ko: '주소, 장치, 경로, 규칙, 이웃을 보여 주고 바꾼다',
  },
  flags: IP_FLAGS,
  run,
  complete: completeIp,
  explain: explainIp,
  examples: examplesOf,
};
