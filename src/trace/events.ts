import type { Brand } from '../base/brand.ts';
import type { DeviceId, Identity, NetnsName, Nanos } from '../lab/names.ts';
import type { Delta, TableName } from '../lab/tables.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Cite } from './cite.ts';
import type { HopId } from './hop.ts';
import type { DropReason, Errno, Outcome, Verdict } from './verdict.ts';

/** Position in trace.events. */
export type EventId = Brand<number, 'EventId'>;
/** Position in trace.frames. */
export type FrameId = Brand<number, 'FrameId'>;
/** Position in trace.packets. Survives encapsulation and forwarding; a reply, an error, a fragment is a new packet. */
export type PacketId = Brand<number, 'PacketId'>;
/** Position in trace.jobs: one command or exchange that an application runs. */
export type JobId = Brand<number, 'JobId'>;

/** The programs of bpf/, by the names that `bpftool prog` and drop events show. */
export type ProgramName =
  | 'cil_from_container'
  | 'cil_to_container'
  | 'cil_lxc_policy'
  | 'cil_from_netdev'
  | 'cil_to_netdev'
  | 'cil_from_host'
  | 'cil_to_host'
  | 'cil_from_overlay'
  | 'cil_to_overlay'
  | 'cil_sock4_connect'
  | 'cil_sock4_sendmsg'
  | 'cil_sock4_recvmsg'
  | 'cil_sock4_getpeername'
  | 'cil_sock_release';

export type AttachPoint =
  | 'tcx/ingress'
  | 'tcx/egress'
  | 'tail call'
  | 'cgroup/connect4'
  | 'cgroup/sendmsg4'
  | 'cgroup/recvmsg4'
  | 'cgroup/getpeername4'
  | 'cgroup/sock_release';

/** Cilium's observation points (pkg/monitor/api/types.go), policy verdicts and socket trace points. */
export type ObservationPoint =
  | 'to-endpoint'
  | 'to-proxy'
  | 'to-host'
  | 'to-stack'
  | 'to-overlay'
  | 'to-network'
  | 'from-endpoint'
  | 'from-host'
  | 'from-stack'
  | 'from-overlay'
  | 'from-network'
  | 'policy-verdict'
  | 'drop'
  | 'pre-xlate-fwd'
  | 'post-xlate-fwd'
  | 'pre-xlate-rev'
  | 'post-xlate-rev';

export type CtState = 'new' | 'established' | 'reply' | 'related' | 'unknown';

/** One record in the cilium_events ring: what `cilium monitor` and Hubble are made of. */
export interface Observation {
  readonly point: ObservationPoint;
  /** Whether the lab's aggregation level lets it out: from-* never at medium, to-* only when conntrack says report. */
  readonly shown: boolean;
  /** The device whose ifindex the record carries. */
  readonly ifindex: DeviceId | null;
  readonly ct: CtState;
  readonly srcIdentity: Identity;
  readonly dstIdentity: Identity;
  /** The local endpoint's pod when the record names one ('-> endpoint 359'). */
  readonly endpoint: NetnsName | null;
  /** For policy-verdict and drop. */
  readonly verdict: 'FORWARDED' | 'DROPPED' | 'ALLOWED' | 'DENIED' | 'TRACED' | 'TRANSLATED';
  readonly reason: DropReason | null;
  /** For the socket points: the address before or after translation. */
  readonly sock: { readonly address: Ipv4Addr; readonly port: number; readonly cookie: number } | null;
}

/** A row that matched a longest-prefix lookup but lost, and why. */
export interface Loser {
  readonly key: string;
  readonly why: 'shorter prefix' | 'higher metric';
}

/** One look into a table. `found` is the key of the row that won, or null for a miss. */
export interface Read {
  readonly netns: NetnsName;
  readonly table: TableName;
  /** What was asked for, in the table's own key words (an address, 'ADDRESS:PORT/UDP (SLOT)'). */
  readonly query: string;
  readonly found: string | null;
  /** Other rows that matched. The rows that did not match at all are worked out by contestOf when somebody looks. */
  readonly losers: readonly Loser[];
}

/** A remark of the engine about this event, for the narrator: data, not prose. */
export type Note =
  /** `ip route` would say so, but the packet does not go there. */
  | {
      readonly kind: 'road-not-taken';
      readonly route: string;
      readonly dev: DeviceId;
      readonly why: 'bpf-redirects-first' | 'overlay-from-ipcache';
    }
  | { readonly kind: 'identity'; readonly identity: Identity; readonly from: 'program' | 'ipcache' | 'vni' }
  | { readonly kind: 'tunnel'; readonly vni: number; readonly remote: Ipv4Addr }
  /** tunnelendpoint is set, but native routing does not compile the branch that would use it. */
  | { readonly kind: 'tunnel-ignored'; readonly remote: Ipv4Addr }
  | {
      readonly kind: 'backend';
      readonly service: string;
      readonly backend: string;
      readonly slot: number;
      readonly count: number;
    }
  | { readonly kind: 'snat'; readonly why: SnatReason; readonly to: Ipv4Addr | null }
  | { readonly kind: 'default-route' }
  | { readonly kind: 'no-way-back'; readonly to: Ipv4Addr }
  | { readonly kind: 'icmp-rate-limited' }
  | { readonly kind: 'policy-skipped'; readonly why: 'reply' | 'related' };

