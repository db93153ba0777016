import type { Ipv4Addr } from '../../wire/address.ts';
import type { Layer } from '../../wire/layers.ts';
import type { Kernel, Receiver } from '../kernel.ts';
import type { Ports } from './ports.ts';
import type { QueuedError, RawTcpSocket, Sockets } from './sockets.ts';
import { flagsText } from './tcp-segment.ts';
import { must } from '../../base/assert.ts';

type Ask = Parameters<Sockets['openRawTcp']>[0];

/**
 * Raw TCP sockets with a port held for them: a SYN-ACK that comes for such a port is seen by the socket, and the
 * kernel, which knows of no connection, answers it with a RST (net/ipv4/raw.c raw_local_deliver before tcp_v4_rcv).
 */
export class RawTcp {
  readonly #kernel: Kernel;
  readonly #ports: Ports;
  readonly #open = new Map<number, Ask>();

  constructor(kernel: Kernel, ports: Ports) {
    this.#kernel = kernel;
    this.#ports = ports;
  }

  open(ask: Ask): RawTcpSocket {
    const port = must(this.#ports.choose('bind'), 'free port');
    this.#open.set(port, ask);
    return {
      port,
      send: (probe) =>
        this.#kernel.send({
          dst: probe.dst,
          src: null,
          ttl: probe.ttl,
          tos: 0,
          pmtudisc: 'dont',
          ipId: null,
          layers: [probe.tcp],
          cause: { kind: 'job' },
          job: ask.job.id,
          label: flagsText(probe.tcp.flags),
        }),
      close: () => {
        if (this.#open.delete(port)) this.#ports.give(port);
      },
    };
  }

  receiverOf(tcp: Layer<'tcp'>, src: Ipv4Addr, refuse: () => void): Receiver | null {
    const ask = this.#open.get(tcp.dstPort);
    if (!ask) return null;
    const take = (): void => {
      refuse();
      ask.onSegment(tcp, src);
    };
    return { process: ask.process, refused: false, take };
  }

  ownerOf(error: QueuedError): { readonly process: string; deliver(): void } | null {
    const ask = this.#open.get(error.quote.from);
    return ask ? { process: ask.process, deliver: () => ask.onError(error) } : null;
  }
}
