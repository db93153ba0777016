import type { Nanos, NetnsName } from '../lab/names.ts';
import type { RouterVariant, Variant } from '../lab/variant.ts';
import type { World } from '../lab/world.ts';
import type { Stimulus, Target } from '../trace/stimulus.ts';
import { cidrHas, type Ipv4Addr, parseIpv4 } from '../wire/address.ts';
import { clientOf, webAt, websOf } from './cast.ts';
import { usualCount } from './count.ts';
import { type Pmtudisc, USUAL_PMTUDISC, USUAL_SIZE } from './ping-size.ts';
import { sameSwitches, type Switches } from './switches.ts';

export const APPS = ['curl', 'ping', 'traceroute', 'dns', 'nc'] as const;
export type App = (typeof APPS)[number];

export const ROUTINGS = ['native', 'vxlan', 'geneve'] as const;
export type Routing = (typeof ROUTINGS)[number];

/**
 * As in the lab; without its default route; with static routes to every pod subnet; with the one of the destination only;
 * with the routes that a reader has put together.
 */
export const ROUTERS = ['lab', 'no-default', 'static', 'static-dst', 'custom'] as const;
export type RouterChoice = (typeof ROUTERS)[number];

/** Where a run goes: something of the lab, or an address that somebody typed in. */
export type Destination =
  | { readonly kind: 'netns'; readonly name: NetnsName }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'address'; readonly address: Ipv4Addr };

/** What is asked of the lab: everything that a reader can choose. A run follows from the lab file and this alone. */
export interface Ask {
  readonly from: NetnsName;
  readonly to: Destination;
  readonly app: App;
  readonly routing: Routing;
  readonly router: RouterChoice;
  /** Added to the router's own routes, each as a lab file writes it. Count with the choice 'custom' only. */
  readonly routes: readonly string[];
  /** Whether the router has its way out. Counts with the choice 'custom' only. */
  readonly defaultRoute: boolean;
  /** What of Cilium stands otherwise than in the lab file. */
  readonly switches: Switches;
  /** Echo requests of a ping, runs in a row of a curl (count.ts). */
  readonly count: number;
  /** Data bytes of an echo request (`ping -s`). Counts for ping only. */
  readonly size: number;
  /** `ping -M`. Counts for ping only. */
  readonly pmtudisc: Pmtudisc;
  /** Another draw of what is chance in a run; null: the lab file's. */
  readonly seed: number | null;
}

/** What a reader should see first: native, from the first client pod to a pod in the other subnet. */
export function openingAsk(world: World): Ask {
  const pods = [...world.pods.values()];
  const from = clientOf(world) ?? pods[0];
  const webs = from === undefined ? [] : websOf(world, from);
  const far = from === undefined ? null : webAt(world, from, 'other-subnet');
  const to = far ?? webs[0] ?? pods.find((pod) => pod !== from) ?? from;
  const none = world.nodes[0]?.name ?? ('' as NetnsName);
  return {
    from: from?.name ?? none,
    to: { kind: 'netns', name: to?.name ?? none },
    app: 'curl',
    routing: 'native',
    router: 'lab',
    routes: [],
    defaultRoute: true,
    switches: {},
    count: usualCount('curl'),
    size: USUAL_SIZE,
    pmtudisc: USUAL_PMTUDISC,
    seed: null,
  };
}

/** Whoever can send: pods of the lab first, then its nodes and its router. */
export function sourcesOf(world: World): readonly NetnsName[] {
  const pods = [...world.pods.values()];
  const own = pods.filter((pod) => pod.namespace !== 'kube-system').map((pod) => pod.name);
  const rest = pods.filter((pod) => pod.namespace === 'kube-system').map((pod) => pod.name);
  return [...own, ...rest, ...world.nodes.map((node) => node.name), ...(world.router === null ? [] : [world.router])];
}

/** Addresses of the router's dummy devices: what a pod reaches through masquerading. */
export function loopsOf(world: World): readonly { readonly name: string; readonly address: Ipv4Addr }[] {
  if (world.router === null) return [];
  return (world.netns.get(world.router)?.devices ?? []).flatMap((id) => {
    const device = world.devices.get(id);
    const address = device?.kind === 'dummy' ? device.addresses[0]?.ip : undefined;
    return device === undefined || address === undefined ? [] : [{ name: device.name, address }];
  });
}

