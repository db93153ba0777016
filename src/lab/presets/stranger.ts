import type { LabFile, LabNode, LabPod } from '../file.ts';

/** Routes of every node to what is behind the gateway: the other subnet, all pods and the gateway's own addresses. */
function viaGateway(otherSubnet: string, gateway: string): readonly string[] {
  return [`${otherSubnet} via ${gateway}`, `10.200.0.0/16 via ${gateway}`, `10.99.0.0/16 via ${gateway}`];
}

const node = {
  prefix: 24,
  dev: 'enp0s8',
  ciliumHost: null,
  controlPlane: false,
  uplink: { dev: 'enp0s3', ip: '172.31.7.15/24', gateway: '172.31.7.2', dns: '172.31.7.3' },
  rpFilter: null,
  mtu: 1500,
} as const satisfies Partial<LabNode>;
const pod = { identity: null, endpoint: null, lxc: null, image: '', ports: [] } as const satisfies Partial<LabPod>;
const TOOLS = [['app', 'netshoot']] as const;
const WEBPOD = [['app', 'webpod']] as const;
const DNS = [['k8s-app', 'kube-dns']] as const;

/** Somebody else's lab: other addresses and devices, four nodes, two webpods on k8s-w1 and none on k8s-w0. */
export const stranger: LabFile = {
  format: 'hopscope-lab/1',
  title: 'four nodes behind a gateway',
  clock: '2025-11-02T20:40:00+09:00',
  seed: 7,
  versions: { kubernetes: '1.34.1', cilium: '1.18.2', kernel: '6.12.0-30-generic' },
  cilium: {
    datapath: 'cilium',
    routingMode: 'native',
    tunnelProtocol: 'geneve',
    autoDirectNodeRoutes: true,
    endpointRoutes: false,
    ipv4NativeRoutingCIDR: '10.200.0.0/16',
    kubeProxyReplacement: true,
    socketLB: true,
    bpfMasquerade: true,
    hostRouting: 'bpf',
    monitorAggregation: 'medium',
  },
  nodes: [
    {
      ...node,
      name: 'k8s-ctr',
      ip: '10.77.1.10',
      podCIDR: '10.200.0.0/24',
      controlPlane: true,
      staticRoutes: viaGateway('10.77.2.0/24', '10.77.1.1'),
    },
    {
      ...node,
      name: 'k8s-w1',
      ip: '10.77.1.11',
      podCIDR: '10.200.1.0/24',
      staticRoutes: viaGateway('10.77.2.0/24', '10.77.1.1'),
    },
    {
      ...node,
      name: 'k8s-w0',
      ip: '10.77.2.10',
      podCIDR: '10.200.2.0/24',
      staticRoutes: viaGateway('10.77.1.0/24', '10.77.2.1'),
    },
    {
      ...node,
      name: 'k8s-w2',
      ip: '10.77.2.12',
      podCIDR: '10.200.3.0/24',
      staticRoutes: viaGateway('10.77.1.0/24', '10.77.2.1'),
    },
  ],
  router: {
    name: 'edge-gw',
    eth0: '172.31.7.15/24',
    gateway: '172.31.7.2',
    dns: '172.31.7.3',
    eth1: '10.77.1.1/24',
    eth2: '10.77.2.1/24',
    loops: [{ name: 'loop1', address: '10.99.1.1/24' }],
    staticRoutes: [],
    defaultRoute: true,
    rpFilter: 2,
    mtu: {},
  },
  pods: [
    { ...pod, name: 'netshoot', ip: '10.200.0.33', node: 'k8s-ctr', labels: TOOLS, image: 'nicolaka/netshoot' },
    {
      ...pod,
      name: 'webpod-5f9c8d7b6-qk2lp',
      ip: '10.200.1.18',
      node: 'k8s-w1',
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'webpod-5f9c8d7b6-x7rzt',
      ip: '10.200.1.97',
      node: 'k8s-w1',
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'webpod-5f9c8d7b6-hw4vn',
      ip: '10.200.3.140',
      node: 'k8s-w2',
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    { ...pod, name: 'kube-system/coredns-a', ip: '10.200.0.7', node: 'k8s-ctr', labels: DNS },
    { ...pod, name: 'kube-system/coredns-b', ip: '10.200.2.61', node: 'k8s-w0', labels: DNS },
  ],
  services: [
    {
      name: 'webpod',
      clusterIP: '10.45.11.94',
      port: 80,
      targetPort: 80,
      protocol: 'TCP',
      selector: WEBPOD,
      type: 'ClusterIP',
      nodePort: null,
      externalIP: null,
    },
    {
      name: 'kube-system/kube-dns',
      clusterIP: '10.45.0.10',
      port: 53,
      targetPort: 53,
      protocol: 'UDP',
      selector: DNS,
      type: 'ClusterIP',
      nodePort: null,
      externalIP: null,
    },
  ],
  policies: [],
  recorded: { flowPorts: [], icmpId: null, curlSourcePort: null, backend: null, macs: [], neighbours: 'warm' },
};
