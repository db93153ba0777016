import fc from 'fast-check';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import type { Stimulus, Target } from '../../src/trace/stimulus.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { RawLab } from './arbitrary-lab.ts';

/** Somewhere in the lab, as a number that is taken modulo the places there are: it shrinks with the lab. */
const place = fc.nat({ max: 500 });
const seconds = fc.constantFrom(0.2, 0.5, 1);

const draft = fc.record({
  from: place,
  to: place,
  byName: fc.constantFrom(
    null,
    null,
    null,
    null,
    null,
    null,
    'web',
    'web.default.svc.cluster.local',
    'nobody',
    'node-1',
  ),
  gap: fc.constantFrom(0, 1_000, 300_000_000, 2_000_000_000),
  kind: fc.constantFrom(
    'ping' as const,
    'ping' as const,
    'curl' as const,
    'curl' as const,
    'dns' as const,
    'traceroute' as const,
    'tracepath' as const,
    'mtr' as const,
    'nc' as const,
    'signal' as const,
    'ip-route' as const,
  ),
  port: fc.constantFrom(80, 80, 81, 8080, 53),
  connectTimeout: fc.constantFrom(1, 3, null),
  localPort: fc.constantFrom(null, null, 48220),
  count: fc.integer({ min: 1, max: 3 }),
  interval: seconds,
  size: fc.oneof(fc.constant(56), fc.nat({ max: 4000 })),
  ttl: fc.oneof(fc.constant(64), fc.integer({ min: 1, max: 6 })),
  pmtudisc: fc.constantFrom('do' as const, 'want' as const, 'dont' as const),
  method: fc.constantFrom('udp' as const, 'icmp' as const, 'tcp' as const),
  maxHops: fc.integer({ min: 1, max: 5 }),
  /** Options that most runs do without. */
  odd: fc.constantFrom(false, false, true),
  style: fc.constantFrom(
    'nslookup' as const,
    'host' as const,
    'dig' as const,
    'dig-short' as const,
    'dig-answer' as const,
  ),
  signal: fc.constantFrom('INT' as const, 'TERM' as const),
  action: fc.constantFrom('add' as const, 'del' as const, 'replace' as const),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

/** One to four commands between any two places of the lab, and of what lies outside it. */
export function stimuliArbitrary(lab: RawLab): fc.Arbitrary<readonly Stimulus[]> {
  return fc.array(draft, { minLength: 1, maxLength: 4 }).map((drafts) => {
    let at = 0;
    return drafts.map((d, index) => stimulusOf(lab, d, (at += d.gap), index));
  });
}

function stimulusOf(lab: RawLab, d: Draft, time: number, index: number): Stimulus {
  const hosts = [...Object.keys(lab.nodes), ...(lab.router === null ? [] : ['router'])];
  const at = time as Nanos;
  const from = pick([...Object.keys(lab.pods), ...hosts], d.from) as NetnsName;
  const address = ipv4(pick(destinationsOf(lab), d.to));
  const target: Target = d.byName === null ? { kind: 'address', address } : { kind: 'name', name: d.byName };
  switch (d.kind) {
    case 'ping':
      return {
        at,
        from,
        kind: 'ping',
        target,
        // Without a count something else must end it.
        count: d.odd ? null : d.count,
        interval: d.interval,
        wait: 1,
        deadline: d.odd ? d.count : null,
        size: d.size,
        ttl: d.ttl,
        pmtudisc: d.pmtudisc,
        id: null,
        quiet: d.odd && d.maxHops === 1,
        timestamps: d.odd,
        outstanding: d.odd,
        pattern: d.odd ? 'c0ffee' : null,
      };
    case 'curl':
      return {
        at,
        from,
        kind: 'curl',
        target,
        port: d.port,
        path: '/',
        connectTimeout: d.connectTimeout,
        localPort: d.localPort,
        host: null,
        userAgent: 'curl/8.14.1',
        silent: false,
        discard: false,
        verbose: d.odd,
        meter: d.odd,
        include: d.odd,
        fail: d.odd,
        head: d.odd && d.maxHops === 1,
        data: d.odd && d.maxHops === 2 ? 'a=b' : null,
        maxTime: d.odd ? d.interval * 2 : null,
        retry: d.odd ? 1 : 0,
        writeOut: d.odd ? '%{http_code} %{time_total}\\n' : null,
      };
    case 'dns':
      return {
        at,
        from,
        kind: 'dns',
        name: d.byName ?? 'web',
        server: d.to % 2 === 0 ? null : address,
        types: d.odd ? ['A'] : ['A', 'AAAA'],
        style: d.style,
      };
    case 'traceroute':
      return {
        at,
        from,
        kind: 'traceroute',
        target,
        method: d.method,
        port: d.method === 'udp' ? 33434 : 80,
        queries: 1,
        wait: 1,
        maxHops: d.maxHops,
        names: d.odd,
      };
    case 'tracepath':
      return { at, from, kind: 'tracepath', target, maxHops: d.maxHops, names: d.odd };
    case 'mtr':
      return {
        at,
        from,
        kind: 'mtr',
        target,
        method: d.method,
        port: 80,
        count: d.count,
        interval: d.interval,
        maxHops: d.maxHops,
        wide: d.odd,
        names: d.odd,
      };
    case 'nc':
      return {
        at,
        from,
        kind: 'nc',
        target,
        port: d.port,
        verbose: d.count > 1,
        wait: d.connectTimeout,
        udp: d.odd && d.port !== 53,
      };
    case 'signal':
      // For one that came before, for itself, or for one that is not there.
      return { at, from, kind: 'signal', stimulus: d.to % (index + 2), signal: d.signal };
    case 'ip-route':
      return {
        at,
        from: pick(hosts, d.from) as NetnsName,
        kind: 'ip-route',
        action: d.action,
        spec: routeSpec(lab, d),
      };
  }
}

/** Every address that somebody has, pods' most often, and some that nobody has. */
function destinationsOf(lab: RawLab): readonly string[] {
  const pods = Object.values(lab.pods).map(({ ip }) => ip);
  const nodes = Object.values(lab.nodes);
  const router = lab.router === null ? [] : [lab.router.eth1, lab.router.eth2, lab.router.loop1].map(bare);
  const nobody = nodes.map(({ podCIDR }) => neighbourOf(bare(podCIDR)));
  return [
    ...pods,
    ...pods,
    ...pods,
    ...nodes.flatMap(({ ip, cilium_host }) => (cilium_host === null ? [ip] : [ip, cilium_host])),
    ...router,
    ...Object.values(lab.services).map(({ clusterIP }) => clusterIP),
    ...nobody,
    '10.0.2.2',
    '10.0.2.15',
    '10.251.0.1',
    '203.0.113.7',
  ];
}

function routeSpec(lab: RawLab, d: Draft): string {
  const nodes = Object.values(lab.nodes);
  const { podCIDR } = pick(nodes, d.to);
  const gateway = lab.router === null ? pick(nodes, d.from).ip : bare(lab.router.eth1);
  return pick(
    [
      `${podCIDR} via ${gateway}`,
      'default',
      `blackhole ${podCIDR}`,
      `unreachable ${podCIDR}`,
      podCIDR,
      `default via ${gateway}`,
    ],
    d.count + d.maxHops,
  );
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function bare(prefix: string): string {
  return prefix.split('/')[0] ?? '';
}

function neighbourOf(base: string): string {
  return base.replace(/\d+$/, (last) => String(Number(last) + 13));
}
