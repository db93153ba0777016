import { flowsOf } from '../../../capture/hubble/flows.ts';
import { CPUS } from '../../../capture/monitor/ring.ts';
import { effectiveSettings } from '../../../lab/settings.ts';
import { deviceName } from '../../../lab/names.ts';
import type { Device, Node, Settings } from '../../../lab/world.ts';
import { must } from '../../../base/assert.ts';
import { CLUSTER_AGE } from '../../cluster/helm-release.ts';
import type { Context } from '../../command.ts';
import { nodeOf } from './map-rows.ts';

const SECOND = 1_000_000_000;
const MAX_FLOWS = 4095;

export interface StatusDetails {
  readonly addresses: boolean;
  readonly replacement: boolean;
  readonly clock: boolean;
}

/** What the agent of a node runs with: since it last started, not what the ConfigMap says now. */
export function agentSettings(context: Context): Settings {
  const { cluster, world } = context.machine;
  const cilium = cluster.agents.of(nodeOf(context))?.cilium ?? world.file.cilium;
  return effectiveSettings({ ...world.file, cilium });
}

function devicesOf({ machine }: Context, node: Node): readonly Device[] {
  return [node.uplink, node.dev].flatMap((id) => (id === null ? [] : (machine.world.devices.get(id) ?? [])));
}

/** fe80:: with the EUI-64 of the address (RFC 4291 appendix A). */
function linkLocal(mac: string): string {
  const [a = '0', ...rest] = mac.split(':');
  const bytes = [(Number.parseInt(a, 16) ^ 2).toString(16).padStart(2, '0'), ...rest];
  const [b0 = '', b1 = '', b2 = '', b3 = '', b4 = '', b5 = ''] = bytes;
  const groups = [b0 + b1, `${b2}ff`, `fe${b3}`, b4 + b5].map((group) => group.replace(/^0+(?=.)/, ''));
  return `fe80::${groups.join(':')}`;
}

function deviceList(context: Context, node: Node): string {
  return devicesOf(context, node)
    .map(({ id, mac, addresses }) => {
      const direct = id === node.dev ? ' (Direct Routing)' : '';
      return `${deviceName(id)} ${[...addresses.map((each) => each.ip), linkLocal(mac)].join(' ')}${direct}`;
    })
    .join(', ');
}

/** 'min-max' of the addresses, and who has them: pods and the router, which is cilium_host. */
export function allocations(context: Context): readonly (readonly [ip: string, owner: string])[] {
  const { world, cluster } = context.machine;
  const node = nodeOf(context);
  const own = must(
    world.nodes.find((each) => each.name === node),
    'node of the agent',
  );
  // After a restart the agent takes its endpoints over as they are.
  const restored = (cluster.agents.of(node)?.started ?? 0) > 0 ? ' [restored]' : '';
  const pods = [...world.pods.values()].filter((pod) => pod.node === node);
  return [
    ...pods.map((pod) => [pod.ip, `${pod.namespace}/${pod.shortName}${restored}`] as const),
    [own.ciliumHost, 'router'] as const,
  ];
}

function kubernetesVersion(version: string): string {
  return `${version.split('.').slice(0, 2).join('.')} (v${version}) [linux/amd64]`;
}

/** The parts that the agent watches (K8sAPIVersions); unverified: whether 1.18.0 lists all of them. */
const APIS: readonly string[] = [
  'cilium/v2::CiliumCIDRGroup',
  'cilium/v2::CiliumClusterwideNetworkPolicy',
  'cilium/v2::CiliumEndpoint',
  'cilium/v2::CiliumNetworkPolicy',
  'cilium/v2::CiliumNode',
  'core/v1::Pods',
  'networking.k8s.io/v1::NetworkPolicy',
];

function size(cidr: string): number {
  return 2 ** (32 - Number(cidr.split('/')[1] ?? 32)) - 2;
}

function masquerading(context: Context, node: Node, { bpfMasquerade, ipv4NativeRoutingCIDR }: Settings): string {
  const protocols = '[IPv4: Enabled, IPv6: Disabled]';
  if (!bpfMasquerade) return `IPTables ${protocols}`;
  const devices = devicesOf(context, node).map(({ id }) => deviceName(id));
  return `BPF\t[${devices.join(', ')}]\t${ipv4NativeRoutingCIDR} ${protocols}`;
}

function hubbleLine(context: Context, node: Node): string {
  const { lab } = context.machine;
  const seen = flowsOf(lab.trace).filter((flow) => flow.node === node.name).length;
  const current = Math.min(seen, MAX_FLOWS);
  const uptime = (lab.now + CLUSTER_AGE) / SECOND;
  const ratio = ((current / MAX_FLOWS) * 100).toFixed(2);
  const flows = `Current/Max Flows: ${current}/${MAX_FLOWS} (${ratio}%), Flows/s: ${(seen / uptime).toFixed(2)}`;
  return `Hubble:\tOk\t${flows}\tMetrics: Ok`;
}

