import { startApp, startServers } from '../../src/engine/apps/apps.ts';
import type { AppKind, AppStimulus } from '../../src/engine/apps/host.ts';
import type { SignalName } from '../../src/trace/stimulus.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { Sent } from '../transport/pipe.ts';
import { fakeJob, Pipe } from '../transport/pipe.ts';

export const WEBPOD = 'webpod-697b545f57-9nnfd';
/** Nobody has it: what is sent there vanishes. */
export const NOBODY = ipv4('172.20.2.200');
export const PODS_IP = ipv4('172.20.2.152');

export interface RunOptions {
  readonly from?: string;
  readonly loses?: (sent: Sent) => boolean;
  readonly hops?: number;
  /** Lab time in nanoseconds, and which. */
  readonly signal?: readonly [number, SignalName];
}

/** One command on the pipe, with the lab's servers, its service and its DNS at the other ends. */
export function runOnPipe(stimulus: AppStimulus<AppKind>, options: RunOptions = {}) {
  const { from = 'curl-pod', signal, ...rest } = options;
  const pipe = new Pipe(rest);
  const client = pipe.host(from, from === 'k8s-ctr' ? ipv4('192.168.10.100') : undefined);
  for (const name of [WEBPOD, 'kube-system/coredns-a']) startServers(pipe.host(name));
  startServers(pipe.host('router', ipv4('192.168.10.200')));
  // Services without a load balancer before them.
  startServers(pipe.host('kube-system/coredns-b', ipv4('10.96.0.10')));
  startServers(pipe.host(WEBPOD, ipv4('10.96.111.94')));
  const job = fakeJob();
  const program = startApp({ kernel: client.kernel, sockets: client.sockets }, stimulus, job);
  if (signal) pipe.after(signal[0], () => program.signal(signal[1]));
  pipe.settle();
  // A row stays for every connection that is not over.
  return { ...job.out, pipe, client, labels: pipe.labels(client), rows: [...client.rows.values()], program, job };
}

const COMMON = { at: 0 as never, from: 'curl-pod' as never } as const;

export const CURL: AppStimulus<'curl'> = {
  ...COMMON,
  kind: 'curl',
  target: { kind: 'name', name: 'webpod' },
  port: 80,
  path: '/',
  connectTimeout: null,
  localPort: null,
  host: null,
  userAgent: 'curl/8.14.1',
  silent: false,
  discard: false,
};

export const PING: AppStimulus<'ping'> = {
  ...COMMON,
  kind: 'ping',
  target: { kind: 'address', address: PODS_IP },
  count: null,
  interval: 1,
  wait: 10,
  deadline: null,
  size: 56,
  ttl: 64,
  pmtudisc: 'want',
  id: 163,
};

export const DNS: AppStimulus<'dns'> = {
  ...COMMON,
  kind: 'dns',
  name: 'webpod.default.svc.cluster.local',
  server: null,
  types: ['A'],
};

export const MTR: AppStimulus<'mtr'> = {
  ...COMMON,
  kind: 'mtr',
  target: { kind: 'address', address: PODS_IP },
  method: 'icmp',
  port: 80,
  count: 3,
  interval: 1,
  maxHops: 30,
  wide: false,
  names: false,
};

export const TRACEROUTE: AppStimulus<'traceroute'> = {
  ...COMMON,
  kind: 'traceroute',
  target: { kind: 'address', address: PODS_IP },
  method: 'udp',
  port: 33434,
  queries: 3,
  wait: 5,
  maxHops: 30,
};

export const NC: AppStimulus<'nc'> = {
  ...COMMON,
  kind: 'nc',
  target: { kind: 'address', address: ipv4('10.96.0.10') },
  port: 53,
  verbose: true,
  wait: null,
  udp: true,
};
