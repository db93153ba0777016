import { expect, type Assertion } from 'vitest';
import { captureOf, type CapturedFrame } from '../../src/capture/tap.ts';
import { plainQuestion, probeText } from '../../src/capture/tcpdump/probe.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { deviceId, deviceName, type DeviceId, type Nanos, type NetnsName } from '../../src/lab/names.ts';
import type { TableName, TableRow } from '../../src/lab/tables.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import type { Pod, World } from '../../src/lab/world.ts';
import type { EventId, EventOf, PacketId, TraceEvent } from '../../src/trace/events.ts';
import { pathLineOf } from '../../src/trace/hop-text.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';
import { cidrOf, ipv4, parseIpv4, type Ipv4Addr } from '../../src/wire/address.ts';
import { week4Clients } from '../labs/week4-clients.ts';
import { factsOf, type Facts } from '../oracle/frame.ts';

/** A client and a webpod on every node: k8s-ctr and k8s-w1 share a subnet, k8s-w0 is behind the router. */
export const CLIENT = { ctr: 'curl-pod', w1: 'curl-w1', w0: 'curl-w0' } as const;
export const WEBPOD = {
  ctr: 'webpod-697b545f57-mn7r5',
  w1: 'webpod-697b545f57-9ns5w',
  w0: 'webpod-697b545f57-9nnfd',
} as const;
export type Short = keyof typeof CLIENT;
export const SHORTS: readonly Short[] = ['ctr', 'w1', 'w0'];
export const nodeOf = (short: Short): NetnsName => `k8s-${short}` as NetnsName;
export const NODES = SHORTS.map(nodeOf);
export const ROUTER = 'router' as NetnsName;
export const WEBPOD_SERVICE = '10.96.111.94';
export const DNS_SERVICE = '10.96.0.10';

const half = cidrOf(ipv4('172.20.2.0'), 24);
export const MODES = {
  native: { routing: 'native' },
  repaired: { routing: 'native', router: { kind: 'static', prefixes: 'all' } },
  'half repaired': { routing: 'native', router: { kind: 'static', prefixes: [half] } },
  'no default': { routing: 'native', router: { kind: 'no-default' } },
  'by way of the router': {
    routing: 'native',
    autoDirectNodeRoutes: false,
    router: { kind: 'static', prefixes: 'all' },
  },
  vxlan: { routing: 'vxlan' },
  geneve: { routing: 'geneve' },
  'endpoint routes': { routing: 'native', endpointRoutes: true },
  'packet LB': { routing: 'vxlan', socketLB: false },
  legacy: { routing: 'native', hostRouting: 'legacy' },
  'legacy vxlan': { routing: 'vxlan', hostRouting: 'legacy' },
} as const satisfies Readonly<Record<string, Variant>>;
export type Mode = keyof typeof MODES;
/** Where Cilium's programs redirect and the kernel's stack is left out. */
export const BPF_MODES: readonly Mode[] = ['native', 'repaired', 'vxlan', 'geneve', 'endpoint routes'];
export const OVERLAYS = ['vxlan', 'geneve'] as const;

export function labOf(mode: Mode): LabFile {
  return withVariant(week4Clients, MODES[mode]);
}

export function addressOf(name: string, lab: LabFile = week4Clients): Ipv4Addr {
  const found =
    parseIpv4(name) ??
    lab.pods.find((pod) => pod.name === name)?.ip ??
    lab.nodes.find((node) => node.name === name)?.ip ??
    lab.services.find((service) => service.name === name)?.clusterIP;
  return ipv4(found ?? '');
}

type Ping = Extract<Stimulus, { kind: 'ping' }>;
type Curl = Extract<Stimulus, { kind: 'curl' }>;

export function pingOf(from: string, to: string, more: Partial<Ping> = {}): Ping {
  return {
    at: 0 as Nanos,
    from: from as NetnsName,
    kind: 'ping',
    target: { kind: 'address', address: addressOf(to) },
    count: 1,
    interval: 1,
    wait: 1,
    deadline: null,
    size: 56,
    ttl: 64,
    pmtudisc: 'want',
    id: null,
    ...more,
  };
}

