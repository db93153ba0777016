import { deviceName, type DeviceId, netnsOf, type NetnsName } from '../lab/names.ts';
import type { TableName } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import { readsOf, tellingRead } from '../scene/read-text.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { commandOf, type RunningProbe } from './probes.ts';

/** A line that prints what the reader is looking at, and the host on which it does. */
export interface Offer {
  readonly place: NetnsName;
  readonly line: string;
}

/** What a reader can point at. */
export type Pointed =
  /** A row, by the key that it has in its table. */
  | { readonly kind: 'row'; readonly netns: NetnsName; readonly table: TableName; readonly key: string }
  | { readonly kind: 'table'; readonly netns: NetnsName; readonly table: TableName }
  | { readonly kind: 'device'; readonly id: DeviceId }
  | { readonly kind: 'probe'; readonly probe: RunningProbe }
  | { readonly kind: 'event'; readonly event: TraceEvent };

/** The commands that print what is pointed at: none where there is no shell and nobody who could ask for it. */
export function offersFor(trace: Trace, pointed: Pointed): readonly Offer[] {
  const { world } = trace;
  switch (pointed.kind) {
    case 'row':
      return lines(world, pointed.netns, rowLine(pointed.table, pointed.key), pointed.table);
    case 'table':
      return lines(world, pointed.netns, tableLine(pointed.table), pointed.table);
    case 'device':
      return atDevice(world, pointed.id, (device) => `tcpdump -i ${device} -nn`);
    case 'probe': {
      const { netns, device } = pointed.probe;
      if (device !== 'any') return atDevice(world, device, () => commandOf(pointed.probe));
      return hasShell(world, netns) ? [{ place: netns, line: commandOf(pointed.probe) }] : [];
    }
    case 'event':
      return ofEvent(trace, pointed.event);
  }
}

/** What the event has read, and what Hubble says of the packet where Cilium has seen it. */
function ofEvent(trace: Trace, event: TraceEvent): readonly Offer[] {
  const { world } = trace;
  const read = readsOf(event)[tellingRead(trace, event)];
  const asked = read === undefined ? [] : lines(world, read.netns, readLine(read.table, read.query), read.table);
  const pod = event.kind === 'hook' && event.packet !== null ? podOf(world, event.netns, trace, event.packet) : null;
  const place = controlPlane(world);
  const seen = pod === null || place === null ? [] : [{ place, line: `hubble observe --pod ${pod} --last 20` }];
  const there = event.device === null || asked.length > 0 ? [] : offersFor(trace, { kind: 'device', id: event.device });
  return [...asked, ...there, ...seen];
}

function podOf(world: World, node: NetnsName, trace: Trace, packet: number): string | null {
  const from = world.pods.get(trace.packets[packet]?.from ?? node);
  return from === undefined ? null : `${from.namespace}/${from.shortName}`;
}

/** What a place is asked: by its own tools, or by its agent's. */
type Line = { readonly by: 'host' | 'agent'; readonly text: string } | null;

function lines(world: World, netns: NetnsName, line: Line, table: TableName): readonly Offer[] {
  if (line === null) return [];
  if (line.by === 'host') return hasShell(world, netns) ? [{ place: netns, line: line.text }] : [];
  const place = controlPlane(world);
  if (place === null || !world.nodes.some(({ name }) => name === netns)) return [];
  const pod = `$(kubectl get pod -n kube-system -l k8s-app=cilium --field-selector spec.nodeName=${netns} -o name)`;
  const asked = { place, line: `kubectl exec -n kube-system ${pod} -c cilium-agent -- ${line.text}` };
  return table === 'cilium_lb4_services_v2' ? [asked, { place, line: 'kubectl get svc -A' }] : [asked];
}

const host = (text: string): Line => ({ by: 'host', text });
const agent = (text: string): Line => ({ by: 'agent', text });

/** How a whole table is printed. */
function tableLine(table: TableName): Line {
  return TABLE_LINES[table];
}

