import type { Tree } from '../../cluster/json.ts';
import { BORN } from '../../cluster/ages.ts';
import { placed, suffixOf } from '../../cluster/kube-names.ts';
import type { Labels, ServiceRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { column, type Kind, wideColumn } from './kind.ts';
import { metadata, ownerReference, record, uid } from './meta.ts';
import { type Backend, backendsOf, endpointsText, portsOf } from './service-ports.ts';

function serviceObject(machine: Machine, service: ServiceRecord): Tree {
  const [namespace, name] = placed(service.name);
  const { created, labels, annotations, type, clusterIP, externalIP, selector } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(machine, { kind: 'Service', name, namespace, created, labels, annotations }),
    spec: {
      ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
      clusterIP,
      clusterIPs: [clusterIP],
      ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy: 'Cluster' }),
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: portsOf(service).map(({ name: port, nodePort, ...rest }) => ({
        ...(port === '' ? {} : { name: port }),
        ...(nodePort === null ? {} : { nodePort }),
        port: rest.port,
        protocol: rest.protocol,
        targetPort: rest.targetPort,
      })),
      ...(selector === null ? {} : { selector: record(selector) }),
      sessionAffinity: 'None',
      type,
    },
    status: { loadBalancer: externalIP === null ? {} : { ingress: [{ ip: externalIP, ipMode: 'VIP' }] } },
  };
}

export function selectorText(selector: Labels | null): string {
  return selector === null || selector.length === 0
    ? '<none>'
    : Object.entries(record(selector))
        .map(([key, value]) => `${key}=${value as string}`)
        .join(',');
}

export const SERVICES: Kind = {
  plural: 'services',
  singular: 'service',
  short: ['svc'],
  group: '',
  version: 'v1',
  kind: 'Service',
  namespaced: true,
  columns: [...['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'].map(column), wideColumn('SELECTOR')],
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const ports = portsOf(service).map(
        ({ port, nodePort, protocol }) => `${port}${nodePort === null ? '' : `:${nodePort}`}/${protocol}`,
      );
      const external = service.externalIP ?? (service.type === 'LoadBalancer' ? '<pending>' : '<none>');
      return {
        name,
        namespace,
        created: service.created,
        object: () => serviceObject(machine, service),
        cells: () => [
          name,
          service.type,
          service.clusterIP,
          external,
          ports.join(','),
          ageOf(machine, service.created),
          selectorText(service.selector),
        ],
      };
    }),
};

function target(machine: Machine, { pod, node }: Backend, namespace: string): Tree {
  if (pod === null) return {};
  const created = machine.cluster.work.findPod(namespace, pod)?.created ?? BORN;
  return {
    ...(node === null ? {} : { nodeName: node }),
    targetRef: { kind: 'Pod', name: pod, namespace, uid: uid({ kind: 'Pod', name: pod, namespace, created }) },
  };
}

/** What the API server writes itself is not copied into EndpointSlices. */
const UNMIRRORED = ['endpointslice.kubernetes.io/skip-mirror', 'true'] as const;

export const ENDPOINTS: Kind = {
  plural: 'endpoints',
  singular: 'endpoints',
  short: ['ep'],
  group: '',
  version: 'v1',
  kind: 'Endpoints',
  namespaced: true,
  columns: ['NAME', 'ENDPOINTS', 'AGE'].map(column),
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, name] = placed(service.name);
      const backends = backendsOf(machine, service.name);
      const { created } = service;
      const managed = ['endpoints.kubernetes.io/managed-by', 'endpoint-controller'] as const;
      const labels = service.selector === null ? [UNMIRRORED] : [...service.labels, managed];
      const ports = portsOf(service).map(({ name: port, targetPort, protocol }) => ({
        ...(port === '' ? {} : { name: port }),
        port: targetPort,
        protocol,
      }));
      return {
        name,
        namespace,
        created,
        object: () => ({
          apiVersion: 'v1',
          kind: 'Endpoints',
          metadata: metadata(machine, { kind: 'Endpoints', name, namespace, created, labels }),
          ...(backends.length === 0
            ? {}
            : {
                subsets: [
                  { addresses: backends.map((each) => ({ ip: each.ip, ...target(machine, each, namespace) })), ports },
                ],
              }),
        }),
        cells: () => [name, endpointsText(backends, portsOf(service)), ageOf(machine, created)],
      };
    }),
};

export const ENDPOINT_SLICES: Kind = {
  plural: 'endpointslices',
  singular: 'endpointslice',
  short: [],
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  namespaced: true,
  columns: ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'].map(column),
  list: (machine) =>
    machine.cluster.work.services.map((service) => {
      const [namespace, owner] = placed(service.name);
      const bare = service.selector === null;
      const name = bare ? owner : `${owner}-${suffixOf(`slice ${service.name} ${service.created}`)}`;
      const backends = backendsOf(machine, service.name);
      const { created } = service;
      const labels: Labels = [
        ...(bare ? [] : service.labels),
        ...(bare ? [] : ([['endpointslice.kubernetes.io/managed-by', 'endpointslice-controller.k8s.io']] as const)),
        ['kubernetes.io/service-name', owner],
      ];
      const ports = portsOf(service);
      const service_ = { kind: 'Service', name: owner, namespace, created, labels };
      const owned = bare
        ? {}
        : { generateName: `${owner}-`, ownerReferences: [ownerReference('Service', 'v1', owner, uid(service_))] };
      const shown = backends.slice(0, 3).map(({ ip }) => ip);
      const more = backends.length > 3 ? ` + ${backends.length - 3} more...` : '';
      return {
        name,
        namespace,
        created,
        object: () => ({
          addressType: 'IPv4',
          apiVersion: 'discovery.k8s.io/v1',
          endpoints: backends.map((each) => ({
            addresses: [each.ip],
            conditions: { ready: true, ...(bare ? {} : { serving: true, terminating: false }) },
            ...target(machine, each, namespace),
          })),
          kind: 'EndpointSlice',
          metadata: metadata(machine, { kind: 'EndpointSlice', name, namespace, created, labels }, owned),
          ports: ports.map(({ name: port, targetPort, protocol }) => ({ name: port, port: targetPort, protocol })),
        }),
        cells: () => [
          name,
          'IPv4',
          backends.length === 0 ? '<unset>' : [...new Set(ports.map(({ targetPort }) => `${targetPort}`))].join(','),
          backends.length === 0 ? '<unset>' : `${shown.join(',')}${more}`,
          ageOf(machine, created),
        ],
      };
    }),
};