/** The decision of snat_v4_needs_masquerade (bpf/lib/nat.h). */
export type SnatReason =
  | 'masqueraded'
  | 'masquerading off'
  | 'overlay mark'
  | 'snat done'
  | 'reply'
  | 'native routing CIDR'
  | 'host traffic'
  | 'remote node'
  | 'no local endpoint';

interface EventBase {
  readonly id: EventId;
  /** Lab time. Never decreases along the trace. */
  readonly at: Nanos;
  readonly netns: NetnsName;
  /** Where on the picture this is: null for something that happens in a namespace but on none of its devices. */
  readonly device: DeviceId | null;
  readonly packet: PacketId | null;
  readonly job: JobId | null;
  /** The frame after this event; the frame before it is that of the same packet's previous event. */
  readonly frame: FrameId | null;
  readonly hop: HopId | null;
  /** Rows changed here. Folding all deltas gives the tables at any event. */
  readonly deltas: readonly Delta[];
  readonly cites: readonly Cite[];
}

/** How a capture prints the direction: In, Out, B (broadcast in), P (in, for another host's MAC). */
export type Tap = 'In' | 'Out' | 'B' | 'P';

export type TraceEvent = EventBase &
  (
    | { readonly kind: 'job'; readonly step: JobStep }
    | { readonly kind: 'tcp'; readonly step: TcpStep }
    /** A row of `ss` comes, changes or goes; the row is in the deltas. */
    | { readonly kind: 'socket'; readonly open: boolean }
    /** A path MTU learnt from an ICMP error; the row is in the deltas. */
    | { readonly kind: 'pmtu'; readonly dst: Ipv4Addr; readonly mtu: number }
    /** A reader's or a script's change to a routing table; the row is in the deltas. */
    | { readonly kind: 'configured'; readonly command: string; readonly error: string | null }
    /** A packet comes into being in a kernel. */
    | { readonly kind: 'born' }
    /** A kernel FIB lookup. `reason` is set when the answer is no. */
    | {
        readonly kind: 'route';
        readonly reads: readonly Read[];
        readonly direction: 'input' | 'output';
        readonly decision: RouteDecision;
      }
    | {
        readonly kind: 'neigh';
        readonly reads: readonly Read[];
        readonly ip: Ipv4Addr;
        readonly state: 'hit' | 'asking' | 'resolved' | 'failed' | 'learnt';
      }
    /** The frame passes the AF_PACKET tap of `device`: a capture there would print it. */
    | { readonly kind: 'tx'; readonly tap: 'Out' }
    | { readonly kind: 'rx'; readonly tap: 'In' | 'B' | 'P' }
    | {
        readonly kind: 'hook';
        readonly attach: AttachPoint;
        readonly program: ProgramName;
        /** Tail calls taken inside, by slot number of its own array. */
        readonly tails: readonly number[];
        readonly reads: readonly Read[];
        readonly verdict: Verdict;
        readonly observations: readonly Observation[];
        readonly notes: readonly Note[];
      }
    /** ip_forward: TTL - 1. */
    | { readonly kind: 'forward' }
    | { readonly kind: 'encap'; readonly protocol: 'vxlan' | 'geneve'; readonly vni: number }
    | { readonly kind: 'decap'; readonly protocol: 'vxlan' | 'geneve'; readonly vni: number }
    /** bpf_redirect_peer: into the pod's namespace without passing the tap of its lxc. */
    | { readonly kind: 'peer'; readonly skipped: DeviceId }
    | { readonly kind: 'fragment'; readonly into: readonly PacketId[] }
    | { readonly kind: 'reassemble'; readonly from: readonly PacketId[] }
    | { readonly kind: 'end'; readonly outcome: Outcome; readonly notes: readonly Note[] }
  );
export type EventKind = TraceEvent['kind'];
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>;

export type RouteDecision =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'unicast';
      readonly dev: DeviceId;
      readonly via: Ipv4Addr | null;
      readonly mtu: number;
      readonly isDefault: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: DropReason };

/** What an application does. Text is the very text that the real program prints. */
export type JobStep =
  | { readonly kind: 'started'; readonly argv: readonly string[] }
  | { readonly kind: 'resolving'; readonly name: string }
  | { readonly kind: 'resolved'; readonly name: string; readonly address: Ipv4Addr | null }
  | { readonly kind: 'connecting'; readonly address: Ipv4Addr; readonly port: number }
  | { readonly kind: 'connected'; readonly address: Ipv4Addr; readonly port: number }
  | { readonly kind: 'refused'; readonly errno: Errno }
  /** `file`: written to the file that was named with `-o`, not to the stream. */
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string; readonly file?: true }
  | { readonly kind: 'timeout'; readonly after: Nanos }
  | { readonly kind: 'served'; readonly what: string }
  | { readonly kind: 'exited'; readonly code: number };

export type TcpState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECV'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT';

export type TcpStep =
  | { readonly kind: 'state'; readonly from: TcpState; readonly to: TcpState }
  /** The retransmission timer fired; `next` is the time until it fires again. */
  | { readonly kind: 'retransmit'; readonly attempt: number; readonly next: Nanos }
  | { readonly kind: 'reset' };
