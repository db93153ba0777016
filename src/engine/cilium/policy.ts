import type { EndpointId, Identity } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { PolicyRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { HookContext } from '../datapath.ts';
import { ICMP } from './tuple.ts';
import type { Tuple } from './tuple.ts';

export const POLICY_C = cilium('bpf/lib/policy.h', '__policy_can_access');

/** ICMP rules name a type, which stands where the port of others stands (ENABLE_ICMP_RULE). */
const portOf = (tuple: Tuple): number => tuple.icmp?.type ?? tuple.dstPort;

export interface Access {
  readonly allow: boolean;
  /** Not allowed because a row says so. */
  readonly denied: boolean;
}

/** Allowed without a look into the map. */
export const FREE: Access = { allow: true, denied: false };

/**
 * policy_can_access: the row of the peer's identity first, then that of any identity; in each the exact port before
 * the protocol before anything. A deny row wins over an allow row of the other lookup. No row: denied. Path MTU discovery
 * must not break: fragmentation needed is let through unasked (ALLOW_ICMP_FRAG_NEEDED).
 */
export function policyAllows(
  ctx: HookContext,
  endpoint: EndpointId,
  direction: PolicyRow['direction'],
  peer: Identity,
  tuple: Tuple,
): Access {
  if (tuple.icmp?.type === ICMP.unreachable && tuple.icmp.code === 4) return FREE;
  const look = (identity: Identity): PolicyRow | null => {
    const key = (proto: PolicyRow['proto'], port: number): string =>
      ROW_KEY.cilium_policy_v2({ endpoint, direction, identity, proto, port, deny: false, proxyPort: 0 });
    const keys = [key(tuple.proto, portOf(tuple)), key(tuple.proto, 0), key('ANY', 0)];
    return ctx.first('cilium_policy_v2', keys[0]!, keys);
  };
  const specific = look(peer);
  if (specific?.deny) return { allow: false, denied: true };
  const any = look(0 as Identity);
  if (any?.deny) return { allow: false, denied: true };
  return { allow: specific !== null || any !== null, denied: false };
}
