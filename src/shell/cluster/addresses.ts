import { cidrHas, cidrNumbers, ipv4Of, type Cidr, type Ipv4Addr } from '../../wire/address.ts';
import { serviceSubnet } from './first-config-maps.ts';
import type { Workloads } from './workloads.ts';

/** Draws before every address is looked at in turn. */
const TRIES = 64;

/** A free address of a node's podCIDR, as Cilium's cluster-pool IPAM gives them: anywhere in it. Null when it is full. */
export function freePodAddress({ file, pods, reserved, rng }: Workloads, node: string): Ipv4Addr | null {
  const found = file.nodes.find(({ name }) => name === node);
  if (found === undefined) return null;
  const taken = new Set<string | null>([...pods.map(({ ip }) => ip), ...reserved]);
  return free(found.podCIDR as Cidr, taken, (low, high) => rng.between(low, high));
}

/** A free ClusterIP beside those that there are. Null when the lab has no service network that could be told. */
export function freeServiceAddress({ file, services, rng }: Workloads): Ipv4Addr | null {
  const subnet = serviceSubnet(file);
  if (subnet === null) return null;
  const taken = new Set<string>(services.map(({ clusterIP }) => clusterIP));
  const networks = file.nodes.map(({ podCIDR }) => podCIDR as Cidr);
  // The lowest addresses are kept for those who ask for one (KEP-3070).
  const [base, length] = cidrNumbers(subnet as Cidr);
  const size = 2 ** (32 - length);
  for (let i = 0; i < size; i++) {
    const ip = ipv4Of(base + rng.between(Math.min(256, size - 2), size - 2));
    if (!taken.has(ip) && !networks.some((cidr) => cidrHas(cidr, ip))) return ip;
  }
  return null;
}

function free(
  cidr: Cidr,
  taken: ReadonlySet<string | null>,
  between: (low: number, high: number) => number,
): Ipv4Addr | null {
  const [base, length] = cidrNumbers(cidr);
  const last = 2 ** (32 - length) - 2;
  if (last < 2) return null;
  for (let i = 0; i < TRIES; i++) {
    const ip = ipv4Of(base + between(2, last));
    if (!taken.has(ip)) return ip;
  }
  for (let i = 2; i <= last; i++) {
    const ip = ipv4Of(base + i);
    if (!taken.has(ip)) return ip;
  }
  return null;
}

/** A NodePort of the usual range that nobody has. */
export function freeNodePort({ services, rng }: Workloads): number {
  const taken = new Set(services.map(({ nodePort }) => nodePort));
  for (;;) {
    const port = rng.between(30_000, 32_767);
    if (!taken.has(port)) return port;
  }
}
