import type { EndpointId, Identity } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { PolicyRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { HookContext } from '../datapath.ts';
import type { Tuple } from './tuple.ts';

export const POLICY_C = cilium('bpf/lib/policy.h', '__policy_can_access');

/**
 * policy_can_access: the row of the peer's identity first, then that of any identity; in each the exact port before
 * the protocol before anything. A deny row wins over an allow row of the other lookup. No row: denied.
 */
export function policyAllows(
  ctx: HookContext,
  endpoint: EndpointId,
  direction: PolicyRow['direction'],
  peer: Identity,
  tuple: Tuple,
): { readonly allow: boolean; readonly denied: boolean } {
  const look = (identity: Identity): PolicyRow | null => {
    const key = (proto: PolicyRow['proto'], port: number): string =>
      ROW_KEY.cilium_policy_v2({ endpoint, direction, identity, proto, port, deny: false, proxyPort: 0 });
    const keys = [key(tuple.proto, tuple.dstPort), key(tuple.proto, 0), key('ANY', 0)];
    return ctx.first('cilium_policy_v2', key(tuple.proto, tuple.dstPort), keys);
  };
  const specific = look(peer);
  if (specific?.deny) return { allow: false, denied: true };
  const any = look(0 as Identity);
  if (any?.deny) return { allow: false, denied: true };
  return { allow: specific !== null || any !== null, denied: false };
}
