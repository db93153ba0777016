import { simulate } from '../../src/engine/simulate.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import type { Stimulus, Target } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { cidrOf, ipv4, type Ipv4Addr } from '../../src/wire/address.ts';

/** The labs that a reader can choose, and a few that only a curious one will. */
export const VARIANTS = {
  native: { routing: 'native' },
  static: { routing: 'native', router: { kind: 'static', prefixes: 'all' } },
  half: { routing: 'native', router: { kind: 'static', prefixes: [cidrOf(ipv4('172.20.2.0'), 24)] } },
  'no-default': { routing: 'native', router: { kind: 'no-default' } },
  vxlan: { routing: 'vxlan' },
  geneve: { routing: 'geneve' },
  legacy: { routing: 'native', hostRouting: 'legacy' },
  'legacy-vxlan': { routing: 'vxlan', hostRouting: 'legacy' },
  'legacy-epr': { routing: 'native', hostRouting: 'legacy', endpointRoutes: true },
  epr: { routing: 'native', endpointRoutes: true },
  'no-socket-lb': { routing: 'vxlan', socketLB: false },
  'no-auto': { routing: 'native', autoDirectNodeRoutes: false },
  linux: { routing: 'native', datapath: 'linux' },
  'linux-vxlan': { routing: 'vxlan', datapath: 'linux' },
} as const satisfies Readonly<Record<string, Variant>>;
export type VariantName = keyof typeof VARIANTS;

export const POD = {
  curl: 'curl-pod' as NetnsName,
  ctr: 'webpod-697b545f57-mn7r5' as NetnsName,
  w1: 'webpod-697b545f57-9ns5w' as NetnsName,
  w0: 'webpod-697b545f57-9nnfd' as NetnsName,
};

export function ipOf(pod: NetnsName): Ipv4Addr {
  return week4.pods.find((one) => one.name === pod)!.ip as Ipv4Addr;
}

const at = 0 as Nanos;
const to = (address: string): Target => ({ kind: 'address', address: address as Ipv4Addr });
type Ping = Extract<Stimulus, { kind: 'ping' }>;

export function ping(from: NetnsName, address: string, more: Partial<Ping> = {}): Stimulus {
  const usual = {
    count: 1,
    interval: 1,
    wait: 1,
    deadline: null,
    size: 56,
    ttl: 64,
    pmtudisc: 'want',
    id: null,
  } as const;
  return { at, from, kind: 'ping', target: to(address), ...usual, ...more };
}

export function curl(from: NetnsName, target: Target, port = 80): Stimulus {
  const usual = {
    path: '/',
    connectTimeout: 3,
    localPort: null,
    host: null,
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  };
  return { at, from, kind: 'curl', target, port, ...usual };
}

/** What is done in each lab: together they reach every kind of event and nearly every branch of the programs. */
export const RUNS: Readonly<Record<string, readonly Stimulus[]>> = {
  'curl to a pod': [curl(POD.curl, to(ipOf(POD.w0)))],
  'curl to the service': [0, 1, 2, 3].map((i) => ({
    ...curl(POD.curl, { kind: 'name', name: 'webpod' }),
    at: (i * 1e9) as Nanos,
  })),
  'curl to a closed port': [curl(POD.curl, to(ipOf(POD.w0)), 81)],
  'ping on the node': [ping(POD.curl, ipOf(POD.ctr))],
  'ping next door': [ping(POD.curl, ipOf(POD.w1))],
  'ping across': [ping(POD.curl, ipOf(POD.w0))],
  'ping the loop': [ping(POD.curl, '10.10.1.200')],
  'ping own node': [ping(POD.curl, '192.168.10.100')],
  'ping other node': [ping(POD.curl, '192.168.20.100')],
  'ping nobody': [ping(POD.curl, '172.20.2.99'), ping(POD.curl, '172.20.0.99'), ping(POD.curl, '192.168.10.55')],
  'ping from a node': [ping('k8s-ctr' as NetnsName, ipOf(POD.curl)), ping('k8s-ctr' as NetnsName, ipOf(POD.w0))],
  'ping from the router': [ping('router' as NetnsName, ipOf(POD.w0))],
  'ping too large': [
    ping(POD.curl, ipOf(POD.w0), { size: 1472, pmtudisc: 'do' }),
    ping(POD.curl, ipOf(POD.w0), { size: 1472 }),
  ],
  'ping short lived': [ping(POD.curl, ipOf(POD.w0), { ttl: 1 }), ping(POD.curl, ipOf(POD.w0), { ttl: 2 })],
  dns: [
    { at, from: POD.w0, kind: 'dns', name: 'webpod', server: null, types: ['A', 'AAAA'] },
    { at, from: POD.curl, kind: 'dns', name: 'nosuch', server: null, types: ['A'] },
  ],
  traceroute: [
    {
      at,
      from: POD.curl,
      kind: 'traceroute',
      target: to(ipOf(POD.w0)),
      method: 'udp',
      port: 33434,
      queries: 1,
      wait: 1,
      maxHops: 5,
    },
  ],
  tracepath: [{ at, from: POD.curl, kind: 'tracepath', target: to(ipOf(POD.w0)), maxHops: 5 }],
  nc: [
    { at, from: POD.curl, kind: 'nc', target: to(ipOf(POD.w0)), port: 80, verbose: true, wait: 1 },
    { at, from: POD.curl, kind: 'nc', target: to(ipOf(POD.w0)), port: 81, verbose: true, wait: 1 },
    { at, from: POD.curl, kind: 'nc', target: to('203.0.113.1'), port: 443, verbose: true, wait: 1 },
  ],
  'a route added': [
    { at, from: 'router' as NetnsName, kind: 'ip-route', action: 'add', spec: '172.20.2.0/24 via 192.168.20.100' },
    { at, from: 'router' as NetnsName, kind: 'ip-route', action: 'add', spec: '172.20.2.0/24 via 192.168.20.100' },
    { ...ping(POD.curl, ipOf(POD.w0)), at: 1_000_000 as Nanos },
  ],
};

export function run(variant: VariantName, stimuli: readonly Stimulus[], neighbours: 'warm' | 'cold' = 'warm'): Trace {
  const lab = withVariant(week4, VARIANTS[variant]);
  return simulate({ ...lab, recorded: { ...lab.recorded, neighbours } }, stimuli);
}
