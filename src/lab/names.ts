import type { Brand } from '../base/brand.ts';

/**
 * A network namespace: a node ('k8s-ctr'), the router, a pod ('curl-pod', 'kube-system/coredns-a') or what lies
 * behind a node's first NIC ('nat@k8s-ctr').
 */
export type NetnsName = Brand<string, 'NetnsName'>;
/** A device of a namespace: 'k8s-ctr:eth1', 'curl-pod:eth0'. */
export type DeviceId = Brand<string, 'DeviceId'>;
/** Cilium's numeric security identity. */
export type Identity = Brand<number, 'Identity'>;
/** Cilium's endpoint id, unique on its node only. */
export type EndpointId = Brand<number, 'EndpointId'>;
/** Integer nanoseconds of lab time since the lab's clock. */
export type Nanos = Brand<number, 'Nanos'>;

export function deviceId(netns: NetnsName, name: string): DeviceId {
  return `${netns}:${name}` as DeviceId;
}

/** The last colon separates: a pod's namespace name may hold '/', never ':'. */
export function netnsOf(device: DeviceId): NetnsName {
  return device.slice(0, device.lastIndexOf(':')) as NetnsName;
}

export function deviceName(device: DeviceId): string {
  return device.slice(device.lastIndexOf(':') + 1);
}

/** Reserved identities (Cilium pkg/identity/numericidentity.go). */
export const IDENTITY = {
  unknown: 0 as Identity,
  host: 1 as Identity,
  world: 2 as Identity,
  unmanaged: 3 as Identity,
  health: 4 as Identity,
  init: 5 as Identity,
  remoteNode: 6 as Identity,
  kubeApiserver: 7 as Identity,
  ingress: 8 as Identity,
} as const;