/** As the study typed it: `curl --connect-timeout 1 webpod`, whoever answers. */
export function curlOf(from: string, to: string, more: Partial<Curl> = {}): Curl {
  return {
    at: 0 as Nanos,
    from: from as NetnsName,
    kind: 'curl',
    target: { kind: 'address', address: addressOf(to) },
    port: 80,
    path: '/',
    connectTimeout: 1,
    localPort: null,
    host: 'webpod',
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
    ...more,
  };
}

const runs = new WeakMap<LabFile, Map<string, Trace>>();
const labs = new Map<Mode, LabFile>();

/** The run of some stimuli in a lab or a mode. The same question is answered once. */
export function run(where: Mode | LabFile, ...stimuli: readonly Stimulus[]): Trace {
  let lab: LabFile;
  if (typeof where === 'string') {
    lab = labs.get(where) ?? labOf(where);
    labs.set(where, lab);
  } else lab = where;
  let ofLab = runs.get(lab);
  if (ofLab === undefined) runs.set(lab, (ofLab = new Map()));
  const key = JSON.stringify(stimuli);
  let trace = ofLab.get(key);
  if (trace === undefined) ofLab.set(key, (trace = simulate(lab, stimuli)));
  return trace;
}

export function ping(where: Mode | LabFile, from: string, to: string, more: Partial<Ping> = {}): Trace {
  return run(where, pingOf(from, to, more));
}

export function curl(where: Mode | LabFile, from: string, to: string, more: Partial<Curl> = {}): Trace {
  return run(where, curlOf(from, to, more));
}

/** Curl by the service's address whose chosen backend is the webpod of a node: the first seed that chooses it. */
export function curlService(mode: Mode, from: Short, backend: Short): Trace {
  for (let seed = 1; seed < 100; seed++) {
    const trace = curl({ ...labOf(mode), seed }, CLIENT[from], WEBPOD_SERVICE);
    const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect');
    const note = connect?.notes.find(({ kind }) => kind === 'backend');
    if (note?.kind === 'backend' && note.backend.startsWith(`${addressOf(WEBPOD[backend])}:`)) return trace;
  }
  throw new Error(`no seed sends ${from} to ${backend}`);
}

/** Every client to every webpod, by ping. */
export function everyPing(mode: Mode): readonly { readonly from: Short; readonly to: Short; readonly trace: Trace }[] {
  return SHORTS.flatMap((from) => SHORTS.map((to) => ({ from, to, trace: ping(mode, CLIENT[from], WEBPOD[to]) })));
}

/** The lab with nobody's MAC known yet. */
export function cold(lab: LabFile): LabFile {
  return { ...lab, recorded: { ...lab.recorded, neighbours: 'cold' } };
}

export function podOf(trace: Trace, name: string): Pod {
  const pod = trace.world.pods.get(name as NetnsName);
  if (pod === undefined) throw new Error(`no pod ${name}`);
  return pod;
}

export function packetsFrom(trace: Trace, from: string): readonly PacketRecord[] {
  return trace.packets.filter((packet) => packet.from === (from as NetnsName));
}

/** The one packet of that label. */
export function packetCalled(trace: Trace, label: string): PacketRecord {
  const found = trace.packets.find((packet) => packet.label === label);
  if (found === undefined) throw new Error(`no packet '${label}': ${trace.packets.map((p) => p.label).join(', ')}`);
  return found;
}

export function eventsAbout(trace: Trace, packet: PacketId | PacketRecord): readonly TraceEvent[] {
  const id = typeof packet === 'number' ? packet : packet.id;
  return trace.events.filter((event) => event.packet === id);
}

export function hooksOf(trace: Trace, packet?: PacketRecord): readonly EventOf<'hook'>[] {
  return trace.events.filter(
    (event): event is EventOf<'hook'> => event.kind === 'hook' && (packet === undefined || event.packet === packet.id),
  );
}

/** The one run of a program for a packet. */
export function hookOf(trace: Trace, packet: PacketRecord, program: EventOf<'hook'>['program']): EventOf<'hook'> {
  const hook = hooksOf(trace, packet).find((event) => event.program === program);
  if (hook === undefined) throw new Error(`${program} never saw ${packet.label}`);
  return hook;
}

/** The way of a packet in the words of the hop catalogue: 'ctr/lxcS:LXC.FIB[64>63]'. */
export function hopsOf(trace: Trace, packet: PacketRecord): readonly string[] {
  return pathLineOf(trace, packet.id).hops;
}

