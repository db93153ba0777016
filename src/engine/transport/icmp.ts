import type { Layer } from '../../wire/layers.ts';
import type { Arrival, Kernel, Receiver } from '../kernel.ts';
import { errnoOf, FRAG_NEEDED } from './icmp-errno.ts';
import { quoteOf } from './quote.ts';
import type { PingSocket, QueuedError, Sockets } from './sockets.ts';

type Ask = Parameters<Sockets['openPing']>[0];

/** Who an ICMP error is for. */
export interface ErrorOwner {
  readonly process: string;
  deliver(): void;
}

/** An ICMP header of eight bytes. */
const HEADER = 8;

/** The ICMP of one namespace (net/ipv4/icmp.c) and the raw sockets that ping opens. */
export class Icmp {
  readonly #kernel: Kernel;
  readonly #ownerOf: (error: QueuedError) => ErrorOwner | null;
  readonly #open = new Map<number, Set<Ask>>();

  /** `ownerOf`: the TCP or UDP socket that an error is for. */
  constructor(kernel: Kernel, ownerOf: (error: QueuedError) => ErrorOwner | null) {
    this.#kernel = kernel;
    this.#ownerOf = ownerOf;
  }

  openPing(ask: Ask): PingSocket {
    const same = this.#open.get(ask.id) ?? new Set<Ask>();
    this.#open.set(ask.id, same.add(ask));
    return {
      id: ask.id,
      send: (echo) =>
        this.#kernel.send({
          dst: echo.dst,
          src: echo.src ?? null,
          ttl: echo.ttl,
          tos: 0,
          pmtudisc: echo.pmtudisc,
          ipId: null,
          layers: [
            { kind: 'icmp-echo', type: 'request', id: ask.id, seq: echo.seq },
            ...(echo.bytes.length > 0 ? [{ kind: 'data', bytes: echo.bytes } as const] : []),
          ],
          cause: { kind: 'job' },
          job: ask.job.id,
          label: `echo request seq ${echo.seq}`,
        }),
      close: () => {
        same.delete(ask);
        if (same.size === 0) this.#open.delete(ask.id);
      },
    };
  }

  receiverOf(arrival: Arrival): Receiver | null {
    const icmp = arrival.layers[0];
    if (icmp?.kind === 'icmp-echo') {
      if (icmp.type === 'request') return { process: 'icmp', refused: false, take: () => this.#answer(arrival, icmp) };
      return this.#replyReceiver(arrival, icmp);
    }
    if (icmp?.kind === 'icmp-unreachable') return this.#errorReceiver(arrival, icmp, 3, icmp.mtu);
    if (icmp?.kind === 'icmp-time-exceeded') return this.#errorReceiver(arrival, icmp, 11, 0);
    return null;
  }

  /** icmp_reply: same TOS, id, sequence and data; DF is off and the IPv4 id counts up (icmp_sk_init, IP_PMTUDISC_DONT). */
  #answer(arrival: Arrival, request: Layer<'icmp-echo'>): void {
    this.#kernel.send({
      dst: arrival.src,
      src: arrival.dst,
      ttl: 64,
      tos: arrival.tos,
      pmtudisc: 'dont',
      ipId: null,
      layers: [{ ...request, type: 'reply' }, ...arrival.layers.slice(1)],
      cause: { kind: 'reply', of: arrival.packet },
      job: null,
      label: `echo reply seq ${request.seq}`,
    });
  }

  #replyReceiver(arrival: Arrival, reply: Layer<'icmp-echo'>): Receiver {
    const asks = [...(this.#open.get(reply.id) ?? [])];
    const [first] = asks;
    // net/ipv4/ping.c ping_rcv: a reply that nobody waits for is dropped without a word.
    if (!first) return { process: 'icmp', refused: true, take: () => {} };
    const data = arrival.layers[1];
    const length = HEADER + (data?.kind === 'data' ? data.bytes.length : 0);
    const { src, ttl, packet } = arrival;
    const take = (): void => {
      for (const ask of asks) ask.onReply({ src, seq: reply.seq, ttl, length, packet });
    };
    return { process: first.process, refused: false, take };
  }

  #errorReceiver(
    arrival: Arrival,
    icmp: Layer<'icmp-unreachable'> | Layer<'icmp-time-exceeded'>,
    type: 3 | 11,
    mtu: number,
  ): Receiver {
    const quote = quoteOf(icmp);
    if (quote === null || !this.#kernel.isLocal(quote.src)) return { process: 'icmp', refused: false, take: () => {} };
    const { errno } = errnoOf(type, icmp.code);
    const { ttl, packet } = arrival;
    const error: QueuedError = { errno, offender: arrival.src, type, code: icmp.code, mtu, ttl, quote, packet };
    const owner = quote.proto === 'ICMP' ? this.#pingOf(error) : this.#ownerOf(error);
    const take = (): void => {
      // Each protocol's error handler tells the routing table first (ipv4_update_pmtu), then the socket.
      if (type === 3 && icmp.code === FRAG_NEEDED && (owner || quote.proto === 'ICMP')) {
        this.#kernel.learnPmtu(quote.dst, mtu, packet);
      }
      owner?.deliver();
    };
    return { process: owner?.process ?? 'icmp', refused: false, take };
  }

  #pingOf(error: QueuedError): ErrorOwner | null {
    const asks = [...(this.#open.get(error.quote.from) ?? [])];
    const [first] = asks;
    if (!first) return null;
    const deliver = (): void => {
      for (const ask of asks) ask.onError(error);
    };
    return { process: first.process, deliver };
  }
}
