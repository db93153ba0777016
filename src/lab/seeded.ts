import { deriveWorld } from './derive.ts';
import type { LabFile } from './file.ts';

/**
 * The same machines with other chances: what a run draws (a backend, source ports, sequence numbers) follows from `seed`,
 * while names, identities and MACs stay those that `lab` has. They are written into the file, so that the result is a
 * plain lab file again. Values seen in one recorded run are left out: another run has others. Ids that only maps show
 * (ifindex, reverse NAT) are drawn anew.
 */
export function seeded(lab: LabFile, seed: number): LabFile {
  if (seed === lab.seed) return lab;
  const world = deriveWorld(lab);
  const devices = [...world.devices.values()].filter((device) => device.kind !== 'loopback');
  return {
    ...lab,
    seed,
    nodes: lab.nodes.map((node) => {
      const own = world.nodes.find((candidate) => candidate.name === node.name);
      return { ...node, ciliumHost: own?.ciliumHost ?? node.ciliumHost };
    }),
    pods: lab.pods.map((pod) => {
      const own = [...world.pods.values()].find((candidate) => candidate.name === pod.name);
      if (own === undefined) return pod;
      const lxc = world.devices.get(own.lxc)?.name ?? pod.lxc;
      return { ...pod, identity: own.identity, endpoint: own.endpoint, lxc };
    }),
    recorded: {
      ...lab.recorded,
      flowPorts: [],
      icmpId: null,
      curlSourcePort: null,
      backend: null,
      macs: devices.map((device) => [device.id, device.mac] as const),
    },
  };
}
