import type { SocketRow } from '../../lab/tables.ts';
import type { JobId, TcpState } from '../../trace/events.ts';
import type { Kernel } from '../kernel.ts';
import type { Endpoint } from './sockets.ts';
import { SS_STATE } from './tcp-states.ts';

/** The ends of a connection, ours first. */
export interface Flow {
  readonly local: Endpoint;
  readonly peer: Endpoint;
}

/** Numbers that Linux draws at random for each connection. */
export interface Draws {
  /** Initial sequence number. */
  readonly iss: number;
  /** The IPv4 id of the connection's first packet; then it counts up (inet_sk->inet_id). */
  readonly ipId: number;
  /** What is added to the clock in milliseconds to make TSval: one number per pair of addresses (secure_tcp_ts_off). */
  readonly stampOffset: number;
}

/** What a connection is made of before its first segment. */
export interface ConnectionAsk {
  readonly kernel: Kernel;
  readonly flow: Flow;
  readonly process: string;
  /** The job that opened it, or whose SYN did. */
  readonly job: JobId | null;
  /** Whose the segments are: the opener's; null on the answering side, where each is part of what it answers. */
  readonly sender: JobId | null;
  readonly cookie: number;
  readonly draws: Draws;
  /** Route MTU towards the peer at the start, bytes. */
  readonly mtu: number;
  /** The application gives the socket back, with close() (net/ipv4/af_inet.c inet_release). */
  onRelease(): void;
  /** The connection is no more: its place in the tables is free. */
  onGone(): void;
}

/** The connection in `ss`, or null once it is closed. */
export function socketRowOf({ cookie, flow, process }: ConnectionAsk, state: TcpState): SocketRow | null {
  if (state === 'CLOSED') return null;
  const { local, peer } = flow;
  return {
    cookie,
    proto: 'TCP',
    local: local.address,
    localPort: local.port,
    peer: peer.address,
    peerPort: peer.port,
    state: SS_STATE[state],
    process,
  };
}
