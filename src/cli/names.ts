import { deviceId, deviceName, type NetnsName } from '../lab/names.ts';
import { nearestKey } from '../lab/nearest-key.ts';
import type { Pod, Service, World } from '../lab/world.ts';
import type { Target } from '../trace/stimulus.ts';
import { parseIpv4, type Ipv4Addr } from '../wire/address.ts';

/** A name that was found, or the sentence that says what was wrong and what would be right. */
export type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Where to, and the port that belongs to it (a service's own, else the application's). */
export interface Aim {
  readonly target: Target;
  readonly port: number | null;
  /** The Host header of an HTTP request by address: the name of the service that the pod there belongs to. */
  readonly host: string | null;
}

const found = <T>(value: T): Found<T> => ({ ok: true, value });
const missing = (why: string): Found<never> => ({ ok: false, why });

/** A pod (whole name, or the beginning of one), a pod by NAME@NODE, a node, or the router. */
export function sourceOf(world: World, typed: string): Found<NetnsName> {
  const host = [...world.netns.values()].find((each) => each.name === typed && each.kind !== 'outside');
  if (host !== undefined) return found(host.name);
  const pod = podOf(world, typed);
  if (pod.ok) return found(pod.value.name);
  return missing(`--from: ${pod.why}`);
}

/** What a lookup asks for: any host name, known to the lab or not; NAMESPACE/NAME for a service. */
export function queryOf(typed: string): Found<Aim> {
  const name = typed.split('/').toReversed().join('.');
  if (/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_][a-z0-9_-]{0,62})*\.?$/i.test(name))
    return found({ target: { kind: 'name', name }, port: null, host: null });
  return missing(`--to: '${typed}' is not a host name that can be looked up (letters, digits, '-' and '.')`);
}

/**
 * A service, a pod, a pod by NAME@NODE, a node, the router, HOST:DEVICE for the address of a device, or any address:
 * one that no device has is where a walk to nowhere goes. A service is looked up by name where the sender asks the
 * cluster's DNS, hence in pods only; elsewhere its ClusterIP is used.
 */
export function targetOf(world: World, typed: string, from: NetnsName): Found<Aim> {
  const address = parseIpv4(typed);
  if (address !== null) return found(aimAt(world, address));
  if (/^[\d.]+$/.test(typed))
    return missing(`--to: '${typed}' is not an IPv4 address (four numbers from 0 to 255, no leading zeros)`);
  const service = serviceOf(world, typed);
  if (service !== null) return found(aimAtService(world, service, typed, from));
  const node = world.nodes.find((each) => each.name === typed);
  if (node !== undefined) return found(aimAt(world, node.ip));
  if (typed === world.router) return routerOf(world, typed);
  if (typed.includes(':')) return deviceOf(world, typed);
  const pod = podOf(world, typed);
  return pod.ok ? found(aimAt(world, pod.value.ip)) : missing(`--to: ${pod.why}`);
}

function aimAt(world: World, address: Ipv4Addr): Aim {
  const service = world.services.find(
    (each) => each.protocol === 'TCP' && each.backends.some((backend) => backend.address === address),
  );
  return { target: { kind: 'address', address }, port: null, host: service?.shortName ?? null };
}

function aimAtService(world: World, service: Service, typed: string, from: NetnsName): Aim {
  const { port, shortName, namespace } = service;
  if (world.netns.get(from)?.kind !== 'pod')
    return { target: { kind: 'address', address: service.clusterIP }, port, host: shortName };
  return {
    target: { kind: 'name', name: typed.includes('/') ? `${shortName}.${namespace}` : typed },
    port,
    host: null,
  };
}

/** 'webpod', 'default/webpod', 'webpod.default', 'webpod.default.svc.cluster.local'. */
function serviceOf(world: World, typed: string): Service | null {
  for (const service of world.services) {
    const { name, shortName, namespace } = service;
    const names = [
      name,
      `${namespace}/${shortName}`,
      `${shortName}.${namespace}`,
      `${shortName}.${namespace}.svc.cluster.local`,
    ];
    if (names.includes(typed)) return service;
  }
  return null;
}

/** The router answers on the address that all nodes route to it: its first loop, else its first NIC. */
function routerOf(world: World, typed: string): Found<Aim> {
  const devices = [...world.devices.values()].filter((device) => device.netns === typed);
  const known =
    devices.find((device) => device.kind === 'dummy' && device.addresses.length > 0) ??
    devices.find((device) => device.name === 'eth1');
  const ip = known?.addresses[0]?.ip;
  return ip === undefined ? missing(`--to: '${typed}' has no address`) : found(aimAt(world, ip));
}

