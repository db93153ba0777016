import type { LabFile, LabPod } from './file.ts';
import type { Selected } from './selectors.ts';
import type { Pod } from './world.ts';

/** The cluster's name servers carry this label in every distribution (kubeadm's coredns manifest). */
const DNS_LABEL = ['k8s-app', 'kube-dns'] as const;
const WEB = /whoami|traefik/;
const CLIENT = /netshoot|curl/;
const HTTP_PORT = 80;

/**
 * What runs in each pod, by its name, as far as the file tells. First match wins: 'dns' by its label; 'web' when its image or
 * name speaks of whoami or traefik, when it lists port 80, or when a TCP service leads to its port 80; 'client' when image
 * or name speaks of netshoot or curl.
 */
export function podRoles(lab: LabFile, selected: Selected): ReadonlyMap<string, Pod['role']> {
  const served = new Set<string>();
  for (const service of lab.services) {
    if (service.protocol !== 'TCP' || service.targetPort !== HTTP_PORT) continue;
    for (const pod of selected.get(service.name) ?? []) served.add(pod.name);
  }
  const roles = new Map<string, Pod['role']>();
  for (const pod of lab.pods) roles.set(pod.name, roleOf(pod, served));
  return roles;
}

function roleOf(pod: LabPod, served: ReadonlySet<string>): Pod['role'] {
  const says = (word: RegExp): boolean => word.test(pod.image) || word.test(pod.name);
  if (pod.labels.some(([key, value]) => key === DNS_LABEL[0] && value === DNS_LABEL[1])) return 'dns';
  if (says(WEB) || pod.ports.includes(HTTP_PORT) || served.has(pod.name)) return 'web';
  return says(CLIENT) ? 'client' : 'other';
}
