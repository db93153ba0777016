import { ANY_ADDR, ANY_CIDR, cidrOf, type Cidr, type Ipv4Addr } from '../wire/address.ts';
import type { Blueprint, NodePlan } from './blueprint.ts';
import { IDENTITY, type Identity } from './names.ts';
import type { IpcacheRow } from './tables.ts';

function row(prefix: Cidr, identity: Identity, tunnelEndpoint: Ipv4Addr = ANY_ADDR): IpcacheRow {
  return {
    prefix,
    identity,
    encryptKey: 0,
    tunnelEndpoint,
    skipTunnel: false,
    hasTunnelEp: tunnelEndpoint !== ANY_ADDR,
  };
}

/** What a node's pods and addresses are to the other nodes: made once, shared by all their maps. */
function remoteRows(plan: NodePlan): readonly IpcacheRow[] {
  const { node, pods } = plan;
  return [
    row(cidrOf(node.ip, 32), node.controlPlane ? IDENTITY.kubeApiserver : IDENTITY.remoteNode),
    row(cidrOf(node.ciliumHost, 32), IDENTITY.remoteNode, node.ip),
    row(node.podCIDR, IDENTITY.world, node.ip),
    ...pods.map((pod) => row(cidrOf(pod.ip, 32), pod.identity, node.ip)),
  ];
}

function localRows(plan: NodePlan): readonly IpcacheRow[] {
  const { node, pods, uplink } = plan;
  return [
    row(cidrOf(node.ip, 32), IDENTITY.host),
    row(cidrOf(node.ciliumHost, 32), IDENTITY.host),
    ...(uplink === null ? [] : [row(cidrOf(uplink.ip, 32), IDENTITY.host)]),
    ...pods.map((pod) => row(cidrOf(pod.ip, 32), pod.identity)),
  ];
}

/**
 * cilium_ipcache_v2 as each node's agent writes it, the same in native and overlay mode (pkg/datapath/ipcache/listener.go;
 * pkg/node/manager/manager.go podCIDREntries, nodeAddressHasTunnelIP): remote pods, podCIDRs and cilium_host addresses carry
 * their node as tunnel endpoint, node addresses and whatever is local carry none. A remote podCIDR stands for its unknown pods.
 */
export function ipcacheOf(blueprint: Blueprint): (plan: NodePlan) => ReadonlyMap<string, IpcacheRow> {
  const shared = new Map<NodePlan, readonly IpcacheRow[]>();
  const remote = (plan: NodePlan): readonly IpcacheRow[] => {
    let rows = shared.get(plan);
    if (rows === undefined) shared.set(plan, (rows = remoteRows(plan)));
    return rows;
  };
  return (own) => {
    const map = new Map<string, IpcacheRow>();
    for (const plan of blueprint.nodes) {
      for (const entry of plan === own ? localRows(plan) : remote(plan)) map.set(entry.prefix, entry);
    }
    map.set(ANY_CIDR, row(ANY_CIDR, IDENTITY.world));
    return map;
  };
}
