import type { Identity } from '../../lab/names.ts';
import { deviceName } from '../../lab/names.ts';
import type { CtState } from '../../trace/events.ts';
import type { DropReason } from '../../trace/verdict.ts';
import { identityText } from './identity-name.ts';
import type { MonitorOptions } from './options.ts';
import type { RecordOf, TracePoint } from './ring.ts';
import { connectionSummary } from './summary.ts';

/** Go's %#x: 0x0 for zero. */
export function hex(n: number): string {
  return `0x${n.toString(16)}`;
}

/** TraceNotify.traceReason (pkg/monitor/datapath_trace.go); only from-* points do not know it. */
export function stateText(ct: CtState): string {
  return ct;
}

/** TraceNotify.traceSummary: the arrow and the place. */
export function placeText({ point, dstId, source }: RecordOf<'trace'>): string {
  const places: { readonly [P in TracePoint]: string } = {
    'to-endpoint': `-> endpoint ${dstId}`,
    'to-proxy': dstId === 0 ? '-> proxy' : `-> proxy port ${dstId}`,
    'to-host': '-> host from',
    'to-stack': '-> stack',
    'to-overlay': '-> overlay',
    'to-network': '-> network',
    'from-endpoint': `<- endpoint ${source}`,
    'from-host': '<- host',
    'from-stack': '<- stack',
    'from-overlay': '<- overlay',
    'from-network': '<- network',
  };
  return places[point];
}

/** ', identity 27143->16202': reserved ones by name unless numbers are asked for. */
export function identitiesText(src: Identity, dst: Identity, { numeric }: Pick<MonitorOptions, 'numeric'>): string {
  const text = (identity: Identity): string => (numeric ? `${identity}` : identityText(identity));
  return `, identity ${text(src)}->${text(dst)}`;
}

/** The device's name; 0 for a record without one (the monitor prints an index that it cannot name as a number). */
export function ifName({ device }: Pick<RecordOf<'trace'>, 'device'>): string {
  return device === null ? '0' : deviceName(device.id);
}

/** api.DropReasonExt: 'Policy denied', 'FIB lookup failed, 4'. */
export function dropText(reason: DropReason & { readonly by: 'cilium' }): string {
  return reason.ext === null || reason.ext === 0 ? reason.text : `${reason.text}, ${reason.ext}`;
}

/** TraceNotify.DumpInfo: the space before the comma is its. */
export function traceInfo(record: RecordOf<'trace'>, options: MonitorOptions): string {
  const { hash, observation, origIp, sample } = record;
  const identities = identitiesText(observation.srcIdentity, observation.dstIdentity, options);
  const state = `state ${stateText(observation.ct)} ifindex ${ifName(record)} orig-ip ${origIp}`;
  return `${placeText(record)} flow ${hex(hash)} ${identities} ${state}: ${connectionSummary(sample.packet)}`;
}

/** DropNotify.DumpInfo (pkg/monitor/datapath_drop.go): two commas in a row are its. */
export function dropInfo(record: RecordOf<'drop'>, options: MonitorOptions): string {
  const { reason, hash, dstId, device, file, observation, sample } = record;
  const where = `to endpoint ${dstId}, ifindex ${device?.ifindex ?? 0}, file ${file.file}:${file.line}, `;
  const identities = identitiesText(observation.srcIdentity, observation.dstIdentity, options);
  return `xx drop (${dropText(reason)}) flow ${hex(hash)} ${where}${identities}: ${connectionSummary(sample.packet)}`;
}

/** PolicyVerdictNotify.DumpInfo (pkg/monitor/datapath_policy.go). */
export function verdictInfo(record: RecordOf<'policy-verdict'>, { numeric }: MonitorOptions): string {
  const { hash, source, remote, direction, action, match, sample } = record;
  const peer = numeric ? `${remote}` : identityText(remote);
  const ends = `local EP ID ${source}, remote ID ${peer}, proto ${protocolNumber(record)}, ${direction}`;
  const decision = `action ${action}, auth: disabled, match ${match}`;
  return `Policy verdict log: flow ${hex(hash)} ${ends}, ${decision}, ${connectionSummary(sample.packet)}`;
}

/** TraceSockNotify.Dump (pkg/monitor/datapath_sock_trace.go), with its space at the end. */
export function sockInfo({ cpu, point, cgroup, sock, proto }: RecordOf<'trace-sock'>): string {
  const ids = `cgroup_id: ${cgroup} sock_cookie: ${sock.cookie}`;
  return `${cpuText(cpu)} [${point}] ${ids}, dst [${sock.address}]:${sock.port} ${proto} `;
}

export function cpuText(cpu: number): string {
  return `CPU ${`${cpu}`.padStart(2, '0')}:`;
}

function protocolNumber({ sample }: RecordOf<'policy-verdict'>): number {
  const at = sample.packet.findLastIndex((layer) => layer.kind === 'ipv4');
  const next = sample.packet[at + 1];
  if (at < 0 || next === undefined) return 0;
  if (next.kind === 'tcp') return 6;
  if (next.kind === 'udp') return 17;
  return next.kind === 'ip-payload' ? next.protocol : 1;
}