/** What a program decided, in one word per case. */
export function verdictOf({ verdict }: EventOf<'hook'>): string {
  if (verdict.kind === 'redirect') return `${verdict.helper} ${deviceName(verdict.to)}`;
  return verdict.kind === 'policy' ? `policy of ${verdict.pod}` : verdict.kind;
}

/** A capture of one packet, or of all of them, with what its bytes say, read by somebody else than the engine. */
export function capture(
  trace: Trace,
  netns: string,
  device: string,
  packet?: PacketRecord,
): readonly (CapturedFrame & { readonly facts: Facts })[] {
  const point = { netns: netns as NetnsName, device: device === 'any' ? ('any' as const) : id(netns, device) };
  return captureOf(trace, point)
    .filter((frame) => packet === undefined || frame.packet === packet.id)
    .map((frame) => ({ ...frame, facts: factsOf(frame.bytes, device === 'any' ? 'sll2' : 'ethernet') }));
}

/** What a tcpdump in that place prints with a filter, from the beginning to the end of a run, or why it prints nothing. */
export function printed(trace: Trace, netns: string, device: string, filter = '') {
  const point = { netns: netns as NetnsName, device: device === 'any' ? ('any' as const) : id(netns, device) };
  const end = (trace.events.length - 1) as EventId;
  const text = probeText(trace, point, end, { ...plainQuestion(trace), filter });
  if (!text.ok) throw new Error(text.message);
  return { lines: text.packets.flatMap(({ lines }) => lines), silence: text.silence, unseen: text.unseen };
}

export function id(netns: string, device: string): DeviceId {
  return deviceId(netns as NetnsName, device);
}

/** 'eth1 In', in order. */
export function taps(trace: Trace, netns: string, device = 'any', packet?: PacketRecord): readonly string[] {
  return capture(trace, netns, device, packet).map((frame) => `${deviceName(frame.device)} ${frame.tap}`);
}

/** Every frame of every tap of the lab. */
export function everyFrame(trace: Trace): readonly (CapturedFrame & { readonly facts: Facts })[] {
  return [...trace.world.netns.keys()].flatMap((netns) => capture(trace, netns, 'any'));
}

/** What a program on a node was told by Hubble's rules: 'to-network FORWARDED'. */
export function shown(trace: Trace, packet?: PacketRecord): readonly string[] {
  return hooksOf(trace, packet).flatMap(({ observations }) =>
    observations.filter((one) => one.shown).map((one) => `${one.point} ${one.verdict}`),
  );
}

/** A run in a world in which somebody has changed rows of one namespace's table. */
export function runWith<T extends TableName>(
  lab: LabFile,
  netns: NetnsName,
  table: T,
  change: (rows: Map<string, TableRow[T]>) => void,
  ...stimuli: readonly Stimulus[]
): Trace {
  const world = deriveWorld(lab);
  const space = world.netns.get(netns);
  if (space === undefined) throw new Error(`no namespace ${netns}`);
  const rows = new Map(space.tables[table] as ReadonlyMap<string, TableRow[T]>);
  change(rows);
  const changed: World = {
    ...world,
    netns: new Map([...world.netns, [netns, { ...space, tables: { ...space.tables, [table]: rows } }]]),
  };
  return simulate(lab, stimuli, { world: changed });
}

/** The lab with a policy of an endpoint that allows nobody in one direction, except its own node. */
export function runDenied(
  mode: Mode,
  pod: string,
  direction: 'Ingress' | 'Egress',
  ...stimuli: readonly Stimulus[]
): Trace {
  const lab = labOf(mode);
  const owner = deriveWorld(lab).pods.get(pod as NetnsName);
  if (owner === undefined) throw new Error(`no pod ${pod}`);
  const close = (rows: Map<string, TableRow['cilium_policy_v2']>): void => {
    for (const [key, row] of rows) {
      if (row.endpoint === owner.endpoint && row.direction === direction && row.identity === 0) rows.delete(key);
    }
  };
  return runWith(lab, owner.node, 'cilium_policy_v2', close, ...stimuli);
}

/** An expectation that names, when it is broken, the mode or the node in which it was. */
export function expectIn<T>(where: string, value: T): Assertion<T> {
  // oxlint-disable-next-line vitest/valid-expect -- the message is vitest's own second argument, and the matcher is the caller's
  return expect(value, where);
}
