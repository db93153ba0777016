import type { Errno } from '../../trace/verdict.ts';
import { ANY_ADDR } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Arrival, Kernel, Receiver } from '../kernel.ts';
import { must } from '../../base/assert.ts';
import { Ports } from './ports.ts';
import type { Datagram, DatagramOptions, Endpoint, QueuedError, Sockets, UdpSendResult, UdpSocket } from './sockets.ts';

type Ask = Parameters<Sockets['openUdp']>[0];

interface Bound {
  readonly process: string;
  /** Only datagrams of this peer come in. */
  readonly peer: Endpoint | null;
  receive(datagram: Datagram): void;
  fail(error: QueuedError): void;
}

/** The UDP of one namespace (net/ipv4/udp.c). */
export class Udp {
  readonly #kernel: Kernel;
  readonly #ports: Ports;
  readonly #bound = new Map<number, Bound>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#ports = new Ports(kernel.rng('port/udp'));
  }

  open(ask: Ask): UdpSocket {
    const port = ask.port === null ? must(this.#ports.choose('datagram'), 'free port') : this.#ports.take(ask.port);
    const socket = new Client(this.#kernel, ask, port, () => {
      this.#bound.delete(port);
      this.#ports.give(port);
    });
    this.#bound.set(port, socket);
    return socket;
  }

  listen(port: number, process: string, onDatagram: Parameters<Sockets['listenUdp']>[2]): void {
    this.#ports.take(port);
    const kernel = this.#kernel;
    const cookie = kernel.cookie();
    const answer = (to: Datagram, payload: Packet, label: string): void => {
      kernel.send({
        dst: to.from.address,
        src: to.to.address,
        ttl: 64,
        tos: 0,
        pmtudisc: 'want',
        ipId: null,
        layers: [{ kind: 'udp', srcPort: port, dstPort: to.from.port, zeroChecksum: false }, ...payload],
        cause: { kind: 'reply', of: to.packet },
        job: null,
        label,
      });
    };
    const receive = (datagram: Datagram): void =>
      onDatagram(datagram, (payload, label) => answer(datagram, payload, label));
    this.#bound.set(port, { process, peer: null, receive, fail: () => {} });
    const ends = { local: ANY_ADDR, localPort: port, peer: null, peerPort: 0 };
    kernel.socket(cookie, { cookie, proto: 'UDP', ...ends, state: 'UNCONN', process }, null);
  }

  receiverOf(arrival: Arrival): Receiver | null {
    const [udp, ...payload] = arrival.layers;
    if (udp?.kind !== 'udp') return null;
    const from: Endpoint = { address: arrival.src, port: udp.srcPort };
    const bound = this.#bound.get(udp.dstPort);
    if (!bound || (bound.peer !== null && (bound.peer.address !== from.address || bound.peer.port !== from.port))) {
      const take = (): void => this.#kernel.icmpError(arrival, { type: 3, code: 3 });
      return { process: 'kernel', refused: true, take };
    }
    const datagram: Datagram = {
      from,
      to: { address: arrival.dst, port: udp.dstPort },
      packet: arrival.packet,
      payload,
    };
    return { process: bound.process, refused: false, take: () => bound.receive(datagram) };
  }

  /** The process that an ICMP error is for, and how it gets it. */
  ownerOf(error: QueuedError): { readonly process: string; deliver(): void } | null {
    const bound = this.#bound.get(error.quote.from);
    return bound ? { process: bound.process, deliver: () => bound.fail(error) } : null;
  }
}

/** The socket of a command: its connect(), sendto() and recvfrom() pass the node's socket programs. */
class Client implements UdpSocket, Bound {
  readonly port: number;
  readonly process: string;
  readonly #kernel: Kernel;
  readonly #ask: Ask;
  readonly #cookie: number;
  readonly #onClose: () => void;
  /** Where connect() has led, and what the caller had asked for. */
  #connected: { readonly to: Endpoint; readonly asked: Endpoint } | null = null;

  constructor(kernel: Kernel, ask: Ask, port: number, onClose: () => void) {
    this.#kernel = kernel;
    this.#ask = ask;
    this.port = port;
    this.process = ask.process;
    this.#cookie = kernel.cookie();
    this.#onClose = onClose;
    this.#row('UNCONN', null);
  }

  get peer(): Endpoint | null {
    return this.#connected?.to ?? null;
  }

  connect(asked: Endpoint): Errno | null {
    const { job } = this.#ask;
    const verdict = this.#kernel.hooks.connect4({ proto: 'UDP', cookie: this.#cookie, ...asked, job: job.id });
    if (verdict.kind === 'errno') return verdict.errno;
    const route = this.#kernel.routeTo(verdict.address);
    if (!route.ok) return route.errno;
    this.#connected = { to: { address: verdict.address, port: verdict.port }, asked };
    this.#row('ESTAB', this.#connected.to);
    return null;
  }

  sendTo(asked: Endpoint, payload: Packet, options: DatagramOptions): UdpSendResult {
    const job = this.#ask.job.id;
    const verdict = this.#connected
      ? { kind: 'to' as const, ...this.#connected.to }
      : this.#kernel.hooks.sendmsg4({ proto: 'UDP', cookie: this.#cookie, ...asked, job });
    if (verdict.kind === 'errno') return { ok: false, packet: null, errno: verdict.errno, mtu: null };
    return this.#kernel.send({
      dst: verdict.address,
      src: null,
      ttl: options.ttl ?? 64,
      tos: 0,
      pmtudisc: options.pmtudisc ?? 'want',
      ipId: null,
      layers: [{ kind: 'udp', srcPort: this.port, dstPort: verdict.port, zeroChecksum: false }, ...payload],
      cause: { kind: 'job' },
      job,
      label: options.label,
    });
  }

  receive(datagram: Datagram): void {
    const ask = { proto: 'UDP' as const, cookie: this.#cookie, ...datagram.from, job: this.#ask.job.id };
    const from = this.#connected ? this.#connected.asked : this.#kernel.hooks.recvmsg4(ask);
    this.#ask.onDatagram({ ...datagram, from });
  }

  fail(error: QueuedError): void {
    this.#ask.onError?.(error);
  }

  close(): void {
    this.#kernel.hooks.release({ cookie: this.#cookie, job: this.#ask.job.id });
    this.#kernel.socket(this.#cookie, null, this.#ask.job.id);
    this.#onClose();
  }

  #row(state: string, peer: Endpoint | null): void {
    const ends = { local: ANY_ADDR, localPort: this.port, peer: peer?.address ?? null, peerPort: peer?.port ?? 0 };
    const row = { cookie: this.#cookie, proto: 'UDP' as const, ...ends, state, process: this.process };
    this.#kernel.socket(this.#cookie, row, this.#ask.job.id);
  }
}
