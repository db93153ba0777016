import type { NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { SECOND } from '../timing.ts';
import { nameServerOf } from './cluster-names.ts';

/** BIND's tools wait five seconds for each answer (bin/dig/dighost.c). */
export const PAUSE = 5 * SECOND;

/** As BIND's tools write them (bin/dig/dighost.c rcodetext). */
export const RCODES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
};

/** The name server of resolv.conf: the cluster's for a pod, what the first NIC's DHCP says for a node, none for the router. */
export function serverOf(world: World, netns: NetnsName): Ipv4Addr | null {
  if (world.pods.has(netns)) return nameServerOf(world);
  const uplink = world.file.nodes.find((node) => node.name === netns)?.uplink;
  return uplink ? parseIpv4(uplink.dns) : null;
}
