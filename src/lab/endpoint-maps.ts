import type { Ipv4Addr } from '../wire/address.ts';
import type { Blueprint, NodePlan } from './blueprint.ts';
import { IDENTITY, type EndpointId } from './names.ts';
import { ROW_KEY, type LxcRow, type PolicyRow } from './tables.ts';
import type { Pod } from './world.ts';

/** An address of the node itself: all zero but the HOST flag (pkg/maps/lxcmap SyncHostEntry). */
function hostRow(ip: Ipv4Addr): LxcRow {
  return {
    ip,
    ifindex: 0,
    lxcId: 0 as EndpointId,
    secId: IDENTITY.unknown,
    host: true,
    mac: null,
    nodeMac: null,
    parentIfindex: 0,
  };
}

/** cilium_lxc: the node's pods, then its own addresses and that of its cilium_host. */
export function lxcMap(plan: NodePlan, { devices }: Blueprint): ReadonlyMap<string, LxcRow> {
  const rows = plan.pods.map((pod): LxcRow => {
    const lxc = devices.get(pod.lxc)!;
    const eth0 = devices.get(pod.eth0)!;
    return {
      ip: pod.ip,
      ifindex: lxc.ifindex,
      lxcId: pod.endpoint,
      secId: pod.identity,
      host: false,
      mac: eth0.mac,
      nodeMac: lxc.mac,
      parentIfindex: 0,
    };
  });
  const own = [...(plan.uplink === null ? [] : [plan.uplink.ip]), plan.node.ip, plan.node.ciliumHost];
  return new Map([...rows, ...own.map(hostRow)].map((row) => [ROW_KEY.cilium_lxc(row), row]));
}

/** The rows of one endpoint's policy map. The place for policies to be worked out: until then every endpoint is open. */
export type PolicyOf = (pod: Pod, blueprint: Blueprint) => readonly PolicyRow[];

/** No policy selects the endpoint: both directions allow everybody, and the own host besides (pkg/policy AllowsAnyLocalhost). */
export const openPolicy: PolicyOf = (pod) => {
  const row = { endpoint: pod.endpoint, proto: 'ANY', port: 0, deny: false, proxyPort: 0 } as const;
  return [
    { ...row, direction: 'Ingress', identity: IDENTITY.host },
    { ...row, direction: 'Ingress', identity: IDENTITY.unknown },
    { ...row, direction: 'Egress', identity: IDENTITY.unknown },
  ];
};

/** The cilium_policy_v2_<endpoint> maps of a node's pods in one. */
export function policyMap(plan: NodePlan, blueprint: Blueprint, policyOf: PolicyOf): ReadonlyMap<string, PolicyRow> {
  return new Map(
    plan.pods.flatMap((pod) => policyOf(pod, blueprint)).map((row) => [ROW_KEY.cilium_policy_v2(row), row]),
  );
}
