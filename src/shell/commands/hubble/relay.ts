import { hash32 } from '../../../base/prng.ts';
import type { NetnsName } from '../../../lab/names.ts';
import type { Route } from '../../../lab/tables.ts';
import type { Node } from '../../../lab/world.ts';
import { valueAt } from '../../cluster/helm-values.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { cidrNumbers, ipv4Number, maskOf, type Ipv4Addr } from '../../../wire/address.ts';
import { effectiveSettings } from '../../../lab/settings.ts';

/** Whether the release has a relay at all; the chart's own answer is no. */
export function hasRelay({ cluster }: Machine): boolean {
  const value = valueAt(cluster.helm.current.values, 'hubble.relay.enabled');
  return value === true || value === 'true';
}

/** What a port-forward says when there is none. unverified: the words before the API server's. */
export const NO_RELAY =
  'failed to port forward: failed to get service "hubble-relay": services "hubble-relay" not found';

/** Hubble Relay: the pod that asks every node for its flows. */
export interface Relay {
  /** The pod's short name: what it calls itself. */
  readonly name: string;
  readonly node: Node;
  readonly ip: Ipv4Addr;
}

/** What Kubernetes makes names of: no vowels, no digits that look like letters (apimachinery util/rand). */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The relay of this lab: its pod when the lab file has one, else one on the control plane with an address that is routed as
 * all of that node's pods are. Null: a cluster without nodes.
 */
export function relayOf({ world }: Machine): Relay | null {
  const pod = [...world.pods.values()].find((each) => each.shortName.startsWith('hubble-relay'));
  const node = world.nodes.find((each) => (pod === undefined ? each.controlPlane : each.name === pod.node));
  const found = node ?? world.nodes[0];
  if (found === undefined) return null;
  if (pod !== undefined) return { name: pod.shortName, node: found, ip: pod.ip };
  const suffix = (of: string, length: number): string =>
    Array.from({ length }, (_, i) => SAFE[hash32(`relay ${of} ${i}`, world.seed) % SAFE.length] ?? 'b').join('');
  return { name: `hubble-relay-${suffix('template', 10)}-${suffix('pod', 5)}`, node: found, ip: found.ciliumHost };
}

/** Nodes whose flows do not come here: an agent's own Hubble has seen its node only, the relay asks those that it reaches. */
export function unseenNodes({ machine, host }: Pick<Context, 'machine' | 'host'>): ReadonlySet<string> {
  if (host.kind !== 'agent') return new Set(unavailableNodes(machine));
  return new Set(machine.world.nodes.map((node) => node.name).filter((name) => name !== host.node));
}

const HOPS = 8;

/**
 * The nodes that the relay gets no answer from. Its question to another node's address keeps the pod's (nothing masquerades
 * towards nodes in native routing), so the answer must find the way to a pod: node by node it is asked whose routing table
 * leads where, as the tables stand now. In a tunnel it goes by node addresses.
 */
export function unavailableNodes(machine: Machine): readonly NetnsName[] {
  const relay = relayOf(machine);
  if (relay === null) return [];
  return machine.world.nodes
    .filter((node) => node.name !== relay.node.name && !finds(machine, node, relay))
    .map((node) => node.name)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function finds(machine: Machine, from: Node, relay: Relay): boolean {
  const agent = machine.cluster.agents.of(from.name);
  const settings = effectiveSettings({ ...machine.world.file, cilium: agent?.cilium ?? machine.world.file.cilium });
  const masked = settings.routing !== 'native';
  const to = masked ? relay.node.ip : relay.ip;
  let at: NetnsName = from.name;
  for (let hop = 0; hop < HOPS; hop++) {
    const route = bestRoute(machine.lab.table(at, 'routes').values(), to);
    if (route === null || route.type !== 'unicast') return false;
    const next = ownerOf(machine, route.via ?? to);
    if (next === relay.node.name) return true;
    if (next === null || next === at) return false;
    at = next;
  }
  return false;
}

function bestRoute(routes: Iterable<Route>, to: Ipv4Addr): Route | null {
  let best: Route | null = null;
  let longest = -1;
  for (const route of routes) {
    if (route.table !== 'main') continue;
    const [base, length] = cidrNumbers(route.dst);
    if ((ipv4Number(to) & maskOf(length)) >>> 0 !== base) continue;
    if (length > longest || (length === longest && best !== null && route.metric < best.metric)) {
      best = route;
      longest = length;
    }
  }
  return best;
}

/** Whose address it is; the address of a NAT that all machines share belongs to nobody. */
function ownerOf({ world }: Machine, ip: Ipv4Addr): NetnsName | null {
  const owners = [...world.devices.values()].filter((device) => device.addresses.some((each) => each.ip === ip));
  const [owner] = owners;
  if (owner === undefined || owners.length > 1) return null;
  const kind = world.netns.get(owner.netns)?.kind;
  return kind === 'node' || kind === 'router' ? owner.netns : null;
}
