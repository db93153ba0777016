import { simulate } from '../../src/engine/simulate.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import { pathText } from '../../src/trace/path-text.ts';
import type { Stimulus, Target } from '../../src/trace/stimulus.ts';
import { traceText } from '../../src/trace/text.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { ipv4, parseCidr } from '../../src/wire/address.ts';
import { CLIENTS, NODES, WEBPODS, week4Clients, type NodeName } from '../labs/week4-clients.ts';

/** One golden file: its path below files/, how to make its trace, and the trace's text. */
export interface GoldenRun {
  readonly name: string;
  readonly trace: () => Trace;
  readonly text: () => string;
}

const MODES: Readonly<Record<string, Variant>> = {
  'native-lab': {},
  'native-no-default': { router: { kind: 'no-default' } },
  'native-static': { router: { kind: 'static', prefixes: 'all' } },
  /** One route, to the far pods: the request arrives, the answer leaks. */
  'native-half-static': { router: { kind: 'static', prefixes: [parseCidr('172.20.2.0/24')!] } },
  vxlan: { routing: 'vxlan' },
  geneve: { routing: 'geneve' },
};
const APPS = ['ping', 'curl-pod', 'curl-service'] as const;
type App = (typeof APPS)[number];

/** Runs whose every event is worth reading: the story of the study, each turn of it once. */
const FULL: readonly string[] = [
  'native-lab/ping_pod-ctr_to_ctr',
  'native-lab/curl-pod_pod-ctr_to_w1',
  'native-lab/ping_pod-ctr_to_w0',
  'native-lab/curl-pod_pod-ctr_to_w0',
  'native-lab/curl-name_pod-ctr',
  'native-no-default/ping_pod-ctr_to_w0',
  'native-half-static/ping_pod-ctr_to_w0',
  'native-static/curl-pod_pod-ctr_to_w0',
  'vxlan/ping_pod-ctr_to_w0',
  'vxlan/curl-service_pod-ctr_to_w0',
  'vxlan/ping_node-ctr_to_w0',
  'geneve/ping_pod-w0_to_w1',
];

const short = (node: NodeName): string => node.replace('k8s-', '');
const address = (text: string): Target => ({ kind: 'address', address: ipv4(text) });
const podAddress = (lab: LabFile, name: string): string => lab.pods.find((pod) => pod.name === name)?.ip ?? '';
const SERVICE = week4Clients.services.find((service) => service.name === 'webpod')?.clusterIP ?? '';

function stimulus(app: App | 'curl-name', from: string, target: Target): Stimulus {
  const base = { at: 0 as Nanos, from: from as NetnsName, target };
  if (app === 'ping') {
    return {
      ...base,
      kind: 'ping',
      count: 2,
      interval: 1,
      wait: 1,
      deadline: null,
      size: 56,
      ttl: 64,
      pmtudisc: 'want',
      id: null,
    };
  }
  const host = app === 'curl-name' ? null : 'webpod';
  const shared = {
    port: 80,
    path: '/',
    connectTimeout: 3,
    localPort: null,
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  };
  return { ...base, kind: 'curl', host, ...shared };
}

const nc = (from: string, target: Target, port: number): Stimulus => ({
  at: 0 as Nanos,
  from: from as NetnsName,
  kind: 'nc',
  target,
  port,
  verbose: true,
  wait: 3,
});

/** The first seed by which the service's backend runs on this node. */
function throughService(lab: LabFile, from: string, backend: NodeName): Trace {
  for (let seed = 1; seed < 500; seed++) {
    const trace = simulate({ ...lab, seed }, [stimulus('curl-service', from, address(SERVICE))]);
    const note = trace.events
      .flatMap((event) => (event.kind === 'hook' ? event.notes : []))
      .find((each) => each.kind === 'backend');
    if (note !== undefined && note.backend.startsWith(podAddress(lab, WEBPODS[backend]))) return trace;
  }
  throw new Error(`no seed chooses the backend on ${backend}`);
}

function runsOf(mode: string, variant: Variant): readonly GoldenRun[] {
  const lab = withVariant(week4Clients, variant);
  const run = (name: string, trace: () => Trace): readonly GoldenRun[] => {
    const path = { name: `${mode}/${name}.txt`, trace, text: () => pathText(trace()) };
    return FULL.includes(`${mode}/${name}`)
      ? [path, { name: `full/${mode}/${name}.txt`, trace, text: () => traceText(trace()) }]
      : [path];
  };
  const pairs = (['pod', 'node'] as const).flatMap((kind) =>
    NODES.flatMap((src) => NODES.map((dst) => ({ kind, src, dst, from: kind === 'pod' ? CLIENTS[src] : src }))),
  );
  return [
    ...pairs.flatMap(({ kind, src, dst, from }) =>
      APPS.flatMap((app) =>
        run(`${app}_${kind}-${short(src)}_to_${short(dst)}`, () =>
          app === 'curl-service'
            ? throughService(lab, from, dst)
            : simulate(lab, [stimulus(app, from, address(podAddress(lab, WEBPODS[dst])))]),
        ),
      ),
    ),
    ...NODES.flatMap((dst) =>
      run(`nc_pod-ctr_to_${short(dst)}`, () =>
        simulate(lab, [nc(CLIENTS['k8s-ctr'], address(podAddress(lab, WEBPODS[dst])), dst === 'k8s-w1' ? 81 : 80)]),
      ),
    ),
    ...NODES.flatMap((src) =>
      run(`curl-name_pod-${short(src)}`, () =>
        simulate(lab, [stimulus('curl-name', CLIENTS[src], { kind: 'name', name: 'webpod' })]),
      ),
    ),
  ];
}

/** Every pair of source node and destination pod, in every mode, by every application, from the pod and from the node. */
export const GOLDEN_RUNS: readonly GoldenRun[] = Object.entries(MODES).flatMap(([mode, variant]) =>
  runsOf(mode, variant),
);
