import { must } from '../base/assert.ts';
import type { Ipv4Addr, Mac } from '../wire/address.ts';
import type { Blueprint, NodePlan, Port, Uplink } from './blueprint.ts';
import type { DeviceId } from './names.ts';
import { gatewayDevice } from './segments.ts';
import { ROW_KEY, type Neigh } from './tables.ts';
import type { Pod } from './world.ts';

function neigh(ip: Ipv4Addr, dev: DeviceId, mac: Mac, state: Neigh['state'] = 'REACHABLE'): Neigh {
  return { ip, dev, mac, state };
}

function neighTable(rows: readonly Neigh[]): ReadonlyMap<string, Neigh> {
  return new Map(rows.map((row) => [ROW_KEY.neigh(row), row]));
}

function isWarm({ lab }: Blueprint): boolean {
  return lab.recorded.neighbours === 'warm';
}

/** Everybody else on the wire. */
function onWire(port: Port, blueprint: Blueprint): readonly Neigh[] {
  const others = blueprint.wires.get(port.subnet) ?? [];
  return others.filter((other) => other.dev !== port.dev).map((other) => neigh(other.ip, port.dev, other.mac));
}

function gatewayOf(uplink: Uplink | null, blueprint: Blueprint): readonly Neigh[] {
  if (uplink === null) return [];
  const nat = must(blueprint.devices.get(gatewayDevice(uplink)), 'gateway device');
  return [neigh(uplink.gateway, uplink.dev, nat.mac)];
}

/**
 * A node's neighbours. Its kernel asks pods only where routes lead to their devices. On the tunnel device of the plain
 * kernel the next hops are the peers' cilium_host addresses, and nobody answers ARP there: those rows are permanent.
 */
export function nodeNeighbours(plan: NodePlan, blueprint: Blueprint): ReadonlyMap<string, Neigh> {
  const { settings, devices, nodes } = blueprint;
  const rows: Neigh[] = [];
  const asksPods = settings.datapath === 'linux' || settings.endpointRoutes;
  if (isWarm(blueprint)) {
    rows.push(...gatewayOf(plan.uplink, blueprint), ...onWire(plan.port, blueprint));
    if (asksPods) rows.push(...plan.pods.map((pod) => neigh(pod.ip, pod.lxc, devices.get(pod.eth0)!.mac)));
  }
  if (settings.datapath === 'linux' && plan.tunnel !== null) {
    const { dev } = plan.tunnel;
    rows.push(
      ...nodes
        .filter((peer) => peer !== plan)
        .map((peer) => neigh(peer.node.ciliumHost, dev, peer.tunnel!.mac, 'PERMANENT')),
    );
  }
  return neighTable(rows);
}

/** A pod's one neighbour: the address of cilium_host at the MAC of the pod's own lxc (bpf_lxc.c tail_handle_arp; the plain kernel proxies ARP). */
export function podNeighbours(pod: Pod, plan: NodePlan, blueprint: Blueprint): ReadonlyMap<string, Neigh> {
  if (!isWarm(blueprint)) return neighTable([]);
  return neighTable([neigh(plan.node.ciliumHost, pod.eth0, blueprint.devices.get(pod.lxc)!.mac)]);
}

export function routerNeighbours(
  ports: readonly Port[],
  uplink: Uplink | null,
  blueprint: Blueprint,
): ReadonlyMap<string, Neigh> {
  if (!isWarm(blueprint)) return neighTable([]);
  return neighTable([...gatewayOf(uplink, blueprint), ...ports.flatMap((port) => onWire(port, blueprint))]);
}

/** What a NAT knows: its one guest. */
export function outsideNeighbours(uplink: Uplink, blueprint: Blueprint): ReadonlyMap<string, Neigh> {
  if (!isWarm(blueprint)) return neighTable([]);
  return neighTable([neigh(uplink.ip, gatewayDevice(uplink), uplink.mac)]);
}
