import type { Cidr } from '../../wire/address.ts';

/**
 * `kubeadm init --pod-network-cidr` of the study's scripts (cilium-study k8s-ctr.sh): the controller manager gives every
 * Node a piece of it, and Cilium's cluster-pool does not care.
 */
export const KUBEADM_POD_SUBNET = '10.244.0.0/16' as Cidr;