const TABLE_LINES: { readonly [T in TableName]: Line } = {
  routes: host('ip -c route'),
  rules: host('ip rule'),
  neigh: host('ip -c neigh'),
  pmtu: host('ip route show cache'),
  sockets: host('ss -tuan'),
  cilium_lxc: agent('cilium-dbg bpf endpoint list'),
  cilium_ipcache_v2: agent('cilium-dbg bpf ipcache list'),
  cilium_lb4_services_v2: agent('cilium-dbg bpf lb list'),
  cilium_lb4_backends_v3: agent('cilium-dbg bpf lb list --backends'),
  cilium_lb4_reverse_nat: agent('cilium-dbg bpf lb list --revnat'),
  cilium_lb4_reverse_sk: agent('cilium-dbg bpf socknat list'),
  cilium_ct4_global: agent('cilium-dbg bpf ct list global'),
  cilium_ct_any4_global: agent('cilium-dbg bpf ct list global'),
  cilium_snat_v4_external: agent('cilium-dbg bpf nat list'),
  cilium_policy_v2: agent('cilium-dbg bpf policy get --all'),
};

/** How one row is printed, by the key that it has in its table (ROW_KEY). */
function rowLine(table: TableName, key: string): Line {
  const [first = ''] = key.split(/[ /(]/);
  switch (table) {
    case 'routes': {
      const local = / table (\S+)/.exec(key)?.[1];
      const shown = local === undefined ? 'ip route show' : `ip route show table ${local}`;
      const dst = (key.split(' ')[0] ?? '').replace(/\/32$/, '');
      return host(`${shown} ${dst.endsWith('/0') ? 'default' : dst}`);
    }
    case 'neigh':
      return host(`ip neigh show ${first}`);
    case 'pmtu':
      return host(`ip route get ${first}`);
    case 'rules':
    case 'sockets':
    case 'cilium_lb4_reverse_sk':
      return tableLine(table);
    case 'cilium_ipcache_v2':
      return agent(`cilium-dbg bpf ipcache get ${first}`);
    case 'cilium_policy_v2':
      return agent(`cilium-dbg bpf policy get ${first}`);
    case 'cilium_lxc':
    case 'cilium_lb4_services_v2':
      return filtered(table, first);
    case 'cilium_lb4_backends_v3':
    case 'cilium_lb4_reverse_nat':
      return filtered(table, `-w ${first}`);
    case 'cilium_ct4_global':
    case 'cilium_ct_any4_global':
    case 'cilium_snat_v4_external':
      return filtered(table, key.split(' ')[2] ?? first);
  }
}

function filtered(table: TableName, word: string): Line {
  const all = tableLine(table);
  return all === null ? null : { ...all, text: `${all.text} | grep ${word}` };
}

/** How a lookup is repeated by hand: routes are asked as the kernel was. */
function readLine(table: TableName, query: string): Line {
  const address = /\d+(?:\.\d+){3}/.exec(query)?.[0];
  if (address === undefined) return tableLine(table);
  if (table === 'routes') return host(`ip route get ${address}`);
  if (table === 'rules') return tableLine(table);
  if (table === 'neigh' || table === 'cilium_ipcache_v2' || table === 'pmtu') return rowLine(table, address);
  return /^cilium_(ct|snat|lxc|lb4_services)/.test(table) ? filtered(table, address) : tableLine(table);
}

/** A pod without a shell is captured at the other end of its veth, on its node. */
function atDevice(world: World, id: DeviceId, line: (device: string) => string): readonly Offer[] {
  const netns = netnsOf(id);
  if (hasShell(world, netns)) return [{ place: netns, line: line(deviceName(id)) }];
  const lxc = world.pods.get(netns)?.lxc;
  if (lxc === undefined || id !== world.pods.get(netns)?.eth0) return [];
  return [{ place: netnsOf(lxc), line: `tcpdump -i ${deviceName(lxc)} -nn` }];
}

function hasShell(world: World, netns: NetnsName): boolean {
  return (
    world.router === netns || world.nodes.some(({ name }) => name === netns) || world.pods.get(netns)?.role === 'client'
  );
}

function controlPlane(world: World): NetnsName | null {
  return world.nodes.find(({ controlPlane: is }) => is)?.name ?? null;
}
