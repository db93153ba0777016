import type { Prng } from '../base/prng.ts';
import type { DeviceId, Nanos, NetnsName } from '../lab/names.ts';
import type { SocketRow } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import type { Cite } from '../trace/cite.ts';
import type { JobId, JobStep, PacketId, TcpStep } from '../trace/events.ts';
import type { Cause } from '../trace/trace.ts';
import type { Errno } from '../trace/verdict.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Packet } from '../wire/layers.ts';

/** One IPv4 packet that a transport wants sent. */
export interface Outgoing {
  readonly dst: Ipv4Addr;
  /** Null: the kernel chooses by its routing table. */
  readonly src: Ipv4Addr | null;
  readonly ttl: number;
  readonly tos: number;
  /** IP_PMTUDISC_DO, WANT, DONT: may it be cut, and is DF set. */
  readonly pmtudisc: 'do' | 'want' | 'dont';
  /** IPv4 id; null: 0 with DF for SYN-ACK and RST as Linux sends them is the caller's to say, so null means 'next'. */
  readonly ipId: number | null;
  /** What follows the IPv4 header, outermost first. */
  readonly layers: Packet;
  readonly cause: Cause;
  /** Null: the job of the packet that `cause` names. */
  readonly job: JobId | null;
  /** See PacketRecord.label. */
  readonly label: string;
}

export type SendResult =
  | { readonly ok: true; readonly packet: PacketId; readonly src: Ipv4Addr }
  /** `packet` exists too: it was born and ended 'never-sent'. `mtu` is set for EMSGSIZE. */
  | { readonly ok: false; readonly packet: PacketId; readonly errno: Errno; readonly mtu: number | null };

/** A packet for an address of this namespace, past routing and reassembly. */
export interface Arrival {
  readonly packet: PacketId;
  readonly job: JobId | null;
  readonly src: Ipv4Addr;
  readonly dst: Ipv4Addr;
  readonly ttl: number;
  readonly tos: number;
  readonly dev: DeviceId;
  /** What follows the IPv4 header. */
  readonly layers: Packet;
}

/** Who takes an arrival. `take` runs after the packet's end has been recorded, so that answers are born later. */
export interface Receiver {
  /** 'icmp', 'whoami', 'curl', 'coredns', 'kernel': what `ss -p` would name, or the kernel's own part. */
  readonly process: string;
  /** No socket wanted it: the packet ends 'dropped: no socket', and `take` sends the RST or the port unreachable. */
  readonly refused: boolean;
  take(): void;
}

/** The transports of one namespace: ICMP, UDP, TCP and their sockets. */
export interface Transport {
  receiverOf(arrival: Arrival): Receiver | null;
}

export interface Timer {
  cancel(): void;
}

/** Where a socket program sends a connect() or a datagram: elsewhere, or nowhere. */
export type SocketVerdict =
  | { readonly kind: 'to'; readonly address: Ipv4Addr; readonly port: number }
  | { readonly kind: 'errno'; readonly errno: Errno };

/** The cgroup programs of the node that this namespace lives on (bpf_sock.c). They change nothing where socket LB is off. */
export interface SocketHooks {
  connect4(ask: SocketAsk): SocketVerdict;
  sendmsg4(ask: SocketAsk): SocketVerdict;
  /** The source that the caller of recvmsg sees. */
  recvmsg4(ask: SocketAsk): { readonly address: Ipv4Addr; readonly port: number };
  release(ask: Pick<SocketAsk, 'cookie' | 'job'>): void;
}
export interface SocketAsk {
  readonly proto: 'TCP' | 'UDP';
  readonly cookie: number;
  readonly address: Ipv4Addr;
  readonly port: number;
  readonly job: JobId;
}

/** One command that runs in a namespace: the writer of its job events. */
export interface Job {
  readonly id: JobId;
  step(step: JobStep, packet?: PacketId | null): void;
  /** Appends to stdout or stderr, as the program writes it (line ends included); `into`: to the file it was given instead. */
  print(stream: 'stdout' | 'stderr', text: string, into?: 'file'): void;
  exit(code: number): void;
  readonly exited: boolean;
}

/** What transports and applications may ask of the kernel of their namespace, and nothing else. */
export interface Kernel {
  readonly netns: NetnsName;
  readonly world: World;
  readonly hooks: SocketHooks;
  now(): Nanos;
  /** Runs `run` after `delay` nanoseconds of lab time. */
  after(delay: number, run: () => void): Timer;
  /** A random stream of this namespace with this name: the same name gives the same stream. */
  rng(name: string): Prng;
  send(out: Outgoing): SendResult;
  /** What a connect() learns from the routing table: source address and path MTU (route mtu, else device mtu, PMTU exceptions applied). */
  routeTo(
    dst: Ipv4Addr,
  ):
    | { readonly ok: true; readonly src: Ipv4Addr; readonly mtu: number }
    | { readonly ok: false; readonly errno: Errno };
  isLocal(address: Ipv4Addr): boolean;
  /** The job that a packet belongs to. */
  jobOf(packet: PacketId): JobId | null;
  /** A path MTU learnt from ICMP fragmentation needed (net/ipv4/route.c ip_rt_update_pmtu; kept for ten minutes). */
  learnPmtu(dst: Ipv4Addr, mtu: number, packet: PacketId): void;
  /** Sends an ICMP error about an arrival if the kernel's rules and rate limits let it (net/ipv4/icmp.c icmp_send). */
  icmpError(about: Arrival, error: { readonly type: 3 | 11; readonly code: number }): void;
  tcpEvent(job: JobId | null, packet: PacketId | null, step: TcpStep, cites: readonly Cite[]): void;
  /** Opens or closes a row of `ss`; null removes it. */
  socket(cookie: number, row: SocketRow | null, job: JobId | null): void;
  /** A new socket cookie. */
  cookie(): number;
}
