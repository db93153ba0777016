/** The default lab as a person wrote its file. Fresh every time, so that a test may break it. */
export function week4File() {
  const viaRouter = (subnet: string, router: string): string[] => [
    `${subnet} via ${router}`,
    `172.20.0.0/16 via ${router}`,
    `10.10.0.0/16 via ${router}`,
  ];
  return {
    format: 'hopscope-lab/1',
    title: 'cilium-study week 4',
    clock: '2025-08-10T03:13:00+09:00',
    versions: { kubernetes: '1.33.2', cilium: '1.18.0', kernel: '6.8.0-53-generic' },
    cilium: {
      routingMode: 'native',
      tunnelProtocol: 'vxlan',
      autoDirectNodeRoutes: true,
      endpointRoutes: false,
      ipv4NativeRoutingCIDR: '172.20.0.0/16',
      kubeProxyReplacement: true,
      bpfMasquerade: true,
      hostRouting: 'bpf',
    },
    nodes: {
      'k8s-ctr': {
        ip: '192.168.10.100',
        dev: 'eth1',
        podCIDR: '172.20.0.0/24',
        cilium_host: '172.20.0.84',
        controlPlane: true,
        static_routes: viaRouter('192.168.20.0/24', '192.168.10.200'),
      },
      'k8s-w1': {
        ip: '192.168.10.101',
        dev: 'eth1',
        podCIDR: '172.20.1.0/24',
        cilium_host: '172.20.1.179',
        static_routes: viaRouter('192.168.20.0/24', '192.168.10.200'),
      },
      'k8s-w0': {
        ip: '192.168.20.100',
        dev: 'eth1',
        podCIDR: '172.20.2.0/24',
        cilium_host: '172.20.2.70',
        static_routes: viaRouter('192.168.10.0/24', '192.168.20.200'),
      },
    },
    router: {
      name: 'router',
      eth0: '10.0.2.15/24',
      gateway: '10.0.2.2',
      eth1: '192.168.10.200/24',
      eth2: '192.168.20.200/24',
      loop1: '10.10.1.200/24',
      loop2: '10.10.2.200/24',
      static_routes: [],
    },
    pods: {
      'curl-pod': {
        ip: '172.20.0.215',
        node: 'k8s-ctr',
        identity: 27143,
        labels: { app: 'curl' },
        image: 'nicolaka/netshoot',
      },
      'webpod-697b545f57-mn7r5': {
        ip: '172.20.0.154',
        node: 'k8s-ctr',
        identity: 16202,
        labels: { app: 'webpod' },
        image: 'traefik/whoami',
      },
      'webpod-697b545f57-9ns5w': {
        ip: '172.20.1.164',
        node: 'k8s-w1',
        identity: 16202,
        labels: { app: 'webpod' },
        image: 'traefik/whoami',
      },
      'webpod-697b545f57-9nnfd': {
        ip: '172.20.2.152',
        node: 'k8s-w0',
        identity: 16202,
        labels: { app: 'webpod' },
        image: 'traefik/whoami',
      },
      'kube-system/coredns-a': {
        ip: '172.20.0.231',
        node: 'k8s-ctr',
        identity: 17559,
        labels: { 'k8s-app': 'kube-dns' },
      },
      'kube-system/coredns-b': {
        ip: '172.20.0.182',
        node: 'k8s-ctr',
        identity: 17559,
        labels: { 'k8s-app': 'kube-dns' },
      },
    },
    services: {
      webpod: { clusterIP: '10.96.111.94', port: 80, selector: { app: 'webpod' } },
      'kube-system/kube-dns': {
        clusterIP: '10.96.0.10',
        port: 53,
        protocol: 'UDP',
        selector: { 'k8s-app': 'kube-dns' },
      },
      kubernetes: { clusterIP: '10.96.0.1', port: 443 },
    },
    recorded: {
      flowPorts: { 'curl-pod->webpod-697b545f57-9nnfd icmp': { request: 46624, reply: 47789 } },
      icmpId: 163,
      curlSourcePort: 48220,
    },
  };
}

/** A lab of one node, with the parts of `more` laid over it. */
export function smallFile(more: Readonly<Record<string, unknown>> = {}) {
  return { format: 'hopscope-lab/1', nodes: { n: { ip: '192.0.2.1', podCIDR: '10.1.0.0/24' } }, ...more };
}
