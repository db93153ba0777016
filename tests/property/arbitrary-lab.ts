import fc from 'fast-check';

/** A lab file as a person would write it: plain JSON, read by parseLab like any other. */
export interface RawLab {
  readonly format: 'hopscope-lab/1';
  readonly seed: number;
  readonly cilium: Readonly<Record<string, string | boolean>>;
  readonly nodes: Readonly<Record<string, RawNode>>;
  readonly router: RawRouter | null;
  readonly pods: Readonly<Record<string, RawPod>>;
  readonly services: Readonly<Record<string, RawService>>;
  readonly recorded: { readonly neighbours: 'warm' | 'cold' };
}
interface RawNode {
  readonly ip: string;
  readonly prefix: number;
  readonly podCIDR: string;
  readonly cilium_host: string | null;
  readonly controlPlane: boolean;
  readonly uplink: null | Readonly<Record<string, never>>;
  readonly static_routes: readonly string[];
  readonly rp_filter: 0 | 1 | 2 | null;
  readonly mtu: number;
}
interface RawRouter {
  readonly eth0: string | null;
  readonly eth1: string;
  readonly eth2: string;
  readonly loop1: string;
  readonly static_routes: readonly string[];
  readonly default_route: boolean;
  readonly rp_filter: 0 | 1 | 2;
  readonly mtu: Readonly<Record<string, number>>;
}
interface RawPod {
  readonly ip: string;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly ports: readonly number[];
}
interface RawService {
  readonly clusterIP: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly selector: Readonly<Record<string, string>>;
}

const ROLES = {
  client: { app: 'client', image: 'nicolaka/netshoot', ports: [] },
  web: { app: 'web', image: 'traefik/whoami', ports: [80] },
  dns: { app: 'kube-dns', image: 'coredns/coredns', ports: [53] },
} as const;

const host = fc.nat({ max: 1000 });

const nodeDraft = fc.record({
  side: fc.constantFrom('eth1' as const, 'eth2' as const),
  host,
  ciliumHost: fc.option(host),
  podLength: fc.constantFrom(24, 26, 28),
  podBlock: fc.nat({ max: 15 }),
  uplink: fc.boolean(),
  routes: fc.subarray(['other subnet', 'cluster', 'loop', 'neighbour', 'refuse'] as const),
  refusal: fc.constantFrom('unreachable', 'blackhole', 'prohibit'),
  rpFilter: fc.constantFrom(null, 0 as const, 1 as const, 2 as const),
  mtu: fc.constantFrom(1500, 1500, 1500, 1400, 9000),
  pods: fc.array(fc.record({ host, role: fc.constantFrom('client' as const, 'web' as const, 'dns' as const) }), {
    maxLength: 6,
  }),
});
type NodeDraft = typeof nodeDraft extends fc.Arbitrary<infer T> ? T : never;

