import { anything, byName, fields, flag, int, list, maybe, num, oneOf, pair, text, word } from './shape.ts';

/** Frozen with hopscope-trace/1: the lab file after validation, and what was done to the lab. Do not edit; write a v2 instead. */
const rpFilter = word(0, 1, 2);

const cilium = fields({
  datapath: word('cilium', 'linux'),
  routingMode: word('native', 'tunnel'),
  tunnelProtocol: word('vxlan', 'geneve'),
  autoDirectNodeRoutes: flag,
  endpointRoutes: flag,
  ipv4NativeRoutingCIDR: text,
  kubeProxyReplacement: flag,
  socketLB: flag,
  bpfMasquerade: flag,
  hostRouting: word('bpf', 'legacy'),
  monitorAggregation: word('none', 'medium'),
});

const pod = fields({
  name: text,
  ip: text,
  node: text,
  identity: maybe(int),
  endpoint: maybe(int),
  lxc: maybe(text),
  labels: list(pair(text, text)),
  image: text,
  ports: list(int),
});

const service = fields({
  name: text,
  clusterIP: text,
  port: int,
  targetPort: int,
  protocol: word('TCP', 'UDP'),
  selector: maybe(list(pair(text, text))),
  type: word('ClusterIP', 'NodePort', 'LoadBalancer'),
  nodePort: maybe(int),
  externalIP: maybe(text),
});

export const lab = fields({
  format: word('hopscope-lab/1'),
  title: text,
  clock: text,
  seed: int,
  versions: fields({ kubernetes: text, cilium: text, kernel: text }),
  cilium,
  nodes: list(
    fields({
      name: text,
      ip: text,
      prefix: int,
      dev: text,
      podCIDR: text,
      ciliumHost: maybe(text),
      controlPlane: flag,
      uplink: maybe(fields({ dev: text, ip: text, gateway: text, dns: text })),
      staticRoutes: list(text),
      rpFilter: maybe(rpFilter),
      mtu: int,
    }),
  ),
  router: maybe(
    fields({
      name: text,
      eth0: maybe(text),
      gateway: maybe(text),
      dns: maybe(text),
      eth1: text,
      eth2: text,
      loops: list(fields({ name: text, address: text })),
      staticRoutes: list(text),
      defaultRoute: flag,
      rpFilter,
      mtu: byName(int),
    }),
  ),
  pods: list(pod),
  services: list(service),
  policies: list(anything),
  recorded: fields({
    flowPorts: list(pair(text, fields({ request: int, reply: int }))),
    icmpId: maybe(int),
    curlSourcePort: maybe(int),
    backend: maybe(text),
    macs: list(pair(text, text)),
    neighbours: word('warm', 'cold'),
  }),
});

const target = oneOf('kind', { address: { address: text }, name: { name: text } });

/** The one part that grows: with a member more every older file reads as before. */
export const stimulus = oneOf(
  'kind',
  {
    curl: {
      target,
      port: int,
      path: text,
      connectTimeout: maybe(num),
      localPort: maybe(int),
      host: maybe(text),
      userAgent: text,
      silent: flag,
      discard: flag,
    },
    ping: {
      target,
      count: int,
      interval: num,
      wait: num,
      deadline: maybe(num),
      size: int,
      ttl: int,
      pmtudisc: word('do', 'want', 'dont'),
      id: maybe(int),
    },
    dns: { name: text, server: maybe(text), types: list(word('A', 'AAAA')) },
    traceroute: { target, method: word('udp', 'icmp', 'tcp'), port: int, queries: int, wait: num, maxHops: int },
    tracepath: { target, maxHops: int },
    nc: { target, port: int, verbose: flag, wait: maybe(int) },
    'ip-route': { action: word('add', 'append', 'change', 'del', 'replace'), spec: text },
    agent: { cilium },
    cluster: { pods: list(pod), services: list(service) },
    flush: { table: word('neigh', 'cilium_ct4_global', 'cilium_ct_any4_global', 'cilium_snat_v4_external') },
  },
  { at: int, from: text },
);
