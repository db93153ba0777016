import type { Pod, World } from '../../lab/world.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';

const ZONE = 'cluster.local';
/** ndots of the resolv.conf that the kubelet writes for pods. */
export const NDOTS = 5;

/** The search list of a pod's /etc/resolv.conf (dnsPolicy ClusterFirst). */
export function searchListOf(pod: Pod): readonly string[] {
  return [`${pod.namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE];
}

/** The name server in it: the ClusterIP of the service that the cluster's DNS pods stand behind. */
export function nameServerOf(world: World): Ipv4Addr | null {
  return world.services.find((s) => s.protocol === 'UDP' && s.port === 53)?.clusterIP ?? null;
}

/** What a name stands for in the cluster's zone (CoreDNS, plugin kubernetes): null means that there is no such name. */
export function clusterAddresses(world: World, name: string): readonly Ipv4Addr[] | null {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  if (labels.slice(-2).join('.') !== ZONE) return null;
  const [first = '', namespace = '', kind = '', ...rest] = labels.slice(0, -2);
  // Names that only have others below them exist without records: svc.cluster.local, default.svc.cluster.local.
  if (kind === '') return isEmptyNode(first, namespace, world) ? [] : null;
  if (rest.length === 1 && rest[0] === 'svc') return endpointAddresses(world, first, namespace, kind);
  const known =
    world.services.some((s) => s.namespace === namespace) ||
    [...world.pods.values()].some((p) => p.namespace === namespace);
  if (rest.length > 0 || !known) return null;
  if (kind === 'pod') {
    const address = parseIpv4(first.replaceAll('-', '.'));
    return address === null ? null : [address];
  }
  if (kind !== 'svc') return null;
  const service = world.services.find((s) => s.shortName === first && s.namespace === namespace);
  return service ? [service.clusterIP] : null;
}

function isEmptyNode(first: string, second: string, world: World): boolean {
  if (second === '') return first === '' || first === 'svc' || first === 'pod';
  return second === 'svc' && world.services.some((s) => s.namespace === first);
}

/** '172-20-2-152.webpod.default.svc': a pod that a service stands before, by its address (plugin kubernetes, endpointHostname). */
function endpointAddresses(
  world: World,
  endpoint: string,
  service: string,
  namespace: string,
): readonly Ipv4Addr[] | null {
  const found = world.services
    .filter((s) => s.shortName === service && s.namespace === namespace)
    .flatMap((s) => s.backends.map(({ address }) => address))
    .filter((address) => dashed(address) === endpoint);
  return found.length === 0 ? null : [...new Set(found)];
}

/**
 * The names of an address, for a PTR record (plugin kubernetes, serviceRecordForIP): the service whose ClusterIP it is, else
 * one for each service that has it as a backend. Empty: nobody in the cluster has a name for it.
 */
export function clusterNames(world: World, address: Ipv4Addr): readonly string[] {
  const service = world.services.find((s) => s.clusterIP === address);
  if (service) return [`${service.shortName}.${service.namespace}.svc.${ZONE}`];
  const behind = world.services.filter((s) => s.backends.some((backend) => backend.address === address));
  const names = behind.map((s) => `${dashed(address)}.${s.shortName}.${s.namespace}.svc.${ZONE}`);
  return [...new Set(names)];
}

function dashed(address: Ipv4Addr): string {
  return address.replaceAll('.', '-');
}
