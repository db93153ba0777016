import type { Nanos, NetnsName } from '../../lab/names.ts';
import type { EventId } from '../../trace/events.ts';
import type { RingRecord, SockPoint, TracePoint } from '../monitor/ring.ts';
import type { PolicyMatch } from './policy-match.ts';

export type FlowVerdict = 'FORWARDED' | 'DROPPED' | 'TRACED' | 'TRANSLATED';

export interface TcpFlags {
  readonly FIN: boolean;
  readonly SYN: boolean;
  readonly RST: boolean;
  readonly PSH: boolean;
  readonly ACK: boolean;
  readonly URG: boolean;
}

export type FlowL4 =
  | {
      readonly kind: 'TCP';
      readonly srcPort: number;
      readonly dstPort: number;
      /** Null for a socket, which has no segment. */
      readonly flags: TcpFlags | null;
    }
  | { readonly kind: 'UDP'; readonly srcPort: number; readonly dstPort: number }
  | { readonly kind: 'ICMPv4'; readonly type: number; readonly code: number };

export interface FlowEndpoint {
  /** 0 for an endpoint of another node. */
  readonly id: number;
  readonly identity: number;
  readonly clusterName: string;
  readonly namespace: string;
  /** Sorted, with their source: 'k8s:app=webpod', 'reserved:world'. */
  readonly labels: readonly string[];
  readonly podName: string;
  readonly workloads: readonly { readonly name: string; readonly kind: string }[];
}

export interface FlowService {
  readonly name: string;
  readonly namespace: string;
}

export interface FlowIp {
  readonly source: string;
  readonly destination: string;
}

export type TraceReason = 'NEW' | 'ESTABLISHED' | 'REPLY' | 'RELATED';

/** One flow of api/v1/flow/flow.proto: what an agent's parser makes of a record of its ring. */
export interface Flow {
  /** The event and the observation of it that the flow comes from. */
  readonly event: EventId;
  readonly nth: number;
  readonly at: Nanos;
  readonly uuid: string;
  readonly node: NetnsName;
  readonly verdict: FlowVerdict;
  readonly drop: { readonly code: number; readonly text: string; readonly desc: string } | null;
  readonly ethernet: { readonly source: string; readonly destination: string } | null;
  /** Null for ARP. */
  readonly ip: FlowIp | null;
  /** The source that the header has when a reverse NAT has put it there: `ip` has the one before. */
  readonly sourceXlated: string | null;
  readonly l4: FlowL4 | null;
  readonly tunnel: { readonly protocol: 'VXLAN' | 'GENEVE'; readonly ip: FlowIp; readonly l4: FlowL4 } | null;
  readonly source: FlowEndpoint;
  readonly destination: FlowEndpoint;
  readonly sourceService: FlowService | null;
  readonly destinationService: FlowService | null;
  readonly eventType: FlowEventType;
  readonly direction: 'INGRESS' | 'EGRESS' | null;
  readonly reason: TraceReason | null;
  /** Null: not known. */
  readonly isReply: boolean | null;
  readonly file: { readonly name: string; readonly line: number } | null;
  readonly device: { readonly index: number; readonly name: string } | null;
  readonly summary: string;
}

/** What kind of record it was, and what only that kind knows. */
export type FlowEventType =
  | { readonly kind: 'drop' }
  | { readonly kind: 'trace'; readonly point: TracePoint }
  | { readonly kind: 'policy-verdict'; readonly match: PolicyMatch }
  | { readonly kind: 'trace-sock'; readonly point: SockPoint; readonly cookie: number; readonly cgroup: number };

/** Types of events as numbers (pkg/monitor/api/types.go MessageType). */
export const EVENT_TYPE: { readonly [K in RingRecord['kind']]: number } = {
  drop: 1,
  trace: 4,
  'policy-verdict': 5,
  'trace-sock': 7,
};

/** Points as numbers (pkg/monitor/api/types.go TraceObservationPoints). */
export const TRACE_POINT: { readonly [P in TracePoint]: number } = {
  'to-endpoint': 0,
  'to-proxy': 1,
  'to-host': 2,
  'to-stack': 3,
  'to-overlay': 4,
  'from-endpoint': 5,
  'from-host': 7,
  'from-stack': 8,
  'from-overlay': 9,
  'from-network': 10,
  'to-network': 11,
};

/** enum xlate_point (bpf/lib/trace_sock.h). */
export const SOCK_POINT: { readonly [P in SockPoint]: number } = {
  'pre-xlate-fwd': 1,
  'post-xlate-fwd': 2,
  'pre-xlate-rev': 3,
  'post-xlate-rev': 4,
};

export function subTypeOf({ eventType, drop }: Flow): number {
  switch (eventType.kind) {
    case 'drop':
      return drop?.code ?? 0;
    case 'trace':
      return TRACE_POINT[eventType.point];
    case 'policy-verdict':
      return 0;
    case 'trace-sock':
      return SOCK_POINT[eventType.point];
  }
}
