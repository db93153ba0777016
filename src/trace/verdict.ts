import type { DeviceId, EndpointId, NetnsName } from '../lab/names.ts';

/**
 * Why a packet was dropped. Cilium's reasons carry its own number and words (pkg/monitor/api/drop.go); the
 * kernel's are those of include/net/dropreason-core.h or of /proc/net/snmp, in lower case.
 */
export type DropReason =
  | { readonly by: 'cilium'; readonly code: number; readonly text: CiliumDropText; readonly ext: number | null }
  | { readonly by: 'kernel'; readonly text: KernelDropText };

export type CiliumDropText =
  | 'Invalid source ip'
  | 'Policy denied'
  | 'Policy denied by denylist'
  | 'Invalid packet'
  | 'CT: Truncated or invalid header'
  | 'Unsupported L3 protocol'
  | 'Service backend not found'
  | 'No tunnel/encapsulation endpoint (datapath BUG!)'
  | 'Stale or unroutable IP'
  | 'Local host is unreachable'
  | 'No mapping for NAT masquerade'
  | 'FIB lookup failed'
  | 'Encapsulation traffic is prohibited'
  | 'Invalid identity'
  | 'TTL exceeded'
  | 'Endpoint policy program not available';

export type KernelDropText =
  /** ip_route_input found nothing (IpExtInNoRoutes). */
  | 'no route'
  /** The route itself says so: unreachable, prohibit, blackhole. */
  | 'route unreachable'
  | 'route prohibit'
  | 'route blackhole'
  /** rp_filter (IPReversePathFilter). */
  | 'reverse path filter'
  /** A source address that is this host's own, or otherwise impossible. */
  | 'martian source'
  /** The frame was for another MAC (SKB_DROP_REASON_OTHERHOST). */
  | 'other host'
  | 'ttl exceeded'
  | 'fragmentation needed'
  | 'neighbour unresolved'
  | 'forwarding disabled'
  | 'no socket'
  | 'not this host'
  | 'no such device'
  | 'reassembly timeout'
  /** A tunnel device met a packet without a tunnel key. */
  | 'no tunnel key'
  | 'dummy device';

/** Why the sender's own kernel refused to send. */
export type Errno = 'EMSGSIZE' | 'ENETUNREACH' | 'EHOSTUNREACH' | 'ECONNREFUSED' | 'EACCES' | 'ETIMEDOUT';

/** What a hook decided. */
export type Verdict =
  /** TC_ACT_OK, or a socket program that allows: on with the kernel. */
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'redirect';
      readonly to: DeviceId;
      readonly helper: 'redirect' | 'redirect_peer' | 'redirect_neigh';
    }
  /** Tail call into cilium_call_policy[endpoint]. */
  | { readonly kind: 'policy'; readonly endpoint: EndpointId; readonly pod: NetnsName }
  | { readonly kind: 'drop'; readonly reason: DropReason }
  /** The socket program returned an error to the caller. */
  | { readonly kind: 'errno'; readonly errno: Errno };

/** Every packet ends exactly once, in exactly one of these but the first. */
export type Outcome =
  /** Not ended yet: the run was looked at before it had settled. No event says this, only the record. */
  | { readonly kind: 'under-way' }
  /** Reached the pod that its destination address belongs to. */
  | { readonly kind: 'delivered'; readonly to: NetnsName }
  /** Taken by a host: its own kernel or a process on it. */
  | { readonly kind: 'consumed'; readonly by: NetnsName; readonly process: string }
  | {
      readonly kind: 'dropped';
      readonly reason: DropReason;
      readonly netns: NetnsName;
      readonly device: DeviceId | null;
    }
  /** Handed to a network that is not part of the lab. */
  | { readonly kind: 'left-the-lab'; readonly via: DeviceId }
  | { readonly kind: 'never-sent'; readonly errno: Errno; readonly netns: NetnsName }
  /** A fragment that was put together again with the others: the whole packet goes on. */
  | { readonly kind: 'reassembled' };
export type OutcomeKind = Outcome['kind'];
