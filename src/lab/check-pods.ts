import { prefixLength, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import { LIMITS } from './defaults.ts';
import { below, shown } from './fields.ts';
import type { LabNode, LabPod } from './file.ts';
import { isHostOf } from './interface-address.ts';
import type { Findings } from './problems.ts';

const MOST_NAMES = 8;

/** As many names as a sentence can carry. */
function someNames(names: readonly string[]): readonly string[] {
  return names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES), '…'];
}

/** Pods against their nodes: the node exists, the address lies in its podCIDR, and nobody else has it. */
export function checkPods(
  nodes: readonly LabNode[],
  pods: readonly LabPod[],
  allNames: readonly string[],
  found: Findings,
): void {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const named = new Set(allNames);
  const owners = new Map<string, string>();
  for (const node of nodes) if (node.ciliumHost !== null) owners.set(node.ciliumHost, `${node.name}.cilium_host`);
  const counts = new Map<string, number>();
  for (const pod of pods) {
    const path = below('pods', pod.name);
    const owner = owners.get(pod.ip);
    if (owner === undefined) owners.set(pod.ip, pod.name);
    else found.problem('pods', 'same-address', { a: owner, b: pod.name, ip: pod.ip });
    const node = byName.get(pod.node);
    if (node !== undefined) {
      if (!isHostOf(pod.ip as Ipv4Addr, node.podCIDR as Cidr))
        found.problem(`${path}.ip`, 'outside-pod-cidr', { ip: pod.ip, node: node.name, cidr: node.podCIDR });
      counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
    } else if (!named.has(pod.node))
      found.problem(`${path}.node`, 'unknown-node', { got: shown(pod.node), nodes: someNames(allNames) });
  }
  for (const node of nodes) {
    if (hasRoomForCiliumHost(node, counts.get(node.name) ?? 0)) continue;
    found.problem(`${below('nodes', node.name)}.podCIDR`, 'pod-cidr-full', { node: node.name, cidr: node.podCIDR });
  }
  for (const [node, count] of counts) {
    if (count > LIMITS.podsPerNode)
      found.problem(below('nodes', node), 'too-many', { what: 'pods on a node', count, limit: LIMITS.podsPerNode });
  }
  checkPerNode(pods, found);
}

/** Endpoint ids and lxc names are unique on a node only. */
function checkPerNode(pods: readonly LabPod[], found: Findings): void {
  const endpoints = new Map<string, string>();
  const devices = new Map<string, string>();
  for (const pod of pods) {
    const { name, node, endpoint, lxc } = pod;
    if (endpoint !== null) {
      const other = endpoints.get(`${node} ${endpoint}`);
      if (other === undefined) endpoints.set(`${node} ${endpoint}`, name);
      else found.problem('pods', 'same-endpoint', { a: other, b: name, node, endpoint });
    }
    if (lxc !== null) {
      const other = devices.get(`${node} ${lxc}`);
      if (other === undefined) devices.set(`${node} ${lxc}`, name);
      else found.problem('pods', 'same-lxc', { a: other, b: name, node, lxc });
    }
  }
}

/** A node whose podCIDR is full has no address left for its cilium_host. */
function hasRoomForCiliumHost(node: LabNode, podCount: number): boolean {
  return node.ciliumHost !== null || podCount < 2 ** (32 - prefixLength(node.podCIDR as Cidr)) - 2;
}
