import { listAt, textAt, treeAt, type Tree } from '../../cluster/json.ts';
import type { Labels } from '../../cluster/records.ts';

export interface WantedService {
  readonly selector: Labels | null;
  readonly port: number;
  /** Null: the name of a port of the pods, which the lab takes for the port itself. */
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly clusterIP: string | null;
  readonly nodePort: number | null;
}

/** What a service's spec says, or why the lab cannot make it. */
export function readService<T>(name: string, spec: Tree, make: (service: WantedService) => T): T | string {
  const ports = listAt(spec['ports']).map(treeAt);
  const [port = {}] = ports;
  if (ports.length > 1)
    return `error: Service "${name}": a service of this lab has one port, and here are ${ports.length}`;
  const type = textAt(spec['type']) ?? 'ClusterIP';
  if (type !== 'ClusterIP' && type !== 'NodePort' && type !== 'LoadBalancer')
    return `The Service "${name}" is invalid: spec.type: Unsupported value: "${type}": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"`;
  if (spec['clusterIP'] === 'None') return `error: Service "${name}": headless services are not part of this lab`;
  const number = Number(port['port']);
  const target = port['targetPort'] === undefined ? number : Number(port['targetPort']);
  const selector = Object.entries(treeAt(spec['selector'])).map(([key, value]) => [key, textAt(value) ?? ''] as const);
  return make({
    selector: spec['selector'] === undefined ? null : selector,
    port: number,
    targetPort: Number.isInteger(target) ? target : number,
    protocol: textAt(port['protocol']) === 'UDP' ? 'UDP' : 'TCP',
    type,
    clusterIP: textAt(spec['clusterIP']),
    nodePort: typeof port['nodePort'] === 'number' ? port['nodePort'] : null,
  });
}
