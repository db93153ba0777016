import type { Ipv4Addr } from '../wire/address.ts';
import type { Given } from './draws.ts';
import { loopback, veth } from './devices.ts';
import { endpointNumbers, type EndpointDraws } from './endpoints.ts';
import type { LabFile, LabNode, LabPod } from './file.ts';
import type { Macs } from './macs.ts';
import { deviceId, type Identity, type NetnsName } from './names.ts';
import { splitName } from './names-in-file.ts';
import type { Device, Pod } from './world.ts';

export interface PlannedPod {
  readonly pod: Pod;
  /** The host side of its veth pair, which belongs to the node. */
  readonly lxc: Device;
  /** In its own namespace. */
  readonly devices: readonly Device[];
}

/** What all pods of a lab are told apart by, worked out beforehand. */
export interface PodFacts {
  readonly identities: ReadonlyMap<string, Identity>;
  readonly roles: ReadonlyMap<string, Pod['role']>;
}

export function podsByNode(lab: LabFile): ReadonlyMap<string, readonly LabPod[]> {
  const byNode = new Map<string, LabPod[]>(lab.nodes.map((node) => [node.name, []]));
  for (const pod of lab.pods) byNode.get(pod.node)?.push(pod);
  return byNode;
}

/** The pods of one node with their veth pairs. */
export function planPods(
  node: LabNode,
  pods: readonly LabPod[],
  facts: PodFacts,
  macs: Macs,
  draws: EndpointDraws,
  given: Given,
): readonly PlannedPod[] {
  const numbers = endpointNumbers(node.name, pods, draws, given);
  return pods.map((lab, i): PlannedPod => {
    const { endpoint, lxc: lxcName, lxcIfindex } = numbers[i]!;
    const netns = lab.name as NetnsName;
    const [namespace, shortName] = splitName(lab.name);
    const [lxc, eth0] = [deviceId(node.name as NetnsName, lxcName), deviceId(netns, 'eth0')];
    const ip = lab.ip as Ipv4Addr;
    const pod: Pod = {
      name: netns,
      namespace,
      shortName,
      node: node.name as NetnsName,
      ip,
      identity: facts.identities.get(lab.name)!,
      endpoint,
      labels: lab.labels,
      image: lab.image,
      ports: lab.ports,
      lxc,
      eth0,
      role: facts.roles.get(lab.name)!,
    };
    const host = { id: lxc, netns: pod.node, name: lxcName, ifindex: lxcIfindex, mac: macs.local(lxc), mtu: node.mtu };
    const inside = { id: eth0, netns, name: 'eth0', ifindex: lxcIfindex - 1, mac: macs.local(eth0), mtu: node.mtu };
    return { pod, lxc: veth(host, eth0, null, false), devices: [loopback(netns), veth(inside, lxc, ip, false)] };
  });
}
