import type { JobId, PacketId } from '../../trace/events.ts';
import type { Errno } from '../../trace/verdict.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Job, Outgoing, SendResult } from '../kernel.ts';

/** What a socket call can fail with: errors of routing and of icmp_err_convert, and TCP's own. */
export type SocketError =
  | Errno
  | 'EADDRINUSE'
  | 'ECONNRESET'
  | 'EHOSTDOWN'
  | 'ENONET'
  | 'ENOPROTOOPT'
  | 'EOPNOTSUPP'
  | 'EPIPE';

/** An address with a port: one end of a flow. */
export interface Endpoint {
  readonly address: Ipv4Addr;
  readonly port: number;
}

/** The head of the packet that an ICMP error is about, as far as the error quotes it. */
export interface Quote {
  readonly src: Ipv4Addr;
  readonly dst: Ipv4Addr;
  readonly ttl: number;
  readonly proto: 'TCP' | 'UDP' | 'ICMP';
  /** Source and destination port; for an echo request its id and sequence number. */
  readonly from: number;
  readonly to: number;
  /** TCP's sequence number; 0 elsewhere. */
  readonly seq: number;
}

/** An ICMP error as a socket's error queue keeps it (IP_RECVERR, include/uapi/linux/errqueue.h). */
export interface QueuedError {
  readonly errno: SocketError;
  readonly offender: Ipv4Addr;
  readonly type: 3 | 11;
  readonly code: number;
  /** The next hop's MTU of "fragmentation needed"; 0 elsewhere. */
  readonly mtu: number;
  /** TTL that the error arrived with: how far away its sender is. */
  readonly ttl: number;
  readonly quote: Quote;
  readonly packet: PacketId;
}

export interface EchoReply {
  readonly src: Ipv4Addr;
  readonly seq: number;
  readonly ttl: number;
  /** Bytes of the ICMP message, its 8-byte header included. */
  readonly length: number;
  readonly packet: PacketId;
}

/** A raw ICMP socket of one echo identifier, as ping opens it. */
export interface PingSocket {
  readonly id: number;
  send(echo: {
    readonly dst: Ipv4Addr;
    readonly seq: number;
    readonly bytes: Uint8Array;
    readonly ttl: number;
    readonly pmtudisc: Outgoing['pmtudisc'];
    /** Where the socket is bound to; null: chosen by the routing table. */
    readonly src?: Ipv4Addr | null;
  }): SendResult;
  close(): void;
}

export interface Datagram {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly packet: PacketId;
  /** What follows the UDP header. */
  readonly payload: Packet;
}

/** What a datagram is sent with; the defaults are Linux's: TTL 64, IP_PMTUDISC_WANT. */
export interface DatagramOptions {
  readonly label: string;
  readonly ttl?: number;
  readonly pmtudisc?: Outgoing['pmtudisc'];
}

export type UdpSendResult =
  | SendResult
  | { readonly ok: false; readonly packet: null; readonly errno: Errno; readonly mtu: null };

export interface UdpSocket {
  readonly port: number;
  /** connect(): fixes the peer, so that only its datagrams come in. The answer is the error, or null. */
  connect(peer: Endpoint): Errno | null;
  sendTo(to: Endpoint, payload: Packet, options: DatagramOptions): UdpSendResult;
  close(): void;
}

/** What the owner of a TCP connection wants to hear. */
export interface TcpEvents {
  connected(): void;
  /** In-order bytes, as one recv() would give them. */
  data(bytes: Uint8Array, packet: PacketId): void;
  /** The peer has closed: recv() gives 0. */
  end(packet: PacketId): void;
  /** The connection is gone: refused, unreachable, reset, timed out. */
  failed(errno: SocketError): void;
}

export interface TcpSocket {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  /** `because`: the packet that the bytes answer; null for the application's own wish. */
  write(bytes: Uint8Array, because?: PacketId | null): void;
  /** Sends what is left and a FIN; a connection that is not there yet is given up without a packet. */
  close(because?: PacketId | null): void;
}

export type TcpConnect =
  | { readonly ok: true; readonly socket: TcpSocket }
  | { readonly ok: false; readonly errno: SocketError };

/** A raw TCP socket that sends SYNs of its own making and hears what comes back, as traceroute's does. */
export interface RawTcpSocket {
  readonly port: number;
  send(probe: { readonly dst: Ipv4Addr; readonly tcp: Layer<'tcp'>; readonly ttl: number }): SendResult;
  close(): void;
}

/** What applications may do with the network. One per namespace. */
export interface Sockets {
  openPing(ask: {
    readonly job: Job;
    readonly process: string;
    readonly id: number;
    onReply(reply: EchoReply): void;
    onError(error: QueuedError): void;
  }): PingSocket;
  /** `port` null: the kernel chooses. `onError` null: no IP_RECVERR, so errors for an unconnected socket are lost. */
  openUdp(ask: {
    readonly job: Job;
    readonly process: string;
    readonly port: number | null;
    onDatagram(datagram: Datagram): void;
    readonly onError: ((error: QueuedError) => void) | null;
  }): UdpSocket;
  openRawTcp(ask: {
    readonly job: Job;
    readonly process: string;
    onSegment(tcp: Layer<'tcp'>, src: Ipv4Addr): void;
    onError(error: QueuedError): void;
  }): RawTcpSocket;
  /** connect(): `connected` or `failed` comes later unless the answer already is an error. `localPort` null: ephemeral. */
  connectTcp(ask: {
    readonly job: Job;
    readonly process: string;
    readonly to: Endpoint;
    readonly localPort: number | null;
    readonly events: TcpEvents;
  }): TcpConnect;
  /** Could a new socket bind to this TCP port? */
  isPortFree(port: number): boolean;
  listenTcp(port: number, process: string, accept: (socket: TcpSocket, job: JobId | null) => TcpEvents): void;
  listenUdp(
    port: number,
    process: string,
    onDatagram: (datagram: Datagram, answer: (payload: Packet, label: string) => void) => void,
  ): void;
}
