import type { Cidr, Ipv4Addr } from '../wire/address.ts';
import type { NodePlan, Port } from './blueprint.ts';
import { ciliumHostAddress } from './cilium-host.ts';
import { addressed, IFINDEX, loopback, nic, TUNNEL, tunnelDevice, veth } from './devices.ts';
import type { Draw } from './draws.ts';
import { tunnelIfindex } from './endpoints.ts';
import type { LabNode, LabPod } from './file.ts';
import { interfaceAddress, nodeAddress, type InterfaceAddress } from './interface-address.ts';
import type { Macs } from './macs.ts';
import { deviceId, type NetnsName } from './names.ts';
import { subnetSegment } from './segments.ts';
import { parseStaticRoute, type StaticRoute } from './static-route.ts';
import { uplinkOf } from './uplinks.ts';
import type { Device, Pod, Settings } from './world.ts';

export interface Planned<Plan> {
  readonly plan: Plan;
  /** In ifindex order, except for the pods' devices, which join a node later. */
  readonly devices: readonly Device[];
}

export function staticRoutes(specs: readonly string[]): readonly StaticRoute[] {
  return specs.map((spec) => {
    const read = parseStaticRoute(spec);
    if (!read.ok) throw new Error(`'${spec}' is not a static route`);
    return read.route;
  });
}

interface PortFacts {
  readonly netns: NetnsName;
  readonly name: string;
  readonly ifindex: number;
  readonly mtu: number;
}

export function portOf(
  facts: PortFacts,
  { ip, length, subnet }: InterfaceAddress,
  macs: Macs,
  machine: 'virtual' | 'container' = 'virtual',
): { readonly port: Port; readonly device: Device } {
  const { netns, name, ifindex, mtu } = facts;
  const dev = deviceId(netns, name);
  const mac = machine === 'virtual' ? macs.nic(dev) : macs.container(dev, ip);
  const device = nic(
    { id: dev, netns, name, ifindex, mac, mtu, addresses: addressed(ip, length) },
    subnetSegment(subnet),
  );
  return { port: { dev, ip, subnet, mac }, device };
}

/** rp_filter of a node: the agent switches it off (pkg/datapath/loader base.go); without an agent Ubuntu's loose mode stays. */
const NODE_RP_FILTER = { cilium: 0, linux: 2 } as const;

/** A first NIC has the usual MTU whatever the other one's. */
const UPLINK_MTU = 1500;

function nodeUplink(netns: NetnsName, lab: LabNode, macs: Macs) {
  if (lab.uplink === null) return null;
  const { dev, ip, gateway, dns } = lab.uplink;
  const address = interfaceAddress(ip);
  return uplinkOf(netns, { dev, address, gateway: gateway as Ipv4Addr, dns: dns as Ipv4Addr, mtu: UPLINK_MTU }, macs);
}

/** The pair that the agent makes on every node. */
function ciliumPair(netns: NetnsName, mtu: number, ciliumHost: Ipv4Addr, macs: Macs): readonly Device[] {
  const [host, net] = [deviceId(netns, 'cilium_host'), deviceId(netns, 'cilium_net')];
  return [
    veth(
      { id: net, netns, name: 'cilium_net', ifindex: IFINDEX.ciliumNet, mac: macs.local(net), mtu },
      host,
      null,
      true,
    ),
    veth(
      { id: host, netns, name: 'cilium_host', ifindex: IFINDEX.ciliumHost, mac: macs.local(host), mtu },
      net,
      ciliumHost,
      true,
    ),
  ];
}

export interface NodeDraws {
  readonly ciliumHost: Draw;
  readonly tunnelIfindex: Draw;
}

export interface NodePods {
  readonly lab: readonly LabPod[];
  readonly pods: readonly Pod[];
}

/** A node with its devices; those that its pods bring with them are not among them. */
export function planNode(
  lab: LabNode,
  { lab: labPods, pods }: NodePods,
  settings: Settings,
  macs: Macs,
  draws: NodeDraws,
): Planned<NodePlan> {
  const netns = lab.name as NetnsName;
  const { mtu, podCIDR, controlPlane } = lab;
  const up = nodeUplink(netns, lab, macs);
  // A virtual machine of the lab has a NIC to the outside; a node without one is a container on a bridge, as kind makes them.
  const machine = up === null ? 'container' : 'virtual';
  const main = portOf({ netns, name: lab.dev, ifindex: IFINDEX.eth1, mtu }, nodeAddress(lab), macs, machine);
  const ciliumHost = ciliumHostAddress(lab, labPods, draws.ciliumHost);
  const devices = [
    loopback(netns),
    ...(up === null ? [] : [up.device]),
    main.device,
    ...ciliumPair(netns, mtu, ciliumHost, macs),
  ];
  let tunnel: NodePlan['tunnel'] = null;
  if (settings.routing !== 'native') {
    const name = TUNNEL[settings.routing].device;
    const dev = deviceId(netns, name);
    tunnel = { dev, mac: macs.local(dev) };
    devices.push(
      tunnelDevice(
        { id: dev, netns, name, ifindex: tunnelIfindex(draws.tunnelIfindex, lab.name), mac: tunnel.mac, mtu },
        settings.routing,
      ),
    );
  }
  const uplink = up?.uplink ?? null;
  const plan: NodePlan = {
    node: {
      name: netns,
      ip: main.port.ip,
      dev: main.port.dev,
      uplink: uplink?.dev ?? null,
      podCIDR: podCIDR as Cidr,
      ciliumHost,
      controlPlane,
    },
    port: main.port,
    uplink,
    mtu,
    rpFilter: lab.rpFilter ?? NODE_RP_FILTER[settings.datapath],
    staticRoutes: staticRoutes(lab.staticRoutes),
    ciliumHostDev: deviceId(netns, 'cilium_host'),
    tunnel,
    pods,
  };
  return { plan, devices };
}
