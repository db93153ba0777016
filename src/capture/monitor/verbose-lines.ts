import { dissectLines } from './dissect.ts';
import type { MonitorOptions } from './options.ts';
import type { RecordOf } from './ring.ts';
import { cpuText, dropText, hex, identitiesText, ifName, stateText } from './trace-text.ts';

/** api.MsgSeparator (pkg/monitor/api). */
const SEPARATOR = '-'.repeat(78);

/**
 * `monitor -vv`: a rule, the record and its layers (pkg/monitor TraceNotify.DumpVerbose, DropNotify.DumpVerbose). Two commas
 * before the identities of a trace are its.
 */
export function verboseLines(record: RecordOf<'trace'> | RecordOf<'drop'>, options: MonitorOptions): readonly string[] {
  const { cpu, hash, source, sample, observation, dstId } = record;
  const { srcIdentity, dstIdentity } = observation;
  const known = srcIdentity !== 0 || dstIdentity !== 0;
  const identities = known ? identitiesText(srcIdentity, dstIdentity, options) : '';
  const to = dstId === 0 ? '' : `, to endpoint ${dstId}`;
  const head = `${cpuText(cpu)} MARK ${hex(hash)} FROM ${source}`;
  if (record.kind === 'drop') {
    const text = `${head} DROP: ${sample.length} bytes, reason ${dropText(record.reason)}${identities}${to}`;
    return [SEPARATOR, text, ...dissectLines(sample)];
  }
  const bytes = `${sample.length} bytes (${sample.bytes.length} captured)`;
  const device = record.device === null ? '' : `, interface ${ifName(record)}`;
  const ends = `${device}${known ? `, ${identities}` : ''}, orig-ip ${record.origIp}${to}`;
  const text = `${head} ${record.point}: ${bytes}, state ${stateText(observation.ct)}${ends}`;
  return [SEPARATOR, text, ...dissectLines(sample)];
}
