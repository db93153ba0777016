import { LOOPBACK } from '../../cluster/loopback.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { hasRelay, NO_RELAY } from '../hubble/relay.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';

export const FORWARD_FLAGS = {
  port: {
    names: ['--port-forward'],
    takes: 'int',
    default: '4245',
    about: { en: 'Local port to forward to', ko: '이 머신의 포트' },
  },
} satisfies CobraFlags;

/** Stays until it is ended: the port leads to Hubble Relay as long. */
export function* relayPortForward(call: CobraCall): Task {
  const { host, machine, io } = call.context;
  const port = Number(call.flags.value('port') ?? 4245);
  const { forwards } = machine.cluster;
  if (!hasRelay(machine)) {
    yield* write(io.stderr, `\nError: Unable to port forward: ${NO_RELAY}\n`);
    return 1;
  }
  if (!forwards.open(host.name, port)) {
    // unverified: the words around those of the system call.
    yield* write(
      io.stderr,
      `\nError: Unable to port forward: failed to port forward: unable to listen on any of the requested ports: [{${port} 4245}]\n`,
    );
    return 1;
  }
  try {
    yield* write(io.stdout, `ℹ️  Hubble Relay is available at ${LOOPBACK}:${port}\n`);
    yield* until(() => false);
    return 0;
  } finally {
    forwards.close(host.name, port);
  }
}
