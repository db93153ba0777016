import { MESSAGE_TYPES, type MonitorOptions } from './options.ts';
import type { RecordOf, RingRecord } from './ring.ts';

/** The low 16 bits of an identity, because the filter's endpoint ids have no more. */
const LOW = 0xffff;

/**
 * What --from and --to compare with (pkg/monitor GetSrc, GetDst): --from the endpoint whose program wrote the record, which
 * for a delivery is the receiver; --to the endpoint that a record names as destination, and of a verdict its remote identity.
 */
function endsOf(record: Exclude<RingRecord, RecordOf<'trace-sock'>>): { readonly src: number; readonly dst: number } {
  switch (record.kind) {
    case 'trace':
    case 'drop':
      return { src: record.source, dst: record.dstId };
    case 'policy-verdict':
      return { src: record.source, dst: record.remote & LOW };
  }
}

/**
 * MonitorFormatter.match (pkg/monitor/format/format.go): every list that is not empty must agree. Socket records are never
 * asked, not even for their type.
 */
export function matches(record: RingRecord, { types, from, to, relatedTo }: MonitorOptions): boolean {
  if (record.kind === 'trace-sock') return true;
  const { src, dst } = endsOf(record);
  if (types.length > 0 && !types.some((type) => MESSAGE_TYPES[type] === MESSAGE_TYPES[record.kind])) return false;
  if (from.length > 0 && !from.includes(src)) return false;
  if (to.length > 0 && !to.includes(dst)) return false;
  return relatedTo.length === 0 || relatedTo.includes(src) || relatedTo.includes(dst);
}
