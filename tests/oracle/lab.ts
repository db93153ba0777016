import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile, LabNode, LabPod, LabRouter } from '../../src/lab/file.ts';
import type { DeviceId, NetnsName } from '../../src/lab/names.ts';
import type { World } from '../../src/lab/world.ts';
import type { RecordedCase } from './fixture.ts';

/** Names of the recordings that differ from ours. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'webpod-ctr': 'webpod-697b545f57-mn7r5',
  'webpod-w1': 'webpod-697b545f57-9ns5w',
  'webpod-w0': 'webpod-697b545f57-9nnfd',
  'nat-router': 'nat@router',
};

export function namespaceOf(recorded: string): NetnsName {
  return (NAMESPACES[recorded] ?? recorded) as NetnsName;
}

/** The namespaces that the recordings watched on all devices at once, and their recorded names. */
export const WATCHED = [
  'curl-pod',
  'webpod-ctr',
  'webpod-w1',
  'webpod-w0',
  'k8s-ctr',
  'k8s-w1',
  'k8s-w0',
  'router',
] as const;

const VIA_10 = [
  '192.168.20.0/24 via 192.168.10.200',
  '172.20.0.0/16 via 192.168.10.200',
  '10.10.0.0/16 via 192.168.10.200',
];
const VIA_20 = [
  '192.168.10.0/24 via 192.168.20.200',
  '172.20.0.0/16 via 192.168.20.200',
  '10.10.0.0/16 via 192.168.20.200',
];

const POD_ROUTES = [
  '172.20.0.0/24 via 192.168.10.100',
  '172.20.1.0/24 via 192.168.10.101',
  '172.20.2.0/24 via 192.168.20.100',
];

const ROUTERS: Readonly<Record<string, Pick<LabRouter, 'defaultRoute' | 'staticRoutes'>>> = {
  default: { defaultRoute: true, staticRoutes: [] },
  nodefault: { defaultRoute: false, staticRoutes: [] },
  fixed: { defaultRoute: true, staticRoutes: POD_ROUTES },
  'partial-src': { defaultRoute: false, staticRoutes: POD_ROUTES.slice(0, 2) },
};

const MACS: readonly (readonly [device: string, mac: string])[] = [
  ['k8s-ctr:eth0', '08:00:27:00:02:0f'],
  ['k8s-ctr:eth1', '08:00:27:aa:10:64'],
  ['k8s-w1:eth0', '08:00:27:00:02:0f'],
  ['k8s-w1:eth1', '08:00:27:aa:10:65'],
  ['k8s-w0:eth0', '08:00:27:00:02:0f'],
  ['k8s-w0:eth1', '08:00:27:aa:20:64'],
  ['router:eth0', '08:00:27:00:02:0f'],
  ['router:eth1', '08:00:27:aa:10:c8'],
  ['router:eth2', '08:00:27:aa:20:c8'],
  ['curl-pod:eth0', '9e:11:17:20:21:50'],
  ['k8s-ctr:lxc0215', 'c6:d1:17:20:21:50'],
  ['webpod-697b545f57-mn7r5:eth0', '9e:11:17:20:15:40'],
  ['k8s-ctr:lxc0154', 'c6:d1:17:20:15:40'],
  ['webpod-697b545f57-9ns5w:eth0', '9e:11:17:21:16:40'],
  ['k8s-w1:lxc1164', 'c6:d1:17:21:16:40'],
  ['webpod-697b545f57-9nnfd:eth0', '9e:11:17:22:15:20'],
  ['k8s-w0:lxc2152', 'c6:d1:17:22:15:20'],
  ...['cilium_vxlan', 'cilium_geneve'].flatMap((dev): readonly (readonly [string, string])[] => [
    [`k8s-ctr:${dev}`, 'ee:75:0e:00:10:64'],
    [`k8s-w1:${dev}`, 'ee:75:0e:00:10:65'],
    [`k8s-w0:${dev}`, 'ee:75:0e:00:20:64'],
  ]),
  ['nat@k8s-ctr:eth0', '52:54:00:12:35:02'],
  ['nat@k8s-w1:eth0', '52:54:00:12:35:02'],
  ['nat@k8s-w0:eth0', '52:54:00:12:35:02'],
  ['nat@router:eth0', '52:54:00:12:35:02'],
];

function pod(name: string, ip: string, node: string, identity: number, lxc: string, app: string): LabPod {
  // The recordings' commands were those of a Debian machine.
  const image = app === 'webpod' ? 'traefik/whoami' : 'debian';
  return {
    name,
    ip,
    node,
    identity,
    endpoint: null,
    lxc,
    labels: [['app', app]],
    image,
    ports: app === 'webpod' ? [80] : [],
  };
}

