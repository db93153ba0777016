import { hostsFile } from '../../../lab/hosts-file.ts';
import type { Ipv4Addr } from '../../../wire/address.ts';
import type { Context } from '../../command.ts';

/**
 * The name that a host has for an address, or null. From /etc/hosts, and in pods from the cluster's DNS as well, which has
 * PTR records for services and for their pods (CoreDNS kubernetes plugin). The questions themselves cause no packets here.
 */
export function nameOfAddress({ host, machine }: Context, address: Ipv4Addr): string | null {
  const { world } = machine;
  for (const [name, ip] of hostsFile(world, host.netns)) if (ip === address) return name;
  if (host.kind !== 'client') return null;
  for (const { clusterIP, shortName, namespace, backends } of world.services) {
    const domain = `${shortName}.${namespace}.svc.cluster.local`;
    if (clusterIP === address) return domain;
    if (backends.some((backend) => backend.address === address)) return `${address.replaceAll('.', '-')}.${domain}`;
  }
  return null;
}

/** The addresses that a host knows for a name: for filters that name a machine. */
export function addressesOfName({ host, machine }: Context, name: string): readonly Ipv4Addr[] {
  const { world } = machine;
  const known = hostsFile(world, host.netns).get(name);
  if (known !== undefined) return [known];
  if (host.kind !== 'client') return [];
  const [short, namespace = 'default'] = name.split('.');
  return world.services
    .filter((each) => each.shortName === short && each.namespace === namespace)
    .map((each) => each.clusterIP);
}
