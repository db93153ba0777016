import type { DeviceId, EndpointId, Identity, Nanos, NetnsName } from '../lab/names.ts';
import type { TableName, TableRow } from '../lab/tables.ts';
import type { DatapathName, Device, Pod, Settings, World } from '../lab/world.ts';
import type { Cite } from '../trace/cite.ts';
import type { AttachPoint, JobId, Note, Observation, ProgramName, Read } from '../trace/events.ts';
import type { HopId } from '../trace/hop.ts';
import type { Verdict } from '../trace/verdict.ts';
import type { Ipv4Addr, Mac } from '../wire/address.ts';
import type { Packet } from '../wire/layers.ts';
import type { SocketAsk, SocketVerdict } from './kernel.ts';
import type { TunnelKey } from './skb.ts';
import type { Write } from './state.ts';

/** What bpf_fib_lookup answers (include/uapi/linux/bpf.h BPF_FIB_LKUP_RET_*). */
export type FibAnswer =
  | {
      readonly kind: 'success' | 'no-neigh';
      readonly dev: Device;
      readonly nexthop: Ipv4Addr;
      readonly smac: Mac;
      /** Null when no neighbour is known yet: bpf_redirect_neigh lets the kernel ask. */
      readonly dmac: Mac | null;
      readonly isDefault: boolean;
    }
  | { readonly kind: 'blackhole' | 'unreachable' | 'prohibit' | 'not-fwded' | 'frag-needed'; readonly ext: number };

/** What a program may know and do. It decides; the runner (hooks.ts) applies what was written down here. */
export interface HookContext {
  readonly world: World;
  readonly settings: Settings;
  readonly netns: NetnsName;
  readonly device: Device;
  readonly attach: AttachPoint;
  readonly now: Nanos;
  readonly mark: number;
  readonly tunnelKey: TunnelKey | null;
  /** __sk_buff ingress_ifindex is not 0: the packet came in by a device of this namespace. */
  readonly hasIngress: boolean;
  /** A number in 0..2^32-1 (bpf_get_prandom_u32). */
  random(): number;
  /** Looks a key up in an exact-match table, and writes the look down. */
  get<T extends Exclude<TableName, 'routes' | 'cilium_ipcache_v2'>>(table: T, key: string): TableRow[T] | null;
  first<T extends TableName>(table: T, query: string, keys: readonly string[]): TableRow[T] | null;
  ipcache(addr: Ipv4Addr): TableRow['cilium_ipcache_v2'] | null;
  fib(dst: Ipv4Addr, src: Ipv4Addr): FibAnswer;
  /** What `ip route get` would answer. No program reads it: it is the road that a reader expects. */
  expectedRoute(dst: Ipv4Addr): { readonly key: string; readonly dev: DeviceId } | null;
  put(write: Write): void;
  observe(observation: Observation): void;
  note(note: Note): void;
  podByEndpoint(endpoint: EndpointId): Pod;
  podByDevice(device: DeviceId): Pod | null;
  deviceByIfindex(ifindex: number): Device;
  deviceByName(name: string): Device | null;
}

/** A program's decision: the packet as it leaves the program, and where it goes. */
export interface Decision {
  readonly packet: Packet;
  readonly verdict: Verdict;
  readonly hop: HopId | null;
  readonly tails: readonly number[];
  readonly mark?: number;
  readonly tunnelKey?: TunnelKey | null;
  readonly packetType?: 'host';
  readonly cites?: readonly Cite[];
  /** For the policy program that follows: what the calling program already knows. */
  readonly delivery?: Delivery;
}

/** Handed by ipv4_local_delivery to cil_lxc_policy (bpf/lib/local_delivery.h). */
export interface Delivery {
  readonly srcIdentity: Identity;
  readonly fromTunnel: boolean;
  readonly fromHost: boolean;
}

export interface Program {
  readonly name: ProgramName;
  readonly cites: readonly Cite[];
  run(ctx: HookContext, packet: Packet): Decision;
}

/** The endpoint's policy program: the same, with what the delivering program knew. */
export interface PolicyProgram {
  readonly name: ProgramName;
  readonly cites: readonly Cite[];
  run(ctx: HookContext, packet: Packet, pod: Pod, delivery: Delivery): Decision;
}

/** What a socket program reads, writes and says, and what it decides. */
export interface SocketDecision {
  readonly program: ProgramName;
  readonly attach: AttachPoint;
  readonly hop: HopId;
  readonly verdict: SocketVerdict;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
  readonly cites: readonly Cite[];
}

/** One socket call, with what the program may look at. */
export interface SocketContext extends Pick<
  HookContext,
  'world' | 'settings' | 'now' | 'random' | 'get' | 'ipcache' | 'put' | 'observe' | 'note'
> {
  readonly netns: NetnsName;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
}

export type SocketCall = 'connect4' | 'sendmsg4' | 'recvmsg4' | 'sock_release';

/**
 * Who decides on a node. A datapath is one folder: which program sits on which hook, and what the socket programs do.
 * Routes and maps that go with it are derived in lab/.
 */
export interface Datapath {
  readonly name: DatapathName;
  /** The tc program of a node's device in a direction, or null. */
  attached(device: Device, direction: 'ingress' | 'egress', settings: Settings, world: World): Program | null;
  /** cilium_call_policy; null where there is none. */
  readonly policy: PolicyProgram | null;
  /** Null: nobody is asked at this call. */
  socket(ctx: SocketContext, call: SocketCall, ask: SocketAsk): SocketDecision | null;
}

export type { JobId, Read };
