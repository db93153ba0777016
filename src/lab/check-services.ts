import { below } from './fields.ts';
import type { LabNode, LabPod, LabService } from './file.ts';
import type { Findings } from './problems.ts';
import { isApiServer, podsSelected } from './selectors.ts';

/** Services against each other (one frontend, one service) and against the pods that they select. */
export function checkServices(
  services: readonly LabService[],
  pods: readonly LabPod[],
  nodes: readonly LabNode[],
  found: Findings,
): void {
  const frontends = new Map<string, string>();
  const claim = (path: string, frontend: string, name: string): void => {
    const other = frontends.get(frontend);
    if (other === undefined) frontends.set(frontend, name);
    else found.problem(path, 'same-frontend', { a: other, b: name, frontend });
  };
  const selected = podsSelected(services, pods);
  for (const service of services) {
    const path = below('services', service.name);
    claim(`${path}.clusterIP`, `${service.clusterIP}:${service.port}/${service.protocol}`, service.name);
    if (service.nodePort !== null)
      claim(`${path}.nodePort`, `nodePort ${service.nodePort}/${service.protocol}`, service.name);
    if (service.externalIP !== null)
      claim(`${path}.externalIP`, `${service.externalIP}:${service.port}/${service.protocol}`, service.name);
    if (isApiServer(service)) {
      if (!nodes.some((node) => node.controlPlane)) found.warning(path, 'no-control-plane', { service: service.name });
    } else if (selected.get(service.name)!.length === 0)
      found.warning(path, 'no-pods-selected', { service: service.name });
  }
}
