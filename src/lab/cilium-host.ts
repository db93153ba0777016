import { cidrNumbers, ipv4Of, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import { between, drawFree, type Draw } from './draws.ts';
import type { LabNode, LabPod } from './file.ts';

/**
 * The address of a node's cilium_host: the file's, else one that the agent's allocator would have drawn from the node's
 * podCIDR (daemon/cmd/ipam.go allocateRouterIPv4), which no pod has.
 */
export function ciliumHostAddress(node: LabNode, pods: readonly LabPod[], draw: Draw): Ipv4Addr {
  if (node.ciliumHost !== null) return node.ciliumHost as Ipv4Addr;
  const [base, length] = cidrNumbers(node.podCIDR as Cidr);
  const last = 2 ** (32 - length) - 1;
  const taken = new Set(pods.map((pod) => pod.ip as Ipv4Addr));
  return drawFree(taken, (attempt) => ipv4Of((base + between(draw(node.name, attempt), 1, last - 1)) >>> 0));
}
