/**
 * How fast the engine and the codec are, beside the budgets. Prints; never fails: times depend on the machine.
 *   npm run bench
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { simulate } from '../src/engine/simulate.ts';
import { deriveWorld } from '../src/lab/derive.ts';
import type { LabFile } from '../src/lab/file.ts';
import type { Nanos, NetnsName } from '../src/lab/names.ts';
import type { Stimulus } from '../src/trace/stimulus.ts';
import type { Trace } from '../src/trace/trace.ts';
import { ipv4, ipv4Of } from '../src/wire/address.ts';
import type { Mac } from '../src/wire/address.ts';
import { decode } from '../src/wire/decode.ts';
import { encode } from '../src/wire/encode.ts';
import type { Packet } from '../src/wire/layers.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** 'most' is a ceiling, 'least' a floor. */
  readonly budget: { readonly kind: 'most' | 'least'; readonly value: number } | null;
  /** What the prototype reached on the machine where the budgets were set. */
  readonly anchor: number | null;
}

const rows: Row[] = [];
function row(
  what: string,
  value: number,
  unit: string,
  budget: Row['budget'] = null,
  anchor: number | null = null,
): void {
  rows.push({ what, value, unit, budget, anchor });
}

/** CPU time of this process in microseconds: what else runs on the machine does not count. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Nanoseconds of CPU for one call: the median of five rounds of at least `roundMs` each. */
function nanosOf(run: () => unknown, roundMs = 120): number {
  const rounds = [1, 2, 3, 4, 5].map(() => {
    const start = cpuMicros();
    let calls = 0;
    // The clock is asked after 1, 2, 4, 8 calls: it costs as much as a short one.
    for (let batch = 1; cpuMicros() - start < roundMs * 1000; batch *= 2) {
      for (let i = 0; i < batch; i++) run();
      calls += batch;
    }
    return ((cpuMicros() - start) * 1000) / calls;
  });
  return rounds.toSorted((a, b) => a - b)[2] ?? 0;
}

/** A lab of `count` nodes, half of them in each subnet, with one client and one web server on each. */
function labOf(count: number): LabFile {
  const on = (net: number, index: number): string => ipv4Of(((10 << 24) | (net << 16) | index) >>> 0);
  const nodes = Array.from({ length: count }, (_, i) => {
    const side = i % 2;
    const podNet = 128 * 256 + i;
    const pods = (((10 << 24) >>> 0) + podNet * 256) >>> 0;
    return { name: `node-${i}`, side, ip: on(side + 1, i + 1), pods };
  });
  return {
    format: 'hopscope-lab/1',
    title: `${count} nodes`,
    clock: '2025-01-01T00:00:00+00:00',
    seed: 1,
    versions: { kubernetes: '1.33.2', cilium: '1.18.0', kernel: '6.8.0' },
    cilium: {
      datapath: 'cilium',
      routingMode: 'tunnel',
      tunnelProtocol: 'vxlan',
      autoDirectNodeRoutes: false,
      endpointRoutes: false,
      ipv4NativeRoutingCIDR: `${on(128, 0)}/9`,
      kubeProxyReplacement: true,
      socketLB: true,
      bpfMasquerade: true,
      hostRouting: 'bpf',
      monitorAggregation: 'medium',
    },
    nodes: nodes.map(({ name, side, ip, pods }, i) => ({
      name,
      ip,
      prefix: 16,
      dev: 'eth1',
      podCIDR: `${ipv4Of(pods)}/24`,
      ciliumHost: null,
      controlPlane: i === 0,
      uplink: null,
      staticRoutes: [`${on(2 - side, 0)}/16 via ${on(side + 1, 65000)}`],
      rpFilter: null,
      mtu: 1500,
    })),
    router: {
      name: 'router',
      eth0: null,
      gateway: null,
      dns: null,
      eth1: `${on(1, 65000)}/16`,
      eth2: `${on(2, 65000)}/16`,
      loops: [],
      staticRoutes: [],
      defaultRoute: false,
      rpFilter: 2,
      mtu: {},
    },
    pods: nodes.flatMap(({ pods }, i) => [
      {
        name: `client-${i}`,
        ip: ipv4Of(pods + 10),
        node: `node-${i}`,
        identity: null,
        endpoint: null,
        lxc: null,
        labels: [['app', 'client']],
        image: 'nicolaka/netshoot',
        ports: [],
      },
      {
        name: `web-${i}`,
        ip: ipv4Of(pods + 20),
        node: `node-${i}`,
        identity: null,
        endpoint: null,
        lxc: null,
        labels: [['app', 'web']],
        image: 'traefik/whoami',
        ports: [80],
      },
    ]),
    services: [],
    policies: [],
    recorded: { flowPorts: [], icmpId: null, curlSourcePort: null, backend: null, macs: [], neighbours: 'warm' },
  };
}

