import type { Nanos, NetnsName } from '../lab/names.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { WalkArgs } from './args.ts';
import type { Aim } from './names.ts';

/** A second between one curl and the next: a reader's loop. Ping counts by itself. */
const BETWEEN = 1_000_000_000;
/** The curl of the netshoot image in the study's captures. */
const USER_AGENT = 'curl/8.14.1';

/** What the command line asks for, with the defaults of the real programs. */
export function stimuliOf(args: Asked, from: NetnsName, aim: Aim): readonly Stimulus[] {
  const times = args.app === 'ping' ? 1 : args.count;
  return Array.from({ length: times }, (_, i) => ({ at: (i * BETWEEN) as Nanos, from, ...what(args, aim) }));
}

type Asked = Pick<WalkArgs, 'app' | 'count' | 'port' | 'connectTimeout'>;

type What<S = Stimulus> = S extends Stimulus ? Omit<S, 'at' | 'from'> : never;

function what({ app, count, port, connectTimeout }: Asked, { target, port: own, host }: Aim): What {
  const tcpPort = port ?? own ?? 80;
  switch (app) {
    case 'curl':
      return {
        kind: 'curl',
        target,
        port: tcpPort,
        path: '/',
        connectTimeout,
        localPort: null,
        host,
        userAgent: USER_AGENT,
        silent: false,
        discard: false,
      };
    case 'ping':
      return {
        kind: 'ping',
        target,
        count,
        interval: 1,
        wait: 1,
        deadline: null,
        size: 56,
        ttl: 64,
        pmtudisc: 'want',
        id: null,
      };
    case 'dns':
      return {
        kind: 'dns',
        name: target.kind === 'name' ? target.name : target.address,
        server: null,
        types: ['A', 'AAAA'],
      };
    case 'traceroute':
      return { kind: 'traceroute', target, method: 'udp', port: 33434, queries: 1, wait: 1, maxHops: 8 };
    case 'tracepath':
      return { kind: 'tracepath', target, maxHops: 8 };
    case 'nc': {
      // nc takes whole seconds.
      const wait = connectTimeout === null ? null : Math.ceil(connectTimeout);
      return { kind: 'nc', target, port: tcpPort, verbose: true, wait };
    }
  }
}
