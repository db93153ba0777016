import type { LabPod, LabService } from './file.ts';
import { splitName } from './names-in-file.ts';

/** The API server's own service: its backends are the control plane nodes, not pods (pkg/controlplane/reconcilers). */
export function isApiServer(service: LabService): boolean {
  return service.name === 'kubernetes' && service.selector === null;
}

/** The pods behind each service, by the service's name. */
export type Selected = ReadonlyMap<string, readonly LabPod[]>;

/**
 * The pods behind each service, by service name, in the order of the file. Without a selector a service of this format
 * selects the pods of its namespace whose name begins with its own.
 */
export function podsSelected(services: readonly LabService[], pods: readonly LabPod[]): Selected {
  const byLabel = new Map<string, LabPod[]>();
  const byNamespace = new Map<string, LabPod[]>();
  const add = (index: Map<string, LabPod[]>, key: string, pod: LabPod): void => {
    const rows = index.get(key);
    if (rows === undefined) index.set(key, [pod]);
    else rows.push(pod);
  };
  for (const pod of pods) {
    const [namespace] = splitName(pod.name);
    add(byNamespace, namespace, pod);
    for (const [key, value] of pod.labels) add(byLabel, `${namespace}\n${key}\n${value}`, pod);
  }
  const selected = new Map<string, readonly LabPod[]>();
  for (const service of services) {
    const [namespace, shortName] = splitName(service.name);
    const [first, ...rest] = service.selector ?? [];
    if (isApiServer(service)) selected.set(service.name, []);
    else if (service.selector === null) {
      selected.set(
        service.name,
        (byNamespace.get(namespace) ?? []).filter((pod) => splitName(pod.name)[1].startsWith(shortName)),
      );
    } else if (first === undefined) selected.set(service.name, []);
    else {
      const candidates = byLabel.get(`${namespace}\n${first[0]}\n${first[1]}`) ?? [];
      selected.set(
        service.name,
        candidates.filter((pod) => rest.every(([key, value]) => pod.labels.some(([k, v]) => k === key && v === value))),
      );
    }
  }
  return selected;
}
