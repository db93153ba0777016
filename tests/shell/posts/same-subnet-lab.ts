import type { LabFile, LabPod, LabService } from '../../../src/lab/file.ts';
import { week4 } from '../../../src/lab/presets/week4.ts';

const pod = { identity: null, endpoint: null, lxc: null, image: '', ports: [] } as const satisfies Partial<LabPod>;
const service = {
  port: 80,
  targetPort: 80,
  protocol: 'TCP',
  type: 'ClusterIP',
  nodePort: null,
  externalIP: null,
} as const satisfies Partial<LabService>;

/** The labs of weeks 1 and 3: no k8s-w0, two or three nodes in one subnet, a route per endpoint; only the cluster's own pods. */
export function sameSubnetLab(cilium: string): {
  readonly file: LabFile;
  readonly pod: typeof pod;
  readonly service: typeof service;
} {
  const { router } = week4;
  const file: LabFile = {
    ...week4,
    versions: { ...week4.versions, cilium },
    cilium: { ...week4.cilium, endpointRoutes: true },
    nodes: week4.nodes
      .filter(({ name }) => name !== 'k8s-w0')
      .map((node) => ({ ...node, ciliumHost: null, staticRoutes: ['10.10.0.0/16 via 192.168.10.200'] })),
    router: router === null ? null : { ...router },
    pods: week4.pods.filter(({ name }) => name.startsWith('kube-system/')),
    services: week4.services.filter(({ name }) => name !== 'webpod'),
    recorded: { ...week4.recorded, flowPorts: [], icmpId: null, curlSourcePort: null },
  };
  return { file, pod, service };
}
