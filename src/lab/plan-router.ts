import type { Ipv4Addr } from '../wire/address.ts';
import type { RouterPlan } from './blueprint.ts';
import { addressed, dummy, IFINDEX, loopback } from './devices.ts';
import type { LabRouter } from './file.ts';
import { interfaceAddress } from './interface-address.ts';
import type { Macs } from './macs.ts';
import { deviceId, type NetnsName } from './names.ts';
import { portOf, staticRoutes, type Planned } from './plan-machines.ts';
import { uplinkOf } from './uplinks.ts';

const USUAL_MTU = 1500;

function mtuOf(lab: LabRouter, device: string): number {
  return (Object.hasOwn(lab.mtu, device) ? lab.mtu[device] : undefined) ?? USUAL_MTU;
}

function routerUplink(netns: NetnsName, lab: LabRouter, macs: Macs) {
  if (lab.eth0 === null || lab.gateway === null) return null;
  const [gateway, dns] = [lab.gateway as Ipv4Addr, lab.dns as Ipv4Addr | null];
  return uplinkOf(
    netns,
    { dev: 'eth0', address: interfaceAddress(lab.eth0), gateway, dns, mtu: mtuOf(lab, 'eth0') },
    macs,
  );
}

export function planRouter(lab: LabRouter | null, macs: Macs): Planned<RouterPlan> | null {
  if (lab === null) return null;
  const netns = lab.name as NetnsName;
  const up = routerUplink(netns, lab, macs);
  const ports = [
    portOf({ netns, name: 'eth1', ifindex: IFINDEX.eth1, mtu: mtuOf(lab, 'eth1') }, interfaceAddress(lab.eth1), macs),
    portOf({ netns, name: 'eth2', ifindex: IFINDEX.eth2, mtu: mtuOf(lab, 'eth2') }, interfaceAddress(lab.eth2), macs),
  ];
  const loops = lab.loops.map(({ name, address }, i) => {
    const { ip, length, subnet } = interfaceAddress(address);
    const dev = deviceId(netns, name);
    const mac = macs.local(dev);
    const facts = { id: dev, netns, name, ifindex: IFINDEX.firstLoop + i, mac, mtu: mtuOf(lab, name) };
    return { port: { dev, ip, subnet, mac }, device: dummy({ ...facts, addresses: addressed(ip, length) }) };
  });
  const plan: RouterPlan = {
    name: netns,
    uplink: up?.uplink ?? null,
    defaultRoute: lab.defaultRoute,
    ports: ports.map(({ port }) => port),
    loops: loops.map(({ port }) => port),
    rpFilter: lab.rpFilter,
    staticRoutes: staticRoutes(lab.staticRoutes),
  };
  const devices = [
    loopback(netns),
    ...(up === null ? [] : [up.device]),
    ...[...ports, ...loops].map(({ device }) => device),
  ];
  return { plan, devices };
}
