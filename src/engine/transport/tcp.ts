import type { Prng } from '../../base/prng.ts';
import type { JobId } from '../../trace/events.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { ANY_ADDR } from '../../wire/address.ts';
import type { Arrival, Kernel, Receiver } from '../kernel.ts';
import { Ports } from './ports.ts';
import type { Endpoint, QueuedError, Sockets, TcpConnect, TcpEvents, TcpSocket } from './sockets.ts';
import { TcpConnection } from './tcp-connection.ts';
import type { Draws, Flow } from './tcp-flow.ts';
import { sendReset } from './tcp-output.ts';
import { RawTcp } from './raw-tcp.ts';
import type { Segment } from './tcp-segment.ts';
import { has, segmentOf } from './tcp-segment.ts';

interface Listener {
  readonly process: string;
  readonly accept: (socket: TcpSocket, job: JobId | null) => TcpEvents;
}

function keyOf(local: Endpoint, peer: Endpoint): string {
  return `${local.address}:${local.port} ${peer.address}:${peer.port}`;
}

/** The TCP of one namespace: who a segment belongs to, and new connections (net/ipv4/tcp_ipv4.c tcp_v4_rcv). */
export class Tcp {
  readonly #kernel: Kernel;
  readonly #ports: Ports;
  readonly #raw: RawTcp;
  readonly #isn: Prng;
  readonly #ipId: Prng;
  readonly #stamps: Prng;
  readonly #stampOffsets = new Map<string, number>();
  readonly #listeners = new Map<number, Listener>();
  readonly #connections = new Map<string, TcpConnection>();
  readonly #lingering = new Set<TcpConnection>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#ports = new Ports(kernel.rng('port/tcp'));
    this.#raw = new RawTcp(kernel, this.#ports);
    this.#isn = kernel.rng('tcp-isn');
    this.#ipId = kernel.rng('tcp-ip-id');
    this.#stamps = kernel.rng('tcp-timestamp');
  }

  openRaw(ask: Parameters<Sockets['openRawTcp']>[0]): ReturnType<Sockets['openRawTcp']> {
    return this.#raw.open(ask);
  }

  isPortFree(port: number): boolean {
    this.#forgetExpired();
    return this.#ports.isFree(port);
  }

  listen(port: number, process: string, accept: Listener['accept']): void {
    this.#ports.take(port);
    this.#listeners.set(port, { process, accept });
    const cookie = this.#kernel.cookie();
    const ends = { local: ANY_ADDR, localPort: port, peer: null, peerPort: 0 };
    this.#kernel.socket(cookie, { cookie, proto: 'TCP', ...ends, state: 'LISTEN', process }, null);
  }

  /** connect(): the socket programs first, then routing, then a port (net/ipv4/tcp_ipv4.c tcp_v4_connect). */
  connect(ask: Parameters<Sockets['connectTcp']>[0]): TcpConnect {
    this.#forgetExpired();
    const kernel = this.#kernel;
    const cookie = kernel.cookie();
    const job = ask.job.id;
    const release = (): void => kernel.hooks.release({ cookie, job });
    const refuse = (errno: Extract<TcpConnect, { ok: false }>['errno']): TcpConnect => {
      release();
      return { ok: false, errno };
    };
    if (ask.localPort !== null && !this.#ports.isFree(ask.localPort)) return refuse('EADDRINUSE');
    const verdict = kernel.hooks.connect4({ proto: 'TCP', cookie, address: ask.to.address, port: ask.to.port, job });
    if (verdict.kind === 'errno') return refuse(verdict.errno);
    const peer: Endpoint = { address: verdict.address, port: verdict.port };
    const route = kernel.routeTo(peer.address);
    if (!route.ok) return refuse(route.errno);
    const port = ask.localPort === null ? this.#ports.choose('connect') : this.#ports.take(ask.localPort);
    // Linux says EADDRNOTAVAIL when all ports are in use; for an application it comes to the same.
    if (port === null) return refuse('EADDRINUSE');
    const flow: Flow = { local: { address: route.src, port }, peer };
    const owner = { process: ask.process, job, sender: job, cookie, mtu: route.mtu, onRelease: release };
    const connection = this.#open(flow, owner);
    connection.connect(ask.events);
    return { ok: true, socket: connection };
  }

  receiverOf(arrival: Arrival): Receiver | null {
    this.#forgetExpired();
    const segment = segmentOf(arrival);
    const tcp = arrival.layers[0];
    if (segment === null || tcp?.kind !== 'tcp') return null;
    const local: Endpoint = { address: arrival.dst, port: tcp.dstPort };
    const peer: Endpoint = { address: arrival.src, port: tcp.srcPort };
    const connection = this.#connections.get(keyOf(local, peer));
    const listener = this.#listeners.get(local.port);
    const opens = has(segment, 'syn') && !has(segment, 'ack') && !has(segment, 'rst');
    if (connection && !(opens && listener && connection.state === 'TIME-WAIT')) {
      return { process: connection.process, refused: false, take: () => this.#give(connection, arrival, segment) };
    }
    if (listener && opens) {
      return {
        process: listener.process,
        refused: false,
        take: () => this.#accept(listener, { local, peer }, arrival, segment, connection),
      };
    }
    const refuse = (): void => sendReset(this.#kernel, arrival, { local: local.port, peer: peer.port }, segment);
    return this.#raw.receiverOf(tcp, arrival.src, refuse) ?? { process: 'kernel', refused: true, take: refuse };
  }

  #give(connection: TcpConnection, arrival: Arrival, segment: Segment): void {
    connection.receive(arrival, segment);
    if (connection.expires !== null) this.#lingering.add(connection);
  }

  #accept(listener: Listener, flow: Flow, arrival: Arrival, syn: Segment, old: TcpConnection | undefined): void {
    // A new SYN may take the place of a connection in TIME-WAIT (net/ipv4/tcp_minisocks.c, TCP_TW_SYN).
    old?.expire();
    const route = this.#kernel.routeTo(flow.peer.address);
    // Without a way back Linux drops the SYN (net/ipv4/tcp_input.c tcp_conn_request, drop_and_release).
    if (!route.ok) return;
    const { job } = arrival;
    const cookie = this.#kernel.cookie();
    this.#ports.take(flow.local.port);
    const owner = { process: listener.process, job, sender: null, cookie, mtu: route.mtu, onRelease: () => {} };
    this.#open(flow, owner).accept(syn, (socket) => listener.accept(socket, job));
  }

  #open(
    flow: Flow,
    owner: { process: string; job: JobId | null; sender: JobId | null; cookie: number; mtu: number; onRelease(): void },
  ): TcpConnection {
    const key = keyOf(flow.local, flow.peer);
    const connection: TcpConnection = new TcpConnection({
      ...owner,
      kernel: this.#kernel,
      flow,
      draws: this.#draws(flow.local.address, flow.peer.address),
      onGone: () => {
        if (this.#connections.get(key) === connection) this.#connections.delete(key);
        this.#lingering.delete(connection);
        this.#ports.give(flow.local.port);
      },
    });
    this.#connections.set(key, connection);
    return connection;
  }

  #draws(local: Ipv4Addr, peer: Ipv4Addr): Draws {
    const pair = `${local} ${peer}`;
    const stampOffset = this.#stampOffsets.get(pair) ?? this.#stamps.next();
    this.#stampOffsets.set(pair, stampOffset);
    return { iss: this.#isn.next(), ipId: this.#ipId.next() & 0xffff, stampOffset };
  }

  /** The process that an ICMP error is for, and how it gets it. */
  ownerOf(error: QueuedError): { readonly process: string; deliver(): void } | null {
    this.#forgetExpired();
    const { quote } = error;
    const key = keyOf({ address: quote.src, port: quote.from }, { address: quote.dst, port: quote.to });
    const connection = this.#connections.get(key);
    if (connection) return { process: connection.process, deliver: () => connection.icmp(error) };
    return this.#raw.ownerOf(error);
  }

  /**
   * Connections whose TIME-WAIT or FIN-WAIT-2 has run out. Looked for when somebody asks, not by a timer: a minute
   * in which nothing is sent would otherwise end every run.
   */
  #forgetExpired(): void {
    const now = this.#kernel.now();
    for (const connection of this.#lingering)
      if (connection.expires !== null && connection.expires <= now) connection.expire();
  }
}
