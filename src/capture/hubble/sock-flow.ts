import { IDENTITY } from '../../lab/names.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RecordOf } from '../monitor/ring.ts';
import { resolveEndpoint } from './endpoint-names.ts';
import type { Flow, FlowL4 } from './flow.ts';
import { serviceAt } from './service-names.ts';
import { uuidOf } from './uuid.ts';

/**
 * pkg/hubble/parser/sock Decode: the pod is known by its cgroup, its port is not. On the way back both sides change places.
 * Null for a process that is no pod's.
 */
export function sockFlow(trace: Trace, record: RecordOf<'trace-sock'>): Flow | null {
  const { event, nth, at, node, point, sock, proto, pod, cgroup } = record;
  if (pod === null) return null;
  const { world } = trace;
  const self = { ip: pod.ip, port: 0, endpoint: resolveEndpoint(trace, node, pod.ip, IDENTITY.unknown, event) };
  const peer = {
    ip: sock.address,
    port: sock.port,
    endpoint: resolveEndpoint(trace, node, sock.address, IDENTITY.unknown, event),
  };
  const [src, dst] = point.endsWith('-rev') ? [peer, self] : [self, peer];
  const kind = proto === 'tcp' ? 'TCP' : proto === 'udp' ? 'UDP' : null;
  const ports = { srcPort: src.port, dstPort: dst.port };
  const l4: FlowL4 | null =
    kind === null ? null : kind === 'TCP' ? { kind, ...ports, flags: null } : { kind, ...ports };
  return {
    event,
    nth,
    at,
    uuid: uuidOf(trace, record),
    node,
    verdict: point.startsWith('pre-') ? 'TRACED' : 'TRANSLATED',
    drop: null,
    ethernet: null,
    ip: { source: src.ip, destination: dst.ip },
    sourceXlated: null,
    l4,
    tunnel: null,
    source: src.endpoint,
    destination: dst.endpoint,
    sourceService: serviceAt(world, src.ip, src.port),
    destinationService: serviceAt(world, dst.ip, dst.port),
    eventType: { kind: 'trace-sock', point, cookie: sock.cookie, cgroup },
    direction: null,
    reason: null,
    isReply: null,
    file: null,
    device: null,
    summary: kind ?? 'Unknown',
  };
}
