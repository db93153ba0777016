import type { LabFile, LabNode, LabPod, LabService } from '../file.ts';
import { VIRTUALBOX_NAT } from './uplink.ts';

function nodeOf(name: string, subnet: 1 | 2, host: number, pods: number): LabNode {
  const gateway = `192.168.${subnet}0.254`;
  return {
    name,
    ip: `192.168.${subnet}0.${host}`,
    prefix: 24,
    dev: 'eth1',
    podCIDR: `10.244.${pods}.0/24`,
    ciliumHost: null,
    controlPlane: pods === 0,
    uplink: VIRTUALBOX_NAT,
    staticRoutes: [`192.168.${3 - subnet}0.0/24 via ${gateway}`, `10.244.0.0/16 via ${gateway}`],
    rpFilter: null,
    mtu: 1500,
  };
}

const CONTROL = 'apne2-prod-control-plane-0';
const WORKERS = [
  'apne2-prod-worker-general-1',
  'apne2-prod-worker-general-2',
  'apne2-dr-worker-general-1',
  'apne2-dr-worker-storage-1',
] as const;

function podOf(name: string, address: string, node: string, app: string, image = ''): LabPod {
  return {
    name,
    ip: `10.244.${address}`,
    node,
    identity: null,
    endpoint: null,
    lxc: null,
    labels: [[app === 'kube-dns' ? 'k8s-app' : 'app', app]],
    image,
    ports: [],
  };
}

function serviceOf(name: string, clusterIP: string, port: number, app: string): LabService {
  return {
    name,
    clusterIP,
    port,
    targetPort: port,
    protocol: app === 'kube-dns' ? 'UDP' : 'TCP',
    selector: [[app === 'kube-dns' ? 'k8s-app' : 'app', app]],
    type: 'ClusterIP',
    nodePort: null,
    externalIP: null,
  };
}

const WHOAMI = 'traefik/whoami';

/** As full as a lab gets: five nodes, nineteen pods, and names as a company gives them. */
export const crowded: LabFile = {
  format: 'hopscope-lab/1',
  title: 'five nodes, long names, many pods',
  clock: '2026-01-15T09:00:00+09:00',
  seed: 3,
  versions: { kubernetes: '1.33.4', cilium: '1.18.0', kernel: '6.8.0-79-generic' },
  cilium: {
    datapath: 'cilium',
    routingMode: 'native',
    tunnelProtocol: 'vxlan',
    autoDirectNodeRoutes: true,
    endpointRoutes: false,
    ipv4NativeRoutingCIDR: '10.244.0.0/16',
    kubeProxyReplacement: true,
    socketLB: true,
    bpfMasquerade: true,
    hostRouting: 'bpf',
    monitorAggregation: 'medium',
  },
  nodes: [
    nodeOf(CONTROL, 1, 10, 0),
    nodeOf(WORKERS[0], 1, 101, 1),
    nodeOf(WORKERS[1], 1, 102, 2),
    nodeOf(WORKERS[2], 2, 101, 3),
    nodeOf(WORKERS[3], 2, 102, 4),
  ],
  router: {
    name: 'apne2-core-router',
    eth0: VIRTUALBOX_NAT.ip,
    gateway: VIRTUALBOX_NAT.gateway,
    dns: VIRTUALBOX_NAT.dns,
    eth1: '192.168.10.254/24',
    eth2: '192.168.20.254/24',
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
    podOf('network-troubleshooting-client-0', '0.11', CONTROL, 'netshoot', 'nicolaka/netshoot'),
    podOf('payments/payments-gateway-7d9fbb6c5d-x2v8q', '0.154', CONTROL, 'payments-gateway', WHOAMI),
    podOf('payments/payments-ledger-write-model-0', '0.23', CONTROL, 'payments-ledger'),
    podOf('kube-system/coredns-674b8bbfcf-7hwqm', '0.231', CONTROL, 'kube-dns'),
    podOf('kube-system/coredns-674b8bbfcf-zn5tk', '0.182', CONTROL, 'kube-dns'),
    podOf('payments/payments-gateway-7d9fbb6c5d-9ns5w', '1.164', WORKERS[0], 'payments-gateway', WHOAMI),
    podOf('payments/payments-gateway-7d9fbb6c5d-kk4zr', '1.165', WORKERS[0], 'payments-gateway', WHOAMI),
    podOf('orders/orders-api-5c7d9f4b8-m2xqt', '1.20', WORKERS[0], 'orders-api'),
    podOf('orders/orders-projection-rebuild-28934-abcde', '1.21', WORKERS[0], 'orders-job'),
    podOf('monitoring/prometheus-kube-state-metrics-0', '2.5', WORKERS[1], 'metrics'),
    podOf('monitoring/alertmanager-main-0', '2.6', WORKERS[1], 'alertmanager'),
    podOf('orders/orders-api-5c7d9f4b8-ttw9k', '2.77', WORKERS[1], 'orders-api'),
    podOf('payments/payments-gateway-7d9fbb6c5d-9nnfd', '3.152', WORKERS[2], 'payments-gateway', WHOAMI),
    podOf('payments/payments-gateway-7d9fbb6c5d-qqb7c', '3.153', WORKERS[2], 'payments-gateway', WHOAMI),
    podOf('payments/payments-ledger-read-model-0', '3.9', WORKERS[2], 'payments-ledger'),
    podOf('orders/orders-api-5c7d9f4b8-wp8dd', '3.44', WORKERS[2], 'orders-api'),
    podOf('storage/object-store-shard-0', '4.30', WORKERS[3], 'object-store'),
    podOf('storage/object-store-shard-1', '4.31', WORKERS[3], 'object-store'),
    podOf('storage/object-store-compactor-7c9d5-rrw2m', '4.32', WORKERS[3], 'object-store'),
  ],
  services: [
    serviceOf('payments/payments-gateway', '10.96.111.94', 80, 'payments-gateway'),
    serviceOf('kube-system/kube-dns', '10.96.0.10', 53, 'kube-dns'),
  ],
  policies: [],
  recorded: { flowPorts: [], icmpId: null, curlSourcePort: null, backend: null, macs: [], neighbours: 'warm' },
};
