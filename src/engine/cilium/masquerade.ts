import { IDENTITY } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { SnatReason } from '../../trace/events.ts';
import { cidrHas } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { HookContext } from '../datapath.ts';
import { ctIsReply } from './conntrack.ts';
import type { Tuple } from './tuple.ts';

export const SNAT_C = cilium('bpf/lib/nat.h', 'snat_v4_needs_masquerade');

export type Wanted =
  | { readonly nat: false; readonly why: SnatReason }
  /** `tracked`: the host's own traffic, which must not collide with what is masqueraded (target->needs_ct). */
  | { readonly nat: true; readonly why: SnatReason; readonly to: Ipv4Addr; readonly tracked: boolean };

/** nat_ipv4_masquerade of the egress device: its first IPv4. */
function masqueradeAddress(ctx: HookContext): Ipv4Addr | null {
  return ctx.device.addresses.find((a) => a.scope === 'global')?.ip ?? null;
}

/** snat_v4_needs_masquerade on a native device, in its order of questions. */
export function masquerading(ctx: HookContext, tuple: Tuple): Wanted {
  const { settings } = ctx;
  if (!settings.bpfMasquerade) return { nat: false, why: 'masquerading off' };
  const to = masqueradeAddress(ctx);
  if (to === null) return { nat: false, why: 'no local endpoint' };
  if (tuple.src === to) return { nat: true, why: 'host traffic', to, tracked: true };
  const endpoint = ctx.get('cilium_lxc', tuple.src);
  if (endpoint && ctIsReply(ctx, tuple)) return { nat: false, why: 'reply' };
  if (cidrHas(settings.ipv4NativeRoutingCIDR, tuple.dst)) return { nat: false, why: 'native routing CIDR' };
  if (endpoint?.host) return { nat: false, why: 'host traffic' };
  const remote = ctx.ipcache(tuple.dst);
  const node = remote?.identity === IDENTITY.remoteNode || remote?.identity === IDENTITY.kubeApiserver;
  if (node && (settings.routing === 'native' || remote.skipTunnel)) return { nat: false, why: 'remote node' };
  return endpoint ? { nat: true, why: 'masqueraded', to, tracked: false } : { nat: false, why: 'no local endpoint' };
}

/**
 * The tunnel device never masquerades; but a node talks to remote pods from its router address, and those flows are
 * tracked (nodeport_has_nat_conflict_ipv4 in bpf/lib/nodeport_egress.h: TCP and UDP only).
 */
export function overlayTracking(ctx: HookContext, tuple: Tuple): Wanted {
  const router = ctx.deviceByName('cilium_host')?.addresses[0]?.ip;
  return router === tuple.src && tuple.proto !== 'ICMP'
    ? { nat: true, why: 'host traffic', to: router, tracked: true }
    : { nat: false, why: 'no local endpoint' };
}