function curlOf(lab: LabFile): Stimulus {
  const target = lab.pods.find(({ name }) => name === `web-${lab.nodes.length > 1 ? 1 : 0}`);
  if (target === undefined) throw new Error('no web server');
  return {
    at: 0 as Nanos,
    from: 'client-0' as NetnsName,
    kind: 'curl',
    target: { kind: 'address', address: ipv4(target.ip) },
    port: 80,
    path: '/',
    connectTimeout: 2,
    localPort: null,
    host: null,
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  };
}

/** Steps in the sense of the hop catalogue. */
function hopsOf(trace: Trace): number {
  return trace.events.filter(({ hop }) => hop !== null).length;
}

// The first run of all, with nothing compiled yet: what a reader waits for.
const three = labOf(3);
const coldStart = cpuMicros();
simulate(three, [curlOf(three)]);
row('first curl of the process, 3 nodes, nothing compiled yet', (cpuMicros() - coldStart) / 1000, 'ms');

const perHop: number[] = [];
for (const [count, anchor] of [
  [3, 1.5],
  [100, 8.6],
  [1000, 42],
] as const) {
  const lab = labOf(count);
  const stimuli = [curlOf(lab)];
  const derive = nanosOf(() => deriveWorld(lab), count > 500 ? 400 : 120);
  const whole = nanosOf(() => simulate(lab, stimuli), count > 500 ? 400 : 120);
  const trace = simulate(lab, stimuli);
  row(`derive, ${count} nodes`, derive / 1e6, 'ms');
  row(
    `derive and one curl, ${count} nodes`,
    whole / 1e6,
    'ms',
    count === 3 ? { kind: 'most', value: 5 } : null,
    anchor,
  );
  // Many pings in one run: the lab is derived once, what is left is the datapath.
  const pings = simulateRate(lab);
  perHop.push(pings.nanosPerHop);
  if (count === 3) {
    row('curl: packets', trace.packets.length, '');
    row('curl: hops', hopsOf(trace), '');
    row('curl: events', trace.events.length, '');
    row('engine, packets/s', pings.packetsPerSecond, '/s', null, 107_000);
    row('engine, hops/s with the full trace', pings.hopsPerSecond, '/s', { kind: 'least', value: 100_000 });
    row('engine, events/s', pings.eventsPerSecond, '/s');
    row('memory per event, frames included', pings.bytesPerEvent, 'B', { kind: 'most', value: 1000 });
  }
}
row('cost per hop, 1000 nodes to 3', (perHop[2] ?? 0) / (perHop[0] ?? 1), 'x', { kind: 'most', value: 2 });

