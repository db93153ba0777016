import type { Identity } from '../../lab/names.ts';
import { identityText, RESERVED } from '../monitor/identity-name.ts';
import type { Paint } from './color.ts';
import type { Flow, FlowEndpoint, FlowService } from './flow.ts';

/** Type of a flow as text (hubble/pkg/printer GetFlowType). */
export function flowType({ eventType, drop, direction }: Flow): string {
  switch (eventType.kind) {
    case 'drop':
      return drop?.text ?? '0';
    case 'policy-verdict':
      return `policy-verdict:${eventType.match} ${direction ?? 'TRAFFIC_DIRECTION_UNKNOWN'}`;
    case 'trace':
    case 'trace-sock':
      return eventType.point;
  }
}

/** ALLOWED and DENIED for a policy's verdict, else the verdict's own name (getVerdict). */
export function verdictText({ verdict, eventType }: Flow, paint: Paint): string {
  const policy = eventType.kind === 'policy-verdict';
  switch (verdict) {
    case 'FORWARDED':
      return paint('good', policy ? 'ALLOWED' : verdict);
    case 'DROPPED':
      return paint('bad', policy ? 'DENIED' : verdict);
    case 'TRACED':
    case 'TRANSLATED':
      return paint('noted', verdict);
  }
}

/** '(ID:27143)', or a reserved identity's name: '(world)' (fmtIdentity). */
export function identityOf({ identity }: FlowEndpoint, paint: Paint): string {
  const reserved = RESERVED[identity] !== undefined;
  return paint('identity', reserved ? `(${identityText(identity as Identity)})` : `(ID:${identity})`);
}

/** Source and destination: pod or service and port, else address and port; MACs of a flow without IP (GetHostNames). */
export function hostsOf(flow: Flow, translate: boolean, paint: Paint): { readonly src: string; readonly dst: string } {
  const { ip, ethernet, l4, source, destination, sourceService, destinationService } = flow;
  if (ip === null)
    return {
      src: ethernet === null ? '' : paint('host', ethernet.source),
      dst: ethernet === null ? '' : paint('host', ethernet.destination),
    };
  const ports = l4 === null || l4.kind === 'ICMPv4' ? { srcPort: 0, dstPort: 0 } : l4;
  const host = (address: string, port: number, endpoint: FlowEndpoint, service: FlowService | null): string => {
    const name = translate ? nameOf(endpoint, service) : null;
    return paint('host', port === 0 ? (name ?? address) : `${name ?? address}:${paint('port', `${port}`)}`);
  };
  return {
    src: host(ip.source, ports.srcPort, source, sourceService),
    dst: host(ip.destination, ports.dstPort, destination, destinationService),
  };
}

function nameOf({ namespace, podName }: FlowEndpoint, service: FlowService | null): string | null {
  if (podName !== '') return `${service?.namespace ?? namespace}/${podName}`;
  return service === null ? null : `${service.namespace}/${service.name}`;
}