const draft = fc.record({
  seed: fc.nat({ max: 1000 }),
  cluster: fc.integer({ min: 1, max: 90 }),
  subnets: fc.uniqueArray(fc.nat({ max: 255 }), { minLength: 2, maxLength: 2 }),
  prefix: fc.constantFrom(24, 25, 28),
  nodes: fc.array(nodeDraft, { minLength: 1, maxLength: 5 }),
  router: fc.option(
    fc.record({
      eth0: fc.boolean(),
      host,
      defaultRoute: fc.boolean(),
      rpFilter: fc.constantFrom(0 as const, 1 as const, 2 as const),
      routes: fc.array(
        fc.constantFrom(
          'via' as const,
          'via' as const,
          'none' as const,
          'blackhole' as const,
          'unreachable' as const,
          'prohibit' as const,
        ),
        { minLength: 5, maxLength: 5 },
      ),
      narrow: fc.constantFrom(null, null, 'eth1' as const, 'eth2' as const),
    }),
    { freq: 9 },
  ),
  mode: fc.constantFrom('native' as const, 'vxlan' as const, 'geneve' as const),
  datapath: fc.constantFrom('cilium' as const, 'cilium' as const, 'linux' as const),
  autoDirectNodeRoutes: fc.boolean(),
  endpointRoutes: fc.boolean(),
  kubeProxyReplacement: fc.boolean(),
  socketLB: fc.boolean(),
  bpfMasquerade: fc.boolean(),
  legacy: fc.boolean(),
  aggregation: fc.constantFrom('none' as const, 'medium' as const),
  neighbours: fc.constantFrom('warm' as const, 'cold' as const),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

export const labArbitrary: fc.Arbitrary<RawLab> = draft.map(labOf);

function labOf(d: Draft): RawLab {
  const [a = 0, b = 1] = d.subnets;
  const subnetOf = { eth1: `192.168.${a}`, eth2: `192.168.${b}` } as const;
  const taken = new Set<string>();
  const free = (base: string, length: number, wanted: number): string => {
    const dot = base.lastIndexOf('.');
    const first = Number(base.slice(dot + 1));
    const hosts = 2 ** (32 - length) - 2;
    for (let i = 0; i < hosts; i++) {
      const address = `${base.slice(0, dot)}.${first + 1 + ((wanted + i) % hosts)}`;
      if (!taken.has(address)) {
        taken.add(address);
        return address;
      }
    }
    throw new Error(`${base}/${length} is full`);
  };
  const on = (side: 'eth1' | 'eth2', wanted: number): string => free(`${subnetOf[side]}.0`, d.prefix, wanted);
  const gateway = d.router === null ? null : { eth1: on('eth1', d.router.host), eth2: on('eth2', d.router.host) };
  const ips = d.nodes.map((node) => on(node.side, node.host));
  const cidrs = d.nodes.map((node, i) => podCidrOf(d.cluster, i, node));
  const cluster = `10.${d.cluster}.0.0/16`;
  const nodes: Record<string, RawNode> = {};
  const pods: Record<string, RawPod> = {};
  for (const [i, node] of d.nodes.entries()) {
    const name = `node-${i + 1}`;
    const [base = '', length = ''] = (cidrs[i] ?? '').split('/');
    const inside = (wanted: number): string => free(base, Number(length), wanted);
    const ciliumHost = node.ciliumHost === null ? null : inside(node.ciliumHost);
    const via = gateway?.[node.side] ?? null;
    const far = node.side === 'eth1' ? 'eth2' : 'eth1';
    const neighbour = d.nodes.findIndex((other, j) => j !== i && other.side === node.side);
    const routes = node.routes.flatMap((route): readonly string[] => {
      switch (route) {
        case 'other subnet':
          return via === null ? [] : [`${subnetOf[far]}.0/${d.prefix} via ${via}`];
        case 'cluster':
          return via === null ? [] : [`${cluster} via ${via}`];
        case 'loop':
          return via === null ? [] : [`10.250.1.0/24 via ${via}`];
        case 'neighbour':
          return neighbour < 0 ? [] : [`${cidrs[neighbour]} via ${ips[neighbour]}`];
        case 'refuse':
          return [`${node.refusal} 10.251.${i}.0/24`];
      }
    });
    nodes[name] = {
      ip: ips[i] ?? '',
      prefix: d.prefix,
      podCIDR: cidrs[i] ?? '',
      cilium_host: ciliumHost,
      controlPlane: i === 0,
      uplink: node.uplink ? {} : null,
      static_routes: routes,
      rp_filter: node.rpFilter,
      mtu: node.mtu,
    };
    for (const [j, { host: wanted, role }] of node.pods.entries()) {
      const { app, image, ports } = ROLES[role];
      const podName = role === 'dns' ? `kube-system/dns-${i + 1}-${j + 1}` : `${role}-${i + 1}-${j + 1}`;
      pods[podName] = {
        ip: inside(wanted),
        node: name,
        labels: role === 'dns' ? { 'k8s-app': app } : { app },
        image,
        ports,
      };
    }
  }
  return {
    format: 'hopscope-lab/1',
    seed: d.seed,
    cilium: {
      datapath: d.datapath,
      routingMode: d.mode === 'native' ? 'native' : 'tunnel',
      tunnelProtocol: d.mode === 'geneve' ? 'geneve' : 'vxlan',
      autoDirectNodeRoutes: d.mode === 'native' && d.autoDirectNodeRoutes,
      endpointRoutes: d.endpointRoutes,
      ipv4NativeRoutingCIDR: cluster,
      kubeProxyReplacement: d.kubeProxyReplacement,
      socketLB: d.socketLB,
      bpfMasquerade: d.bpfMasquerade,
      hostRouting: d.legacy ? 'legacy' : 'bpf',
      monitorAggregation: d.aggregation,
    },
    nodes,
    router: routerOf(d, gateway, ips, cidrs),
    pods,
    services: {
      web: { clusterIP: '10.96.0.80', port: 8080, targetPort: 80, protocol: 'TCP', selector: { app: 'web' } },
      'kube-system/kube-dns': {
        clusterIP: '10.96.0.10',
        port: 53,
        targetPort: 53,
        protocol: 'UDP',
        selector: { 'k8s-app': 'kube-dns' },
      },
    },
    recorded: { neighbours: d.neighbours },
  };
}

function podCidrOf(cluster: number, index: number, { podBlock, podLength }: NodeDraft): string {
  const size = 2 ** (32 - podLength);
  return `10.${cluster}.${index * 16 + podBlock}.${size === 256 ? 0 : size * (podBlock % 4)}/${podLength}`;
}

function routerOf(
  { router, prefix }: Draft,
  gateway: { readonly eth1: string; readonly eth2: string } | null,
  ips: readonly string[],
  cidrs: readonly string[],
): RawRouter | null {
  if (router === null || gateway === null) return null;
  const static_routes = cidrs.flatMap((cidr, i) => {
    const kind = router.routes[i] ?? 'none';
    if (kind === 'none') return [];
    return [kind === 'via' ? `${cidr} via ${ips[i]}` : `${kind} ${cidr}`];
  });
  return {
    eth0: router.eth0 ? '10.0.2.15/24' : null,
    eth1: `${gateway.eth1}/${prefix}`,
    eth2: `${gateway.eth2}/${prefix}`,
    loop1: '10.250.1.200/24',
    static_routes,
    default_route: router.defaultRoute,
    rp_filter: router.rpFilter,
    mtu: router.narrow === null ? {} : { [router.narrow]: 1300 },
  };
}
