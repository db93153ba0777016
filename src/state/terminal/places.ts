import type { NetnsName } from '../../lab/names.ts';
import type { Host } from '../../shell/hosts/host.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Place } from '../terminal.ts';

/** Where a reader can sit down: every node, the router, and every pod that has a shell. */
export function placesOf(machine: Machine): readonly Place[] {
  const { world, hosts } = machine;
  const machines = [...world.nodes.map(({ name }) => name), ...(world.router === null ? [] : [world.router])];
  const found = [
    ...machines.map((name) => hosts.machine(name)),
    ...[...world.pods.keys()].map((name) => hosts.pod(name)),
  ];
  return found.flatMap((host) => (host === null || host.kind === 'app' ? [] : [placeOf(host)]));
}

/** The places that a reader of the posts uses: their tabs are there from the start. */
export function usualPlaces(places: readonly Place[]): readonly Place[] {
  const client = places.find(({ kind }) => kind === 'client');
  return places.filter((place) => place.kind !== 'client' || place === client);
}

function placeOf(host: Host): Place {
  return { id: host.netns, host: host.name, kind: host.kind };
}

/** The host of a place; null when the lab has it no longer. */
export function hostOf(machine: Machine, { id }: Pick<Place, 'id'>): Host | null {
  return machine.hosts.machine(id) ?? machine.hosts.pod(id as NetnsName);
}

export function samePlaces(some: readonly Place[], others: readonly Place[]): boolean {
  return some.map(({ id }) => id).join() === others.map(({ id }) => id).join();
}