/**
 * The lab at t = 0. A link that was narrowed after everything had been set up is no fact of a lab file: the file's
 * MTU is the one that the agent saw when it chose the pods'.
 */
export function worldOf(recorded: RecordedCase): World {
  const world = deriveWorld(labOf(recorded));
  const narrow = recorded.build['mtu2'];
  if (narrow === undefined) return world;
  const devices = new Map(world.devices);
  for (const id of ['router:eth2', 'k8s-w0:eth1'] as DeviceId[]) {
    const device = devices.get(id);
    if (device !== undefined) devices.set(id, { ...device, mtu: Number(narrow) });
  }
  return { ...world, devices };
}

/** The lab file of a case: its mode, its datapath, its router, and what was changed on its hosts before the first step. */
export function labOf({ build, prep, title }: RecordedCase): LabFile {
  const routing = build['mode'] ?? 'native';
  const plain = build['dp'] !== 'ebpf';
  // The recorded hosts keep Ubuntu's loose filter; Cilium's agent turns it off on its nodes.
  const rpFilter = build['rpf'] === '0' ? 0 : 2;
  const router = ROUTERS[build['router'] ?? 'default'];
  if (router === undefined) throw new Error(`no router '${build['router']}'`);
  const taken = new Set(
    prep
      .filter(([, command]) => command.startsWith('ip route del '))
      .map(([host, command]) => `${host} ${command.slice(13)}`),
  );
  const added = (host: string): readonly string[] =>
    prep
      .filter(([at, command]) => at === host && command.startsWith('ip route add '))
      .map(([, command]) => command.slice(13));

  const node = (name: string, ip: string, podCIDR: string, ciliumHost: string, routes: readonly string[]): LabNode => ({
    name,
    ip,
    prefix: 24,
    dev: 'eth1',
    podCIDR,
    ciliumHost,
    controlPlane: name === 'k8s-ctr',
    uplink: { dev: 'eth0', ip: '10.0.2.15/24', gateway: '10.0.2.2', dns: '10.0.2.3' },
    staticRoutes: routes.filter((route) => !taken.has(`${name} ${route.split(' ')[0]}`)).concat(added(name)),
    rpFilter: plain ? rpFilter : null,
    mtu: 1500,
  });
  return {
    format: 'hopscope-lab/1',
    title,
    clock: '2025-08-10T03:13:00+09:00',
    seed: 1,
    versions: { kubernetes: '1.33.2', cilium: '1.18.0', kernel: '6.18.0' },
    cilium: {
      datapath: plain ? 'linux' : 'cilium',
      routingMode: routing === 'native' ? 'native' : 'tunnel',
      tunnelProtocol: routing === 'geneve' ? 'geneve' : 'vxlan',
      autoDirectNodeRoutes: routing === 'native',
      endpointRoutes: false,
      ipv4NativeRoutingCIDR: '172.20.0.0/16',
      kubeProxyReplacement: true,
      socketLB: true,
      bpfMasquerade: true,
      hostRouting: 'bpf',
      monitorAggregation: 'medium',
    },
    nodes: [
      node('k8s-ctr', '192.168.10.100', '172.20.0.0/24', '172.20.0.84', VIA_10),
      node('k8s-w1', '192.168.10.101', '172.20.1.0/24', '172.20.1.179', VIA_10),
      node('k8s-w0', '192.168.20.100', '172.20.2.0/24', '172.20.2.70', VIA_20),
    ],
    router: {
      name: 'router',
      eth0: '10.0.2.15/24',
      gateway: '10.0.2.2',
      dns: '10.0.2.3',
      eth1: '192.168.10.200/24',
      eth2: '192.168.20.200/24',
      loops: [
        { name: 'loop1', address: '10.10.1.200/24' },
        { name: 'loop2', address: '10.10.2.200/24' },
      ],
      defaultRoute: router.defaultRoute,
      staticRoutes: [...router.staticRoutes, ...added('router')],
      rpFilter,
      mtu: {},
    },
    pods: [
      pod('curl-pod', '172.20.0.215', 'k8s-ctr', 27143, 'lxc0215', 'curl'),
      pod('webpod-697b545f57-mn7r5', '172.20.0.154', 'k8s-ctr', 16202, 'lxc0154', 'webpod'),
      pod('webpod-697b545f57-9ns5w', '172.20.1.164', 'k8s-w1', 16202, 'lxc1164', 'webpod'),
      pod('webpod-697b545f57-9nnfd', '172.20.2.152', 'k8s-w0', 16202, 'lxc2152', 'webpod'),
    ],
    services: [],
    policies: [],
    recorded: {
      flowPorts: [],
      icmpId: null,
      curlSourcePort: null,
      backend: null,
      macs: MACS,
      neighbours: build['warm'] === '0' ? 'cold' : 'warm',
    },
  };
}