export function addressOf(world: World, to: Destination): Ipv4Addr | null {
  switch (to.kind) {
    case 'address':
      return to.address;
    case 'service':
      return world.services.find((service) => service.name === to.name)?.clusterIP ?? null;
    case 'netns':
      return world.pods.get(to.name)?.ip ?? world.nodes.find((node) => node.name === to.name)?.ip ?? null;
  }
}

/** The switches of a run, for the lab file. */
export function variantOf(world: World, ask: Ask): Variant {
  return { ...ask.switches, routing: ask.routing, router: routerVariant(world, ask) };
}

function routerVariant(world: World, ask: Ask): RouterVariant {
  switch (ask.router) {
    case 'lab':
      return { kind: 'lab' };
    case 'no-default':
      return { kind: 'no-default' };
    case 'static':
      return { kind: 'static', prefixes: 'all' };
    case 'custom':
      return { kind: 'custom', routes: ask.routes, defaultRoute: ask.defaultRoute };
    case 'static-dst': {
      const address = addressOf(world, ask.to);
      const cidr = world.nodes.find((node) => address !== null && cidrHas(node.podCIDR, address))?.podCIDR;
      return cidr === undefined ? { kind: 'static', prefixes: [] } : { kind: 'static', prefixes: [cidr] };
    }
  }
}

/** What is done to the lab for an ask, or null when its destination does not exist there. */
export function stimulusOf(world: World, ask: Ask): Stimulus | null {
  const address = addressOf(world, ask.to);
  if (address === null) return null;
  const common = { at: 0 as Nanos, from: ask.from };
  const target: Target = { kind: 'address', address };
  switch (ask.app) {
    case 'curl':
      return {
        ...common,
        kind: 'curl',
        target,
        port: portOf(world, ask.to),
        path: '/',
        connectTimeout: 3,
        localPort: null,
        host: null,
        userAgent: 'curl/8.7.1',
        silent: true,
        discard: false,
      };
    case 'ping':
      return {
        ...common,
        kind: 'ping',
        target,
        count: ask.count,
        interval: 1,
        wait: 1,
        deadline: null,
        size: ask.size,
        ttl: 64,
        pmtudisc: ask.pmtudisc,
        id: null,
      };
    case 'traceroute':
      return { ...common, kind: 'traceroute', target, method: 'udp', port: 33434, queries: 1, wait: 1, maxHops: 5 };
    case 'dns':
      return { ...common, kind: 'dns', name: nameOf(world, ask.to), server: null, types: ['A'] };
    case 'nc':
      return { ...common, kind: 'nc', target, port: portOf(world, ask.to), verbose: true, wait: 3 };
  }
}

function portOf(world: World, to: Destination): number {
  const service = to.kind === 'service' ? world.services.find((candidate) => candidate.name === to.name) : undefined;
  return service?.port ?? 80;
}

/** What to look up: a service by its name; for everything else the first service, since pods have no names in DNS. */
function nameOf(world: World, to: Destination): string {
  const service = to.kind === 'service' ? world.services.find((candidate) => candidate.name === to.name) : undefined;
  return (service ?? world.services[0])?.shortName ?? 'kubernetes';
}

/** 'webpod-x', 'svc.webpod', a dotted quad: a destination as links and menus write it. */
export function destinationText(to: Destination): string {
  return to.kind === 'netns' ? to.name : to.kind === 'service' ? `svc.${to.name}` : to.address;
}

/** The reverse, or null for something that the lab does not have. */
export function parseDestination(world: World, text: string): Destination | null {
  const address = parseIpv4(text);
  if (address !== null) return { kind: 'address', address };
  if (text.startsWith('svc.')) {
    const service = world.services.find((candidate) => candidate.name === text.slice(4));
    return service === undefined ? null : { kind: 'service', name: service.name };
  }
  const name = text as NetnsName;
  const known = world.pods.has(name) || world.nodes.some((node) => node.name === name);
  return known ? { kind: 'netns', name } : null;
}

export function sameAsk(a: Ask, b: Ask): boolean {
  return (
    a.from === b.from &&
    a.app === b.app &&
    a.routing === b.routing &&
    a.router === b.router &&
    a.routes.join('\n') === b.routes.join('\n') &&
    a.defaultRoute === b.defaultRoute &&
    sameSwitches(a.switches, b.switches) &&
    a.count === b.count &&
    a.seed === b.seed &&
    (a.app !== 'ping' || (a.size === b.size && a.pmtudisc === b.pmtudisc)) &&
    destinationText(a.to) === destinationText(b.to)
  );
}
