import type { World } from '../../lab/world.ts';
import { goJson } from '../monitor/json-lines.ts';
import { EVENT_TYPE, subTypeOf, type Flow, type FlowEndpoint, type FlowL4, type FlowService } from './flow.ts';
import { policyMatchNumber } from './policy-match.ts';
import { protoTime } from './time-format.ts';

/**
 * A flow as `-o json` prints it: protojson of GetFlowsResponse with the names of the proto files. Fields are in the order of
 * their declaration in flow.proto, and what has its zero value is absent; 64-bit numbers are strings. Left out are
 * node_labels, which no lab has.
 */
export function flowJson(world: World, flow: Flow): string {
  const time = protoTime(world, flow.at);
  return goJson({ flow: flowObject(flow, time), node_name: flow.node, time });
}

function flowObject(flow: Flow, time: string): object {
  const { eventType, drop, ip } = flow;
  return {
    time,
    uuid: flow.uuid,
    verdict: flow.verdict,
    drop_reason: drop?.code,
    ethernet: flow.ethernet ?? undefined,
    IP:
      ip === null
        ? undefined
        : {
            source: ip.source,
            source_xlated: flow.sourceXlated ?? undefined,
            destination: ip.destination,
            ipVersion: 'IPv4',
          },
    l4: flow.l4 === null ? undefined : l4Object(flow.l4),
    tunnel:
      flow.tunnel === null
        ? undefined
        : {
            protocol: flow.tunnel.protocol,
            IP: { ...flow.tunnel.ip, ipVersion: 'IPv4' },
            l4: l4Object(flow.tunnel.l4),
          },
    source: endpointObject(flow.source),
    destination: endpointObject(flow.destination),
    Type: eventType.kind === 'trace-sock' ? 'SOCK' : 'L3_L4',
    node_name: flow.node,
    reply: flow.isReply === true ? true : undefined,
    event_type: { type: EVENT_TYPE[eventType.kind], sub_type: number(subTypeOf(flow)) },
    source_service: serviceObject(flow.sourceService),
    destination_service: serviceObject(flow.destinationService),
    traffic_direction: flow.direction ?? undefined,
    policy_match_type: eventType.kind === 'policy-verdict' ? number(policyMatchNumber(eventType.match)) : undefined,
    trace_observation_point: eventType.kind === 'trace' ? constant(eventType.point) : undefined,
    trace_reason: flow.reason ?? undefined,
    file: flow.file ?? undefined,
    drop_reason_desc: drop?.desc,
    is_reply: flow.isReply ?? undefined,
    interface: flow.device ?? undefined,
    ...(eventType.kind === 'trace-sock'
      ? {
          sock_xlate_point: sockPoint(eventType.point),
          socket_cookie: `${eventType.cookie}`,
          cgroup_id: `${eventType.cgroup}`,
        }
      : {}),
    Summary: flow.summary,
  };
}

/** Zero is absent. */
function number(n: number): number | undefined {
  return n === 0 ? undefined : n;
}

/** 'to-endpoint' is TO_ENDPOINT. */
function constant(point: string): string {
  return point.replaceAll('-', '_').toUpperCase();
}

/** 'pre-xlate-fwd' is SOCK_XLATE_POINT_PRE_DIRECTION_FWD. */
function sockPoint(point: string): string {
  const [moment = '', , way = ''] = point.split('-');
  return `SOCK_XLATE_POINT_${moment.toUpperCase()}_DIRECTION_${way.toUpperCase()}`;
}

function l4Object(l4: FlowL4): object {
  switch (l4.kind) {
    case 'ICMPv4':
      return { ICMPv4: { type: number(l4.type), code: number(l4.code) } };
    case 'UDP':
      return { UDP: { source_port: number(l4.srcPort), destination_port: number(l4.dstPort) } };
    case 'TCP': {
      const set = Object.entries(l4.flags ?? {}).filter(([, on]) => on);
      const flags = l4.flags === null ? undefined : Object.fromEntries(set);
      return { TCP: { source_port: number(l4.srcPort), destination_port: number(l4.dstPort), flags } };
    }
  }
}

function endpointObject({ id, identity, clusterName, namespace, labels, podName, workloads }: FlowEndpoint): object {
  return {
    ID: number(id),
    identity: number(identity),
    cluster_name: clusterName === '' ? undefined : clusterName,
    namespace: namespace === '' ? undefined : namespace,
    labels: labels.length === 0 ? undefined : labels,
    pod_name: podName === '' ? undefined : podName,
    workloads: workloads.length === 0 ? undefined : workloads,
  };
}

function serviceObject(service: FlowService | null): FlowService | undefined {
  return service ?? undefined;
}
