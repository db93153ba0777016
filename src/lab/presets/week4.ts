import type { LabFile, LabNode, LabPod } from '../file.ts';
import { VIRTUALBOX_NAT } from './uplink.ts';

/** Netplan's routes of every node: the other subnet, all pods and the router's loops, by way of the router. */
function viaRouter(otherSubnet: string, router: string): readonly string[] {
  return [`${otherSubnet} via ${router}`, `172.20.0.0/16 via ${router}`, `10.10.0.0/16 via ${router}`];
}

const node = {
  prefix: 24,
  dev: 'eth1',
  controlPlane: false,
  uplink: VIRTUALBOX_NAT,
  rpFilter: null,
  mtu: 1500,
} as const satisfies Partial<LabNode>;
const pod = { endpoint: null, lxc: null, image: '', ports: [] } as const satisfies Partial<LabPod>;
const CURL = [['app', 'curl']] as const;
const WEBPOD = [['app', 'webpod']] as const;
const DNS = [['k8s-app', 'kube-dns']] as const;

/** Week 4 of the cilium-study lab: two nodes in one subnet, one behind a router that knows no pod (scripts: gasida/vagrant-lab cilium-study/4w). */
export const week4: LabFile = {
  format: 'hopscope-lab/1',
  title: 'cilium-study week 4',
  clock: '2025-08-10T03:13:00+09:00',
  seed: 1,
  versions: { kubernetes: '1.33.2', cilium: '1.18.0', kernel: '6.8.0-53-generic' },
  cilium: {
    datapath: 'cilium',
    routingMode: 'native',
    tunnelProtocol: 'vxlan',
    autoDirectNodeRoutes: true,
    endpointRoutes: false,
    ipv4NativeRoutingCIDR: '172.20.0.0/16',
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
      ip: '192.168.10.100',
      podCIDR: '172.20.0.0/24',
      ciliumHost: '172.20.0.84',
      controlPlane: true,
      staticRoutes: viaRouter('192.168.20.0/24', '192.168.10.200'),
    },
    {
      ...node,
      name: 'k8s-w1',
      ip: '192.168.10.101',
      podCIDR: '172.20.1.0/24',
      ciliumHost: '172.20.1.179',
      staticRoutes: viaRouter('192.168.20.0/24', '192.168.10.200'),
    },
    {
      ...node,
      name: 'k8s-w0',
      ip: '192.168.20.100',
      podCIDR: '172.20.2.0/24',
      ciliumHost: '172.20.2.70',
      staticRoutes: viaRouter('192.168.10.0/24', '192.168.20.200'),
    },
  ],
  router: {
    name: 'router',
    eth0: '10.0.2.15/24',
    gateway: '10.0.2.2',
    dns: VIRTUALBOX_NAT.dns,
    eth1: '192.168.10.200/24',
    eth2: '192.168.20.200/24',
    loops: [
      { name: 'loop1', address: '10.10.1.200/24' },
      { name: 'loop2', address: '10.10.2.200/24' },
    ],
    staticRoutes: [],
    defaultRoute: true,
    rpFilter: 2,
    mtu: {},
  },
  pods: [
    {
      ...pod,
      name: 'curl-pod',
      ip: '172.20.0.215',
      node: 'k8s-ctr',
      identity: 27143,
      labels: CURL,
      image: 'nicolaka/netshoot',
    },
    {
      ...pod,
      name: 'webpod-697b545f57-mn7r5',
      ip: '172.20.0.154',
      node: 'k8s-ctr',
      identity: 16202,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'webpod-697b545f57-9ns5w',
      ip: '172.20.1.164',
      node: 'k8s-w1',
      identity: 16202,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'webpod-697b545f57-9nnfd',
      ip: '172.20.2.152',
      node: 'k8s-w0',
      identity: 16202,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    { ...pod, name: 'kube-system/coredns-a', ip: '172.20.0.231', node: 'k8s-ctr', identity: 17559, labels: DNS },
    { ...pod, name: 'kube-system/coredns-b', ip: '172.20.0.182', node: 'k8s-ctr', identity: 17559, labels: DNS },
  ],
  services: [
    {
      name: 'webpod',
      clusterIP: '10.96.111.94',
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
      clusterIP: '10.96.0.10',
      port: 53,
      targetPort: 53,
      protocol: 'UDP',
      selector: DNS,
      type: 'ClusterIP',
      nodePort: null,
      externalIP: null,
    },
    {
      name: 'kubernetes',
      clusterIP: '10.96.0.1',
      port: 443,
      targetPort: 6443,
      protocol: 'TCP',
      selector: null,
      type: 'ClusterIP',
      nodePort: null,
      externalIP: null,
    },
  ],
  policies: [],
  recorded: {
    flowPorts: [['curl-pod->webpod-697b545f57-9nnfd icmp', { request: 46624, reply: 47789 }]],
    icmpId: 163,
    curlSourcePort: 48220,
    backend: null,
    macs: [],
    neighbours: 'warm',
  },
};
