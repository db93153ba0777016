import { must } from '../base/assert.ts';
import { prng } from '../base/prng.ts';
import { parseMac, type Cidr, type Mac } from '../wire/address.ts';
import type { Blueprint, NodePlan, Port, RouterPlan, Uplink } from './blueprint.ts';
import { parseClock } from './clock.ts';
import { drawsOf, type Given } from './draws.ts';
import { endpointDraws } from './endpoints.ts';
import type { LabFile } from './file.ts';
import { identitiesOf } from './identities.ts';
import { macsOf } from './macs.ts';
import type { DeviceId, NetnsName } from './names.ts';
import { Namespaces } from './namespaces.ts';
import { planNode, type Planned } from './plan-machines.ts';
import { planPods, podsByNode, type PlannedPod } from './plan-pods.ts';
import { planRouter } from './plan-router.ts';
import { podRoles } from './pod-role.ts';
import { segmentsOf } from './segments.ts';
import { podsSelected, type Selected } from './selectors.ts';
import { lbIds, servicesOf } from './services.ts';
import { effectiveSettings } from './settings.ts';
import { outsideDevices } from './uplinks.ts';
import type { Device, Netns, Pod, World } from './world.ts';

interface NodeParts {
  readonly planned: Planned<NodePlan>;
  readonly pods: readonly PlannedPod[];
  /** Its own devices and the host sides of its pods' pairs, by ifindex. */
  readonly devices: readonly Device[];
}

interface OutsideParts {
  readonly machine: NetnsName;
  readonly uplink: Uplink;
  readonly devices: readonly Device[];
}

interface Parts {
  readonly nodes: readonly NodeParts[];
  readonly router: Planned<RouterPlan> | null;
  readonly outsides: readonly OutsideParts[];
  readonly selected: Selected;
}

/**
 * The lab as agent, kubelet and kernel would have left it: the state at t = 0. Deterministic: what looks random is drawn
 * from the lab's seed and the name of what it belongs to. `lab` must have passed parseLab; a lab that has not may throw.
 * `given` holds the numbers that the same lab has handed out before it changed, and is given those of now.
 */
export function deriveWorld(lab: LabFile, given: Given = new Map()): World {
  const rng = prng(lab.seed, 'lab');
  const parts = partsOf(lab, given);
  const revNatOf = lbIds(rng, 'revnat', given);
  const pods = podsOf(lab, parts.nodes);
  const blueprint: Blueprint = {
    lab,
    settings: effectiveSettings(lab),
    nodes: parts.nodes.map(({ planned }) => planned.plan),
    router: parts.router?.plan ?? null,
    pods,
    services: servicesOf(lab, parts.selected, revNatOf),
    devices: devicesOf(parts),
    wires: wiresOf(parts),
  };
  return {
    file: lab,
    settings: blueprint.settings,
    netns: netnsOf(parts, new Namespaces(blueprint, rng, revNatOf, given)),
    devices: blueprint.devices,
    segments: segmentsOf(blueprint),
    nodes: blueprint.nodes.map((plan) => plan.node),
    router: blueprint.router?.name ?? null,
    pods,
    services: blueprint.services,
    seed: lab.seed,
    epoch: must(parseClock(lab.clock), `time in '${lab.clock}'`),
  };
}

function partsOf(lab: LabFile, given: Given): Parts {
  const rng = prng(lab.seed, 'lab');
  const settings = effectiveSettings(lab);
  const macs = macsOf(lab, rng);
  const selected = podsSelected(lab.services, lab.pods);
  const facts = { identities: identitiesOf(lab.pods, rng, given), roles: podRoles(lab, selected) };
  const perPod = endpointDraws(rng);
  const perNode = { ciliumHost: drawsOf(rng, 'cilium_host'), tunnelIfindex: drawsOf(rng, 'tunnel/ifindex') };
  const byNode = podsByNode(lab);
  const nodes = lab.nodes.map((node): NodeParts => {
    const labPods = byNode.get(node.name)!;
    const pods = planPods(node, labPods, facts, macs, perPod, given);
    const planned = planNode(node, { lab: labPods, pods: pods.map(({ pod }) => pod) }, settings, macs, perNode);
    const devices = [...planned.devices, ...pods.map(({ lxc }) => lxc)].sort((a, b) => a.ifindex - b.ifindex);
    return { planned, pods, devices };
  });
  const router = planRouter(lab.router, macs);
  const recorded = new Map<string, Mac | null>(lab.recorded.macs.map(([device, mac]) => [device, parseMac(mac)]));
  const outsides: OutsideParts[] = [];
  const addOutside = (machine: NetnsName, uplink: Uplink | null): void => {
    if (uplink === null) return;
    outsides.push({
      machine,
      uplink,
      devices: outsideDevices(machine, uplink, recorded),
    });
  };
  for (const { planned } of nodes) addOutside(planned.plan.node.name, planned.plan.uplink);
  if (router !== null) addOutside(router.plan.name, router.plan.uplink);
  return { nodes, router, outsides, selected };
}

/** In the order of the file. */
function podsOf(lab: LabFile, nodes: readonly NodeParts[]): ReadonlyMap<NetnsName, Pod> {
  const planned = new Map<string, Pod>();
  for (const node of nodes) for (const { pod } of node.pods) planned.set(pod.name, pod);
  const pods = new Map<NetnsName, Pod>();
  for (const { name } of lab.pods) pods.set(name as NetnsName, must(planned.get(name), `node of pod ${name}`));
  return pods;
}

function devicesOf({ nodes, router, outsides }: Parts): ReadonlyMap<DeviceId, Device> {
  const devices = new Map<DeviceId, Device>();
  const add = (list: readonly Device[]): void => {
    for (const device of list) devices.set(device.id, device);
  };
  for (const node of nodes) add(node.devices);
  if (router !== null) add(router.devices);
  for (const node of nodes) for (const pod of node.pods) add(pod.devices);
  for (const outside of outsides) add(outside.devices);
  return devices;
}

/** Ports of nodes and router by the subnet that they share. */
function wiresOf({ nodes, router }: Parts): Blueprint['wires'] {
  const wires = new Map<Cidr, Port[]>();
  for (const port of [...nodes.map(({ planned }) => planned.plan.port), ...(router?.plan.ports ?? [])]) {
    const wire = wires.get(port.subnet);
    if (wire === undefined) wires.set(port.subnet, [port]);
    else wire.push(port);
  }
  return wires;
}

function netnsOf({ nodes, router, outsides }: Parts, make: Namespaces): ReadonlyMap<NetnsName, Netns> {
  const all = new Map<NetnsName, Netns>();
  const add = (netns: Netns): void => void all.set(netns.name, netns);
  for (const { planned, devices } of nodes) add(make.node(planned.plan, devices));
  if (router !== null) add(make.router(router.plan, router.devices));
  for (const { planned, pods } of nodes) for (const { pod, devices } of pods) add(make.pod(pod, planned.plan, devices));
  for (const { machine, uplink, devices } of outsides) add(make.outside(machine, uplink, devices));
  return all;
}
