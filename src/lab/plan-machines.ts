import type { Prng } from '../base/prng.ts';
import { ipv4, type Cidr } from '../wire/address.ts';
import type { NodePlan, Port, RouterPlan } from './blueprint.ts';
import { ciliumHostAddress } from './cilium-host.ts';
import { dummy, IFINDEX, loopback, nic, TUNNEL, tunnelDevice, veth } from './devices.ts';
import { tunnelIfindex } from './endpoints.ts';
import type { LabFile, LabNode, LabPod, LabRouter } from './file.ts';
import { interfaceAddress } from './interface-address.ts';
import type { Macs } from './macs.ts';
import { deviceId, type NetnsName } from './names.ts';
import { parseStaticRoute, type StaticRoute } from './static-route.ts';
import { uplinkOf } from './uplinks.ts';
import type { Device, Pod, Settings } from './world.ts';

export interface Planned<Plan> {
  readonly plan: Plan;
  /** In ifindex order, except for the pods' devices, which join a node later. */
  readonly devices: readonly Device[];
}

function staticRoutes(specs: readonly string[]): readonly StaticRoute[] {
  return specs.map((spec) => {
    const read = parseStaticRoute(spec);
    if (!read.ok) throw new Error(`'${spec}' is not a static route`);
    return read.route;
  });
}

export function subnetSegment(subnet: Cidr): string {
  return `subnet:${subnet}`;
}

function port(
  netns: NetnsName,
  name: string,
  ifindex: number,
  text: string,
  mtu: number,
  macs: Macs,
): { readonly port: Port; readonly device: Device } {
  const { ip, length, subnet } = interfaceAddress(text);
  const dev = deviceId(netns, name);
  const mac = macs.nic(dev);
  return {
    port: { dev, ip, subnet, mac },
    device: nic({ netns, name, ifindex, mac, mtu, address: { ip, length } }, subnetSegment(subnet)),
  };
}

/** rp_filter of a node: the agent switches it off (pkg/datapath/loader base.go); without an agent Ubuntu's loose mode stays. */
const NODE_RP_FILTER = { cilium: 0, linux: 2 } as const;

/** A node with its devices other than those of `pods`, which are filled into the plan by the caller. */
export function planNode(
  lab: LabNode,
  labPods: readonly LabPod[],
  settings: Settings,
  macs: Macs,
  rng: Prng,
  pods: readonly Pod[],
): Planned<NodePlan> {
  const netns = lab.name as NetnsName;
  const up = lab.uplink === null ? null : uplinkOf(netns, { ...lab.uplink, mtu: 1500 }, macs);
  const main = port(netns, lab.dev, IFINDEX.eth1, `${lab.ip}/${lab.prefix}`, lab.mtu, macs);
  const ciliumHost = ciliumHostAddress(lab, labPods, rng);
  const [hostDev, netDev] = [deviceId(netns, 'cilium_host'), deviceId(netns, 'cilium_net')];
  const pair = { netns, mtu: lab.mtu };
  const devices = [
    loopback(netns),
    ...(up === null ? [] : [up.device]),
    main.device,
    veth(
      { ...pair, name: 'cilium_net', ifindex: IFINDEX.ciliumNet, mac: macs.local(netDev), address: null },
      hostDev,
      true,
    ),
    veth(
      {
        ...pair,
        name: 'cilium_host',
        ifindex: IFINDEX.ciliumHost,
        mac: macs.local(hostDev),
        address: { ip: ciliumHost, length: 32 },
      },
      netDev,
      true,
    ),
  ];
  let tunnel: NodePlan['tunnel'] = null;
  if (settings.routing !== 'native') {
    const name = TUNNEL[settings.routing].device;
    const dev = deviceId(netns, name);
    tunnel = { dev, mac: macs.local(dev) };
    devices.push(
      tunnelDevice(
        { ...pair, name, ifindex: tunnelIfindex(rng.fork(lab.name)), mac: tunnel.mac, address: null },
        settings.routing,
      ),
    );
  }
  const uplink = up?.uplink ?? null;
  const node = {
    name: netns,
    ip: ipv4(lab.ip),
    dev: main.port.dev,
    uplink: uplink?.dev ?? null,
    podCIDR: lab.podCIDR as Cidr,
    ciliumHost,
    controlPlane: lab.controlPlane,
  };
  const rpFilter = lab.rpFilter ?? NODE_RP_FILTER[settings.datapath];
  return {
    plan: {
      node,
      port: main.port,
      uplink,
      mtu: lab.mtu,
      rpFilter,
      staticRoutes: staticRoutes(lab.staticRoutes),
      ciliumHostDev: hostDev,
      tunnel,
      pods,
    },
    devices,
  };
}

function mtuOf(lab: LabRouter, device: string): number {
  return (Object.hasOwn(lab.mtu, device) ? lab.mtu[device] : undefined) ?? 1500;
}

export function planRouter({ router: lab }: LabFile, macs: Macs): Planned<RouterPlan> | null {
  if (lab === null) return null;
  const netns = lab.name as NetnsName;
  const up =
    lab.eth0 === null || lab.gateway === null
      ? null
      : uplinkOf(
          netns,
          { dev: 'eth0', ip: lab.eth0, gateway: lab.gateway, dns: lab.dns, mtu: mtuOf(lab, 'eth0') },
          macs,
        );
  const ports = [
    port(netns, 'eth1', IFINDEX.eth1, lab.eth1, mtuOf(lab, 'eth1'), macs),
    port(netns, 'eth2', IFINDEX.eth2, lab.eth2, mtuOf(lab, 'eth2'), macs),
  ];
  const loops = lab.loops.map(({ name, address }, i) => {
    const { ip, length, subnet } = interfaceAddress(address);
    const dev = deviceId(netns, name);
    const mac = macs.local(dev);
    const device = dummy({
      netns,
      name,
      ifindex: IFINDEX.firstLoop + i,
      mac,
      mtu: mtuOf(lab, name),
      address: { ip, length },
    });
    return { port: { dev, ip, subnet, mac }, device };
  });
  const devices = [
    loopback(netns),
    ...(up === null ? [] : [up.device]),
    ...ports.map((p) => p.device),
    ...loops.map((p) => p.device),
  ];
  const plan: RouterPlan = {
    name: netns,
    uplink: up?.uplink ?? null,
    defaultRoute: lab.defaultRoute,
    ports: ports.map((p) => p.port),
    loops: loops.map((p) => p.port),
    rpFilter: lab.rpFilter,
    staticRoutes: staticRoutes(lab.staticRoutes),
  };
  return { plan, devices };
}
