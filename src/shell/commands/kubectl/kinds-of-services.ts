import type { Kind } from './kind.ts';
import { endpointsOf, placed, serviceObject, stamp } from './objects.ts';

export const SERVICES: Kind = {
  plural: 'services',
  names: ['services', 'service', 'svc'],
  prefix: 'service',
  namespaced: true,
  columns: ['TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)'],
  wide: ['SELECTOR'],
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const port = `${service.port}${service.nodePort === null ? '' : `:${service.nodePort}`}/${service.protocol}`;
      const selector = (service.selector ?? []).map(([key, value]) => `${key}=${value}`).join(',');
      return {
        name,
        namespace,
        created: service.created,
        object: serviceObject(machine, service),
        cells: [service.type, service.clusterIP, service.externalIP ?? '<none>', port],
        wide: [selector === '' ? '<none>' : selector],
      };
    }),
};

export const ENDPOINTS: Kind = {
  plural: 'endpoints',
  names: ['endpoints', 'ep'],
  prefix: 'endpoints',
  namespaced: true,
  columns: ['ENDPOINTS'],
  wide: [],
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const all = endpointsOf(machine, service.name);
      const shown = all.slice(0, 3).join(',') + (all.length > 3 ? ` + ${all.length - 3} more...` : '');
      const addresses = all.map((text) => ({ ip: text.split(':')[0]! }));
      return {
        name,
        namespace,
        created: service.created,
        object: {
          apiVersion: 'v1',
          kind: 'Endpoints',
          metadata: { creationTimestamp: stamp(machine, service.created), name, namespace },
          subsets:
            all.length === 0 ? [] : [{ addresses, ports: [{ port: service.targetPort, protocol: service.protocol }] }],
        },
        cells: [shown === '' ? '<none>' : shown],
        wide: [],
      };
    }),
};
