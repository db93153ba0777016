import { cidrHas, type Cidr } from '../wire/address.ts';
import { below } from './fields.ts';
import type { LabNode, LabPod, LabRouter } from './file.ts';
import { interfaceAddress, nodeAddress, type InterfaceAddress } from './interface-address.ts';
import type { Findings, NamedThing } from './problems.ts';
import { parseStaticRoute } from './static-route.ts';

/** Nodes, pods and the router are namespaces with one name each. */
export function checkNames(
  nodes: readonly LabNode[],
  router: LabRouter | null,
  pods: readonly LabPod[],
  found: Findings,
): void {
  const taken = new Map<string, NamedThing>(nodes.map((node) => [node.name, 'node']));
  if (router !== null) {
    if (taken.has(router.name)) found.problem('router.name', 'name-taken', { name: router.name, by: 'node' });
    taken.set(router.name, 'router');
  }
  for (const pod of pods) {
    const by = taken.get(pod.name);
    if (by !== undefined) found.problem(below('pods', pod.name), 'name-taken', { name: pod.name, by });
    taken.set(pod.name, 'pod');
  }
}

/** Nobody but the NAT's guests shares an address. */
export function checkMachineAddresses(nodes: readonly LabNode[], router: LabRouter | null, found: Findings): void {
  const owners = new Map<string, string>();
  const claim = (ip: string, owner: string): void => {
    const other = owners.get(ip);
    if (other === undefined) owners.set(ip, owner);
    else found.problem('nodes', 'same-address', { a: other, b: owner, ip });
  };
  for (const node of nodes) claim(node.ip, node.name);
  if (router === null) return;
  claim(interfaceAddress(router.eth1).ip, router.name);
  if (interfaceAddress(router.eth1).ip !== interfaceAddress(router.eth2).ip)
    claim(interfaceAddress(router.eth2).ip, router.name);
}

function checkRoutes(path: string, specs: readonly string[], own: readonly InterfaceAddress[], found: Findings): void {
  const seen = new Set<Cidr>();
  for (const [i, spec] of specs.entries()) {
    const read = parseStaticRoute(spec);
    if (!read.ok) continue;
    const { route } = read;
    const at = `${path}.static_routes[${i}]`;
    if (seen.has(route.dst)) found.problem(at, 'same-route', { dst: route.dst });
    seen.add(route.dst);
    if (route.type !== 'unicast') continue;
    if (own.some((address) => address.ip === route.via)) found.problem(at, 'gateway-is-self', { gateway: route.via });
    else if (!own.some((address) => cidrHas(address.subnet, route.via))) {
      found.problem(at, 'not-on-link', { gateway: route.via, subnets: own.map((address) => address.subnet) });
    }
  }
}

/** The kernel takes a gateway only when one of the machine's own subnets holds it ("Nexthop has invalid gateway"). */
export function checkStaticRoutes(nodes: readonly LabNode[], router: LabRouter | null, found: Findings): void {
  for (const node of nodes) {
    const own = [nodeAddress(node)];
    if (node.uplink !== null) own.push(interfaceAddress(node.uplink.ip));
    checkRoutes(below('nodes', node.name), node.staticRoutes, own, found);
  }
  if (router === null) return;
  const own = [
    router.eth1,
    router.eth2,
    ...router.loops.map((loop) => loop.address),
    ...(router.eth0 === null ? [] : [router.eth0]),
  ];
  checkRoutes('router', router.staticRoutes, own.filter((address) => address !== '').map(interfaceAddress), found);
}
