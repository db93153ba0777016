import type { World } from '../lab/world.ts';
import type { LabFile } from '../lab/file.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import type { EventId, FrameId, JobId, PacketId, TraceEvent } from './events.ts';
import type { Stimulus } from './stimulus.ts';
import type { Outcome } from './verdict.ts';

/** Why a packet exists. `of` is the packet that called for it. */
export type Cause =
  | { readonly kind: 'job' }
  /** An answer of the other side: SYN-ACK, ACK, echo reply, DNS response. */
  | { readonly kind: 'reply'; readonly of: PacketId }
  | { readonly kind: 'retransmission'; readonly of: PacketId }
  | { readonly kind: 'icmp-error'; readonly of: PacketId }
  /** An ARP question asked because `of` could not be sent without the answer. */
  | { readonly kind: 'arp'; readonly of: PacketId }
  | { readonly kind: 'fragment'; readonly of: PacketId };

/** What is known of a packet as a whole. */
export interface PacketRecord {
  readonly id: PacketId;
  readonly job: JobId | null;
  readonly cause: Cause;
  /** The namespace whose kernel made it. */
  readonly from: NetnsName;
  readonly born: EventId;
  /** The event that ended it; for a packet that is under way, its last event so far. */
  readonly end: EventId;
  readonly outcome: Outcome;
  /** In the words of a protocol analyser: 'SYN', 'SYN, ACK', 'echo request seq 1', 'who-has', 'GET /'. */
  readonly label: string;
}

/** One application run: a curl, a ping, a lookup, or the server that answers. */
export interface JobRecord {
  readonly id: JobId;
  readonly netns: NetnsName;
  /** What a reader would type: argv of the command. */
  readonly argv: readonly string[];
  readonly started: EventId;
  /** The exit code, or null for a server. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Index into stimuli. */
  readonly stimulus: number;
}

/** What happened: the only thing that the engine and the views share. */
export interface Trace {
  readonly format: 'hopscope-trace/1';
  readonly lab: LabFile;
  readonly stimuli: readonly Stimulus[];
  /**
   * The derived lab at t = 0, and with it whatever came into being later: that has empty tables here, and its rows come
   * by deltas. Services and settings are the latest. Not serialised: it follows from `lab` and `stimuli` (worldOf).
   */
  readonly world: World;
  readonly events: readonly TraceEvent[];
  /** Interned: equal bytes have one id. Link type Ethernet, or none for what never had a link layer. */
  readonly frames: readonly Uint8Array[];
  readonly packets: readonly PacketRecord[];
  readonly jobs: readonly JobRecord[];
  readonly ended: Nanos;
}

export type { EventId, FrameId, JobId, PacketId };
