import { cidrHas, cidrNumbers, cidrOf, commonBits, ipv4Of, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import { below } from './fields.ts';
import type { LabNode, LabRouter, LabService } from './file.ts';
import { broadcastOf, interfaceAddress, nodeAddress } from './interface-address.ts';
import type { Findings } from './problems.ts';

interface Network {
  readonly cidr: Cidr;
  readonly owner: string;
}

/** Every network of the lab once. Machines share their subnets and all uplinks look alike; podCIDRs and loops are nobody else's. */
function networksOf(nodes: readonly LabNode[], router: LabRouter | null): Network[] {
  const networks: Network[] = [];
  const wires = new Set<string>();
  const wire = (kind: string, cidr: Cidr, owner: string): void => {
    const key = `${kind} ${cidr}`;
    if (wires.has(key)) return;
    wires.add(key);
    networks.push({ cidr, owner });
  };
  for (const node of nodes) {
    const path = below('nodes', node.name);
    wire('subnet', nodeAddress(node).subnet, `${path}.ip`);
    if (node.uplink !== null) wire('uplink', interfaceAddress(node.uplink.ip).subnet, `${path}.uplink`);
    networks.push({ cidr: node.podCIDR as Cidr, owner: `${path}.podCIDR` });
  }
  if (router === null) return networks;
  const [eth1, eth2] = [interfaceAddress(router.eth1).subnet, interfaceAddress(router.eth2).subnet];
  wire('subnet', eth1, 'router.eth1');
  if (eth1 === eth2) networks.push({ cidr: eth2, owner: 'router.eth2' });
  else wire('subnet', eth2, 'router.eth2');
  if (router.eth0 !== null) wire('uplink', interfaceAddress(router.eth0).subnet, 'router.eth0');
  for (const loop of router.loops)
    if (loop.address !== '')
      networks.push({ cidr: interfaceAddress(loop.address).subnet, owner: `router.${loop.name}` });
  return networks;
}

/**
 * Two networks of a lab must not overlap: which of them an address belongs to would depend on the table that is asked.
 * Prefixes either nest or are disjoint, so one sweep in order of their first address finds every overlap.
 */
function checkOverlaps(networks: readonly Network[], found: Findings): void {
  const sorted = [...networks].sort(
    (a, b) => cidrNumbers(a.cidr)[0] - cidrNumbers(b.cidr)[0] || cidrNumbers(a.cidr)[1] - cidrNumbers(b.cidr)[1],
  );
  let outer: Network | null = null;
  for (const network of sorted) {
    if (outer !== null && cidrHas(outer.cidr, ipv4Of(cidrNumbers(network.cidr)[0]))) {
      found.problem('', 'cidr-overlap', { a: outer.owner, aCidr: outer.cidr, b: network.owner, bCidr: network.cidr });
    } else outer = network;
  }
}

/** A service's address must be nobody's: a cluster IP inside a podCIDR or a subnet would be routed there by whoever does not translate it. */
function checkServiceAddresses(services: readonly LabService[], networks: readonly Network[], found: Findings): void {
  const sorted = [...networks].sort(
    (a, b) => cidrNumbers(a.cidr)[0] - cidrNumbers(b.cidr)[0] || cidrNumbers(a.cidr)[1] - cidrNumbers(b.cidr)[1],
  );
  for (const service of services) {
    const ip = service.clusterIP as Ipv4Addr;
    const at = lastNotAbove(sorted, cidrNumbers(cidrOf(ip, 32))[0]);
    const network = sorted[at];
    if (network === undefined || !cidrHas(network.cidr, ip)) continue;
    found.problem(`${below('services', service.name)}.clusterIP`, 'cluster-ip-in-use', {
      ip,
      owner: network.owner,
      cidr: network.cidr,
    });
  }
}

function lastNotAbove(sorted: readonly Network[], address: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cidrNumbers(sorted[middle]!.cidr)[0] <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function checkNetworks(
  nodes: readonly LabNode[],
  router: LabRouter | null,
  services: readonly LabService[],
  found: Findings,
): void {
  const networks = networksOf(nodes, router);
  checkOverlaps(networks, found);
  checkServiceAddresses(services, networks, found);
}

/** The smallest prefix that covers all of `cidrs`; null for none. */
export function supernetOf(cidrs: readonly Cidr[]): Cidr | null {
  const [first] = cidrs;
  if (first === undefined) return null;
  const start = ipv4Of(cidrNumbers(first)[0]);
  let length = cidrNumbers(first)[1];
  for (const cidr of cidrs)
    length = Math.min(
      length,
      cidrNumbers(cidr)[1],
      commonBits(start, ipv4Of(cidrNumbers(cidr)[0])),
      commonBits(start, broadcastOf(cidr)),
    );
  return cidrOf(start, length);
}