function deviceOf(world: World, typed: string): Found<Aim> {
  const device = world.devices.get(typed as ReturnType<typeof deviceId>);
  const ip = device?.addresses[0]?.ip;
  if (ip !== undefined) return found(aimAt(world, ip));
  return missing(
    device === undefined ? `--to: there is no device '${typed}'` : `--to: device '${typed}' has no address`,
  );
}

/** Whole name, else a unique beginning of a name; NAME@NODE narrows it to the pods there. */
function podOf(world: World, typed: string): Found<Pod> {
  const at = typed.indexOf('@');
  const name = at < 0 ? typed : typed.slice(0, at);
  const node = at < 0 ? null : typed.slice(at + 1);
  if (node !== null && !world.nodes.some((each) => each.name === node)) {
    const nodes = world.nodes.map((each) => each.name);
    const near = nearestKey(node, nodes);
    return missing(
      `'${node}' is not a node of this lab (${nodes.join(', ')})${near === null ? '' : `; did you mean ${near}?`}`,
    );
  }
  const pods = [...world.pods.values()].filter((pod) => node === null || pod.node === node);
  const service = serviceOf(world, name);
  const backends =
    service === null ? [] : pods.filter((pod) => service.backends.some((backend) => backend.pod === pod.name));
  const exact = pods.filter(
    (pod) => pod.name === name || (pod.shortName === name && `${pod.namespace}/${name}` !== name),
  );
  const candidates =
    exact.length > 0
      ? exact
      : backends.length > 0
        ? backends
        : pods.filter((pod) => pod.name.startsWith(name) || pod.shortName.startsWith(name));
  const [only] = candidates;
  if (name !== '' && only !== undefined && candidates.length === 1) return found(only);
  if (name !== '' && candidates.length > 1) {
    const hint =
      node === null && new Set(candidates.map((pod) => pod.node)).size === candidates.length
        ? ` or ${candidates.map((pod) => `${name}@${pod.node}`).join(', ')}`
        : '';
    return missing(
      `'${typed}' is the beginning of ${candidates.length} pods; say which: ${candidates.map((pod) => pod.name).join(', ')}${hint}`,
    );
  }
  return missing(`there is no '${typed}' in this lab${nearText(world, name)} ${namesText(world)}`);
}

function nearText(world: World, typed: string): string {
  const known = [
    ...[...world.pods.values()].map((pod) => pod.name),
    ...world.nodes.map((node) => node.name),
    ...world.services.map((service) => service.name),
  ];
  const near = nearestKey(typed, known);
  return near === null ? '.' : `; did you mean ${near}?`;
}

/** What could have been said: pods with their nodes and addresses, nodes, services. */
export function namesText(world: World): string {
  const pods = [...world.pods.values()].map((pod) => `${pod.name} (${pod.node}, ${pod.ip})`);
  const nodes = [...world.nodes.map((node) => node.name), ...(world.router === null ? [] : [world.router])];
  const services = world.services.map((service) => service.name);
  return `Pods: ${pods.join(', ')}. Nodes: ${nodes.join(', ')}. Services: ${services.join(', ')}.`;
}

/** Where a capture listens: HOST:DEVICE, HOST:any; a lone host means HOST:any. */
export function tapOf(
  world: World,
  typed: string,
): Found<{ readonly netns: NetnsName; readonly device: ReturnType<typeof deviceId> | 'any' }> {
  const at = typed.lastIndexOf(':');
  const host = at < 0 ? typed : typed.slice(0, at);
  const name = at < 0 ? 'any' : typed.slice(at + 1);
  const netns = [...world.netns.values()].find((each) => each.name === host)?.name ?? null;
  const pod = netns === null ? podOf(world, host) : null;
  const place = netns ?? (pod?.ok ? pod.value.name : null);
  if (place === null) return missing(`--tap: ${pod?.ok === false ? pod.why : `there is no '${host}'`}`);
  if (name === 'any') return found({ netns: place, device: 'any' });
  const device = deviceId(place, name);
  if (world.devices.has(device)) return found({ netns: place, device });
  const devices = (world.netns.get(place)?.devices ?? []).map(deviceName);
  const near = nearestKey(name, devices);
  return missing(
    `--tap: ${place} has no device '${name}' (${[...devices, 'any'].join(', ')})${near === null ? '' : `; did you mean ${near}?`}`,
  );
}
