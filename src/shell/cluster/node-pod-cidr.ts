import type { LabFile } from '../../lab/file.ts';
import { KUBEADM_POD_SUBNET } from '../../lab/presets/kubeadm.ts';
import { cidrHas, cidrNumbers, cidrOf, ipv4Of, type Cidr } from '../../wire/address.ts';

/** kube-controller-manager --node-cidr-mask-size. */
const NODE_MASK = 24;

/**
 * spec.podCIDR of the Node at this place in the file: what kubeadm's subnet gives it, whatever Cilium's own pool is. Where
 * the pods' addresses come from that very subnet, Cilium takes them from the Node (ipam mode kubernetes) and both agree.
 * Null when the subnet is used up.
 */
export function nodePodCidr(file: LabFile, index: number): Cidr | null {
  const own = file.nodes[index]?.podCIDR as Cidr | undefined;
  if (own === undefined) return null;
  if (file.nodes.some(({ podCIDR }) => cidrHas(KUBEADM_POD_SUBNET, ipv4Of(cidrNumbers(podCIDR as Cidr)[0]))))
    return own;
  const [base, length] = cidrNumbers(KUBEADM_POD_SUBNET);
  return index < 2 ** (NODE_MASK - length) ? cidrOf(ipv4Of(base + index * 2 ** (32 - NODE_MASK)), NODE_MASK) : null;
}
