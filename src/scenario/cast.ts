import type { Node, Pod, Service, World } from '../lab/world.ts';

/** Where a web pod is, as the client sees it. */
export const NEARNESS = ['same-node', 'same-subnet', 'other-subnet'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** Who asks: the lab's first client pod, or null in a lab without one. */
export function clientOf(world: World): Pod | null {
  return [...world.pods.values()].find((pod) => pod.role === 'client') ?? null;
}

export function nodeOf(world: World, pod: Pod): Node | null {
  return world.nodes.find((node) => node.name === pod.node) ?? null;
}

/** Pods that answer HTTP, in the order of the file. */
export function websOf(world: World, client: Pod): readonly Pod[] {
  return [...world.pods.values()].filter((pod) => pod.role === 'web' && pod.name !== client.name);
}

/** The first web pod that is so near to the client, or null when the lab has none. */
export function webAt(world: World, client: Pod, nearness: Nearness): Pod | null {
  return websOf(world, client).find((pod) => nearnessOf(world, client, pod) === nearness) ?? null;
}

function nearnessOf(world: World, client: Pod, pod: Pod): Nearness {
  if (client.node === pod.node) return 'same-node';
  return segmentOf(world, client) === segmentOf(world, pod) ? 'same-subnet' : 'other-subnet';
}

function segmentOf(world: World, pod: Pod): string | null {
  const node = nodeOf(world, pod);
  const nic = node === null ? undefined : world.devices.get(node.dev);
  return nic?.kind === 'nic' ? nic.segment : null;
}

/** The service with the most web pods behind it, two at the least; null when there is nothing to choose between. */
export function webServiceOf(world: World): Service | null {
  const count = (service: Service): number =>
    service.backends.filter(({ pod }) => pod !== null && world.pods.get(pod)?.role === 'web').length;
  return world.services.reduce<Service | null>(
    (best, service) => (count(service) >= 2 && (best === null || count(service) > count(best)) ? service : best),
    null,
  );
}

/** Whether names can be looked up: a name server runs, and a service leads to it. */
export function hasNameServer(world: World): boolean {
  return world.services.some(
    ({ backends, protocol }) =>
      protocol === 'UDP' && backends.some(({ pod }) => pod !== null && world.pods.get(pod)?.role === 'dns'),
  );
}