function simulateRate(lab: LabFile): {
  nanosPerHop: number;
  packetsPerSecond: number;
  hopsPerSecond: number;
  eventsPerSecond: number;
  bytesPerEvent: number;
} {
  const count = 1000;
  const { from, target } = curlOf(lab) as Extract<Stimulus, { kind: 'curl' }>;
  const ping: Stimulus = {
    at: 0 as Nanos,
    from,
    kind: 'ping',
    target,
    count,
    interval: 0.2,
    wait: 1,
    deadline: null,
    size: 56,
    ttl: 64,
    pmtudisc: 'want',
    id: null,
  };
  const derive = nanosOf(() => deriveWorld(lab), 200);
  const whole = nanosOf(() => simulate(lab, [ping]), 800);
  const nanos = whole - derive;
  collectGarbage();
  const before = process.memoryUsage();
  const trace = simulate(lab, [ping]);
  collectGarbage();
  const after = process.memoryUsage();
  const world = heapOf(() => deriveWorld(lab));
  const bytes = after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers) - world;
  const hops = hopsOf(trace);
  return {
    nanosPerHop: nanos / hops,
    packetsPerSecond: (trace.packets.length / nanos) * 1e9,
    hopsPerSecond: (hops / nanos) * 1e9,
    eventsPerSecond: (trace.events.length / nanos) * 1e9,
    bytesPerEvent: bytes / trace.events.length,
  };
}

function heapOf(make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  collectGarbage();
  const size = process.memoryUsage().heapUsed - before;
  // Named after the measurement, so that it is alive until here.
  return kept === null ? 0 : size;
}

const mac = (last: number): Mac => `02:00:00:00:00:0${last}` as Mac;
const [a, b] = [ipv4Of(0x0a000001), ipv4Of(0x0a000002)];
const ip = { tos: 0, id: 1, df: true, mf: false, fragOffset: 0, ttl: 64, src: a, dst: b } as const;
const ethernet = { kind: 'ethernet', dst: mac(1), src: mac(2) } as const;
const tcp = (bytes: number): Packet => [
  ethernet,
  { kind: 'ipv4', ...ip },
  {
    kind: 'tcp',
    srcPort: 48220,
    dstPort: 80,
    seq: 1,
    ack: 1,
    flags: 16,
    window: 502,
    options: [{ kind: 'nop' }, { kind: 'nop' }, { kind: 'timestamps', value: 1, echo: 1 }],
  },
  ...(bytes === 0 ? [] : [{ kind: 'data', bytes: new Uint8Array(bytes) } as const]),
];
const vxlan: Packet = [
  ethernet,
  { kind: 'ipv4', ...ip, df: false },
  { kind: 'udp', srcPort: 46624, dstPort: 8472, zeroChecksum: true },
  { kind: 'vxlan', vni: 27143 },
  ...tcp(0),
];
for (const [name, packet, anchor] of [
  ['ACK', tcp(0), 97],
  ['ACK in VXLAN', vxlan, 148],
  ['full segment', tcp(1448), 1400],
] as const) {
  const bytes = encode(packet);
  row(
    `encode, ${name}`,
    nanosOf(() => encode(packet)),
    'ns',
    null,
    anchor,
  );
  row(
    `decode, ${name}`,
    nanosOf(() => decode(bytes, 'ethernet')),
    'ns',
  );
  if (name === 'ACK in VXLAN')
    row(
      'codec, packets/s both ways',
      1e9 / (nanosOf(() => encode(packet)) + nanosOf(() => decode(bytes, 'ethernet'))),
      '/s',
    );
}

function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-GB');
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const table = rows.map(({ what, value, unit, budget, anchor }) => [
  what,
  `${shown(value)} ${unit}`,
  budget === null ? '' : `${budget.kind === 'most' ? '<=' : '>='} ${shown(budget.value)}`,
  budget === null ? '' : `${(value / budget.value).toFixed(2)}`,
  anchor === null ? '' : shown(anchor),
  anchor === null ? '' : `${(value / anchor).toFixed(2)}`,
]);
const head = ['', 'measured', 'budget', 'of budget', 'prototype', 'of prototype'];
const widths = head.map((title, column) =>
  Math.max(title.length, ...table.map((cells) => (cells[column] ?? '').length)),
);
for (const cells of [head, ...table]) {
  console.log(
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
