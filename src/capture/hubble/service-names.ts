import type { World } from '../../lab/world.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { ciliumMinor } from '../monitor/version.ts';
import type { FlowService } from './flow.ts';

/** Minor versions whose recordings show a ClusterIP as an address, with the identity world. */
const NAMELESS: readonly number[] = [17, 18];

/**
 * The service at an address and port (pkg/hubble/parser/getters GetServiceByAddr). 1.17 and 1.18.0 do not find any: in every
 * recording of theirs a ClusterIP stays an address. Before and after them it has its service's name.
 */
export function serviceAt(world: World, ip: Ipv4Addr | null, port: number): FlowService | null {
  if (ip === null || NAMELESS.includes(ciliumMinor(world))) return null;
  const found = world.services.find((service) => service.clusterIP === ip && service.port === port);
  return found === undefined ? null : { name: found.shortName, namespace: found.namespace };
}
