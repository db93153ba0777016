import { LOOPBACK } from '../../cluster/loopback.ts';
import { hasRelay, NO_RELAY } from './relay.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';

export const SERVER_FLAGS = {
  server: {
    names: ['--server'],
    takes: 'string',
    default: '"localhost:4245"',
    about: {
      en: 'Address of a Hubble server. Ignored when --input-file or --port-forward is provided.',
      ko: 'Hubble 서버의 주소',
    },
  },
  portForward: {
    names: ['-P', '--port-forward'],
    about: {
      en: "Automatically forward the relay port to the local machine. Analoguous to running: 'cilium hubble port-forward'.",
      ko: '릴레이의 포트를 스스로 잇는다',
    },
  },
  portForwardPort: {
    names: ['--port-forward-port'],
    takes: 'uint16',
    default: '4245',
    about: {
      en: 'Local port to forward to. 0 will select a random port. This option is only considered when --port-forward is set.',
      ko: '잇는 데 쓸 포트',
    },
  },
  timeout: {
    names: ['--timeout'],
    takes: 'duration',
    default: '5s',
    about: { en: 'Hubble server dialing timeout', ko: '서버에 연결을 시도하는 시간' },
  },
} satisfies CobraFlags;

const PORT = 4245;

export interface Connection {
  /** As the client names its server. */
  readonly target: string;
  /** Ends a port-forward of its own. */
  readonly close: () => void;
}

/**
 * The way to Hubble Relay, or null when it has been said that there is none: somebody must forward its port to this machine,
 * unless -P is given.
 */
export function* connect(call: CobraCall, before = ''): Task<Connection | null> {
  const { host, io, machine } = call.context;
  const { forwards } = machine.cluster;
  // The image of the agent points HUBBLE_SERVER at the socket of the agent itself.
  if (host.kind === 'agent') return { target: 'unix:///var/run/cilium/hubble.sock', close: () => undefined };
  if (call.flags.has('portForward')) {
    const port = Number(call.flags.value('portForwardPort') ?? PORT) || PORT;
    if (!hasRelay(machine)) {
      yield* write(io.stderr, `${NO_RELAY}\n`);
      return null;
    }
    if (!forwards.open(host.name, port)) {
      // unverified: the words before those of the system call.
      yield* write(
        io.stderr,
        `failed to port forward: unable to listen on any of the requested ports: [{${port} ${PORT}}]\n`,
      );
      return null;
    }
    return { target: `${LOOPBACK}:${port}`, close: () => forwards.close(host.name, port) };
  }
  const target = call.flags.value('server') ?? call.context.environment.get('HUBBLE_SERVER') ?? `localhost:${PORT}`;
  const port = Number(/:(\d+)$/.exec(target)?.[1] ?? PORT);
  const near = /^(?:tls:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(target);
  if (near && forwards.has(host.name, port)) return { target, close: () => undefined };
  const address = near ? `${LOOPBACK}:${port}` : target;
  const dial = `transport: Error while dialing: dial tcp ${address}: connect: connection refused`;
  yield* write(io.stderr, `${before}rpc error: code = Unavailable desc = connection error: desc = "${dial}"\n`);
  return null;
}
