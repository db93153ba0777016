import type { PolicyRow, TableName, TableRow } from '../lab/tables.ts';
import { type Contest, contestOf, routeTableOf } from './contest.ts';
import type { EventId, Read } from './events.ts';
import { keyFields } from './key-fields.ts';
import { rowsMet } from './rows-met.ts';
import type { Trace } from './trace.ts';

type Source = Pick<Trace, 'world' | 'events'>;

/** The lookup again, with everybody who took part. */
export function contestOfRead(trace: Source, read: Read, event: EventId): Contest<TableRow[TableName]> {
  const rows = rowsMet<TableName>(trace, read.netns, read.table, event);
  return contestOf<TableName>(rows, read.table, read.query, routeTableOf(read.found));
}

/** What the two lookups of a policy say together: a deny of either wins, else any row allows, and no row denies. */
export type PolicyVerdict = 'deny' | 'allow' | 'default-deny';

/**
 * bpf/lib/policy.h __policy_can_access: asked once for the peer's identity and once for any (0). `read` is either of
 * them; the others of the same endpoint and direction are found among `reads`.
 */
export function policyVerdict(trace: Source, read: Read, reads: readonly Read[], event: EventId): PolicyVerdict {
  const question = (one: Read): string => {
    const [endpoint, direction] = keyFields('cilium_policy_v2', one.query);
    return `${one.netns} ${endpoint?.value} ${direction?.value}`;
  };
  const rows: ReadonlyMap<string, PolicyRow> = rowsMet(trace, read.netns, 'cilium_policy_v2', event);
  const found = reads
    .filter((one) => one.table === 'cilium_policy_v2' && question(one) === question(read))
    .map((one) => (one.found === null ? null : (rows.get(one.found) ?? null)));
  if (found.some((row) => row?.deny)) return 'deny';
  return found.some((row) => row !== null) ? 'allow' : 'default-deny';
}
