import type { World } from '../../lab/world.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { ciliumMinor } from '../monitor/version.ts';
import type { FlowService } from './flow.ts';

/**
 * The service at an address and port (pkg/hubble/parser/getters GetServiceByAddr). 1.18.0 does not find any: in every
 * recording of that version a ClusterIP stays an address with the identity world; before, it had its service's name.
 */
export function serviceAt(world: World, ip: Ipv4Addr | null, port: number): FlowService | null {
  if (ip === null || ciliumMinor(world) >= 18) return null;
  const found = world.services.find((service) => service.clusterIP === ip && service.port === port);
  return found === undefined ? null : { name: found.shortName, namespace: found.namespace };
}
