import type { Prng } from '../base/prng.ts';
import { ipv4 } from '../wire/address.ts';
import { loopback, veth } from './devices.ts';
import { endpointNumbers } from './endpoints.ts';
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
  rng: Prng,
): readonly PlannedPod[] {
  const numbers = endpointNumbers(pods, rng);
  return pods.map((lab, i): PlannedPod => {
    const { endpoint, lxc: lxcName, lxcIfindex } = numbers[i]!;
    const netns = lab.name as NetnsName;
    const [namespace, shortName] = splitName(lab.name);
    const [lxc, eth0] = [deviceId(node.name as NetnsName, lxcName), deviceId(netns, 'eth0')];
    const ip = ipv4(lab.ip);
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
    const { mtu } = node;
    return {
      pod,
      lxc: veth(
        { netns: node.name as NetnsName, name: lxcName, ifindex: lxcIfindex, mac: macs.local(lxc), mtu, address: null },
        eth0,
        false,
      ),
      devices: [
        loopback(netns),
        veth(
          { netns, name: 'eth0', ifindex: lxcIfindex - 1, mac: macs.local(eth0), mtu, address: { ip, length: 32 } },
          lxc,
          false,
        ),
      ],
    };
  });
}
