import { IDENTITY } from '../../lab/names.ts';
import type { DeviceId, Identity, NetnsName } from '../../lab/names.ts';
import type { CtState, Observation, ObservationPoint } from '../../trace/events.ts';
import type { DropReason } from '../../trace/verdict.ts';
import type { HookContext } from '../datapath.ts';

export interface About {
  readonly ct?: CtState;
  /** What conntrack said about reporting this packet; from-* points have none. */
  readonly report?: boolean;
  readonly ifindex?: DeviceId | null;
  readonly src?: Identity;
  readonly dst?: Identity;
  readonly endpoint?: NetnsName | null;
}

/**
 * send_trace_notify with its aggregation rule (bpf/lib/trace.h emit_trace_notify): at medium every from-* stays
 * hidden, and a to-* is let out when conntrack says report.
 */
export function trace(ctx: HookContext, point: ObservationPoint, about: About): void {
  const entry = point.startsWith('from-');
  const shown = ctx.settings.monitorAggregation === 'none' || (!entry && about.report === true);
  ctx.observe(make(point, shown, 'FORWARDED', null, about));
}

/**
 * send_drop_notify: drops are never aggregated. They carry the ifindex of the hook's device, and the endpoint only where
 * the packet was on its way into it.
 */
export function traceDrop(ctx: HookContext, reason: DropReason, about: About): void {
  ctx.observe(make('drop', true, 'DROPPED', reason, { ifindex: ctx.device.id, ...about }));
}

/** send_policy_verdict_notify, for denials. */
export function traceDenied(ctx: HookContext, about: About): void {
  ctx.observe(make('policy-verdict', true, 'DENIED', null, about));
}

function make(
  point: ObservationPoint,
  shown: boolean,
  verdict: Observation['verdict'],
  reason: DropReason | null,
  about: About,
): Observation {
  return {
    point,
    shown,
    ifindex: about.ifindex ?? null,
    ct: about.ct ?? 'unknown',
    srcIdentity: about.src ?? IDENTITY.unknown,
    dstIdentity: about.dst ?? IDENTITY.unknown,
    endpoint: about.endpoint ?? null,
    verdict,
    reason,
    sock: null,
  };
}