/** FormatStatusResponse (pkg/client/client.go), in cells of its tabwriter. */
export function statusLines(context: Context, details: StatusDetails): readonly string[] {
  const { world } = context.machine;
  const node = must(
    world.nodes.find((each) => each.name === nodeOf(context)),
    'node of the agent',
  );
  const settings = agentSettings(context);
  const addresses = allocations(context);
  const { versions } = world.file;
  const devices = deviceList(context, node);
  const endpoints = addresses.length;
  const network = settings.routing === 'native' ? 'Native' : `Tunnel [${settings.routing}]`;
  const host = settings.hostRouting === 'bpf' ? 'BPF' : 'Legacy';
  // unverified: the commit in the version, and how many controllers and modules there are.
  const controllers = 18 + 3 * endpoints;
  return [
    'KVStore:\tDisabled\t',
    `Kubernetes:\tOk\t${kubernetesVersion(versions.kubernetes)}`,
    `Kubernetes APIs:\t["${APIS.join('", "')}"]`,
    `KubeProxyReplacement:\t${settings.kubeProxyReplacement ? 'True' : 'False'}\t${settings.kubeProxyReplacement ? `[${devices}]` : ''}`,
    'Host firewall:\tDisabled',
    'SRv6:\tDisabled',
    'CNI Chaining:\tnone',
    'CNI Config file:\tsuccessfully wrote CNI configuration file to /host/etc/cni/net.d/05-cilium.conflist',
    `Cilium:\tOk   ${versions.cilium} (v${versions.cilium}-14f75ea0)`,
    `NodeMonitor:\tListening for events on ${CPUS} CPUs with 64x4096 of shared memory`,
    'Cilium health daemon:\tOk\t',
    `IPAM:\tIPv4: ${addresses.length}/${size(node.podCIDR)} allocated from ${node.podCIDR}, `,
    ...(details.addresses
      ? ['Allocated addresses:', ...addresses.map(([ip, owner]) => `  ${ip} (${owner})`).toSorted(byText)]
      : []),
    'IPv4 BIG TCP:\tDisabled',
    'IPv6 BIG TCP:\tDisabled',
    'BandwidthManager:\tDisabled',
    `Routing:\tNetwork: ${network}\tHost: ${host}`,
    'Attach Mode:\tTCX',
    'Device Mode:\tveth',
    `Masquerading:\t${masquerading(context, node, settings)}`,
    ...(details.clock ? ['Clock Source for BPF:\tktime'] : []),
    `Controller Status:\t${controllers}/${controllers} healthy`,
    `Proxy Status:\tOK, ip ${node.ciliumHost}, 0 redirects active on ports 10000-20000, Envoy: external`,
    'Global Identity Range:\tmin 256, max 65535',
    hubbleLine(context, node),
    ...(details.replacement ? replacementLines(settings, devices) : []),
    'Encryption:\tDisabled\t',
    'Cluster health:\t\tProbe disabled',
    'Name\tIP\tNode\tEndpoints',
    `Modules Health:\tStopped(0) Degraded(0) OK(${52 + 2 * endpoints})`,
  ];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A tabwriter of its own in the code: widest name 'Socket LB Coverage:' and three spaces. */
function replacementLines({ kubeProxyReplacement, socketLB }: Settings, devices: string): readonly string[] {
  const on = kubeProxyReplacement;
  const row = (name: string, value: string): string => `${`  ${name}:`.padEnd(25)}${value}`;
  return [
    'KubeProxyReplacement Details:',
    row('Status', on ? 'True' : 'False'),
    row('Socket LB', socketLB ? 'Enabled' : 'Disabled'),
    row('Socket LB Tracing', socketLB ? 'Enabled' : 'Disabled'),
    row('Socket LB Coverage', 'Full'),
    ...(on ? [row('Devices', devices), row('Mode', 'SNAT'), row('Backend Selection', 'Random')] : []),
    row('Session Affinity', on ? 'Enabled' : 'Disabled'),
    row('Graceful Termination', 'Enabled'),
    row('NAT46/64 Support', 'Disabled'),
    ...(on ? [row('XDP Acceleration', 'Disabled')] : []),
    '  Services:',
    row('- ClusterIP', 'Enabled'),
    row('- NodePort', `${on ? 'Enabled (Range: 30000-32767)' : 'Disabled'} `),
    row('- LoadBalancer', `${on ? 'Enabled' : 'Disabled'} `),
    row('- externalIPs', `${on ? 'Enabled' : 'Disabled'} `),
    row('- HostPort', on ? 'Enabled' : 'Disabled'),
  ];
}
