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
  const known =
    world.services.some((s) => s.namespace === namespace) ||
    [...world.pods.values()].some((p) => p.namespace === namespace);
  // Names that only have others below them exist without records: svc.cluster.local, default.svc.cluster.local.
  if (kind === '') return isEmptyNode(first, namespace, world) ? [] : null;
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
