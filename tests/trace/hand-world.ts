import { deviceId, type DeviceId, type EndpointId, type Identity, type NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { emptyTables, type Neigh, type Route } from '../../src/lab/tables.ts';
import type { Device, Netns, NetnsKind, Pod, World } from '../../src/lab/world.ts';
import { ipv4, parseCidr, parseMac, type Cidr, type Mac } from '../../src/wire/address.ts';

/** A lab small enough to write down: curl-pod on k8s-ctr, web-pod on k8s-w0, the router between, one tunnel device each. */
export const ns = (name: string): NetnsName => name as NetnsName;
export const dev = (netns: string, name: string): DeviceId => deviceId(ns(netns), name);
export const mac = (last: number): Mac => parseMac(`02:00:00:00:00:${last.toString(16).padStart(2, '0')}`)!;
export const CURL = ipv4('172.20.0.215');
export const WEB = ipv4('172.20.2.152');
export const CTR = ipv4('192.168.10.100');
export const W0 = ipv4('192.168.20.100');

const cidr = (text: string): Cidr => parseCidr(text)!;

function route(dst: string, out: DeviceId, via: string | null, metric = 0): Route {
  return {
    table: 'main',
    type: 'unicast',
    dst: cidr(dst),
    via: via === null ? null : ipv4(via),
    dev: out,
    src: null,
    metric,
    proto: 'static',
    scope: 'global',
    mtu: null,
    encap: null,
  };
}

const base = { mtu: 1500, noarp: false, addresses: [] };
let index = 0;
function device(netns: string, name: string, last: number, rest: Wiring): Device {
  return { ...base, id: dev(netns, name), netns: ns(netns), name, ifindex: ++index, mac: mac(last), ...rest };
}

type Wiring =
  | { readonly kind: 'veth'; readonly peer: DeviceId }
  | { readonly kind: 'nic'; readonly segment: string }
  | typeof tunnel;
const tunnel = { kind: 'tunnel', protocol: 'vxlan', port: 8472, srcPorts: [32768, 60999] } as const;
const devices = [
  device('curl-pod', 'eth0', 1, { kind: 'veth', peer: dev('k8s-ctr', 'lxc1') }),
  device('k8s-ctr', 'eth1', 3, { kind: 'nic', segment: 'a' }),
  device('k8s-ctr', 'cilium_vxlan', 4, tunnel),
  device('k8s-ctr', 'lxc1', 2, { kind: 'veth', peer: dev('curl-pod', 'eth0') }),
  device('router', 'eth1', 5, { kind: 'nic', segment: 'a' }),
  device('router', 'eth2', 6, { kind: 'nic', segment: 'b' }),
  device('k8s-w0', 'eth1', 7, { kind: 'nic', segment: 'b' }),
  device('k8s-w0', 'cilium_vxlan', 8, tunnel),
  device('k8s-w0', 'lxc2', 9, { kind: 'veth', peer: dev('web-pod', 'eth0') }),
  device('web-pod', 'eth0', 10, { kind: 'veth', peer: dev('k8s-w0', 'lxc2') }),
  device('nat@router', 'eth0', 11, { kind: 'nic', segment: 'c' }),
];

function netns(
  name: string,
  kind: NetnsKind,
  on: string | null,
  routes: readonly Route[] = [],
  neigh: readonly Neigh[] = [],
): Netns {
  const tables = emptyTables();
  for (const row of routes) tables.routes.set(row.metric === 0 ? row.dst : `${row.dst} metric ${row.metric}`, row);
  for (const row of neigh) tables.neigh.set(`${row.ip} ${row.dev}`, row);
  const own = devices.filter((each) => each.netns === name).map((each) => each.id);
  return {
    name: ns(name),
    kind,
    sysctls: { ipForward: true, rpFilter: 0 },
    devices: own,
    on: on === null ? null : ns(on),
    tables,
  };
}

function pod(name: string, node: string, ip: typeof CURL, identity: number, lxc: string, role: Pod['role']): Pod {
  return {
    name: ns(name),
    namespace: 'default',
    shortName: name,
    node: ns(node),
    ip,
    identity: identity as Identity,
    endpoint: (identity % 1000) as EndpointId,
    labels: [],
    image: '',
    ports: [],
    lxc: dev(node, lxc),
    eth0: dev(name, 'eth0'),
    role,
  };
}

const namespaces = [
  netns('curl-pod', 'pod', 'k8s-ctr'),
  netns('k8s-ctr', 'node', null, [
    route('172.20.0.0/16', dev('k8s-ctr', 'eth1'), '192.168.10.200'),
    route('192.168.20.0/24', dev('k8s-ctr', 'eth1'), '192.168.10.200'),
    route('0.0.0.0/0', dev('k8s-ctr', 'eth1'), '10.0.2.2', 100),
  ]),
  netns('router', 'router', null, [route('192.168.20.0/24', dev('router', 'eth2'), null)]),
  netns('k8s-w0', 'node', null),
  netns('web-pod', 'pod', 'k8s-w0'),
  netns('nat@router', 'outside', 'router'),
];

const node = (name: string, ip: typeof CURL, pods: string): World['nodes'][number] => ({
  name: ns(name),
  ip,
  dev: dev(name, 'eth1'),
  uplink: null,
  podCIDR: cidr(pods),
  ciliumHost: ip,
  controlPlane: false,
});

export const handWorld: World = {
  file: week4,
  settings: {
    datapath: 'cilium',
    routing: 'vxlan',
    autoDirectNodeRoutes: false,
    endpointRoutes: false,
    hostRouting: 'bpf',
    socketLB: true,
    kubeProxyReplacement: true,
    bpfMasquerade: true,
    ipv4NativeRoutingCIDR: cidr('172.20.0.0/16'),
    monitorAggregation: 'medium',
  },
  netns: new Map(namespaces.map((each) => [each.name, each])),
  devices: new Map(devices.map((each) => [each.id, each])),
  segments: new Map(),
  nodes: [node('k8s-ctr', CTR, '172.20.0.0/24'), node('k8s-w0', W0, '172.20.2.0/24')],
  router: ns('router'),
  pods: new Map(
    [
      pod('curl-pod', 'k8s-ctr', CURL, 27143, 'lxc1', 'client'),
      pod('web-pod', 'k8s-w0', WEB, 16202, 'lxc2', 'web'),
    ].map((each) => [each.name, each]),
  ),
  services: [],
  seed: 1,
  epoch: { seconds: 1754763180, offsetMinutes: 540 },
};
