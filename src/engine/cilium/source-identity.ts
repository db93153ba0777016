import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { HookContext } from '../datapath.ts';
import { MARK } from './mark.ts';

/**
 * inherit_identity_from_host (bpf/lib/identity.h): who sent a packet that the kernel hands over, by its mark. CILIUM_OUTPUT
 * in iptables marks what the node itself sends; here that is what came in by no device.
 */
export function inheritIdentity(ctx: HookContext): Identity {
  switch (ctx.mark & MARK.mask) {
    case MARK.identity:
      return (ctx.mark >>> 16) as Identity;
    case MARK.host:
      return IDENTITY.host;
    default:
      return ctx.hasIngress ? IDENTITY.world : IDENTITY.host;
  }
}

/** identity_is_reserved: an identity that says no more than the address does. */
function isReserved(identity: Identity): boolean {
  return identity <= IDENTITY.world || identity === IDENTITY.remoteNode || identity === IDENTITY.kubeApiserver;
}

/**
 * resolve_srcid_ipv4 (bpf/bpf_host.c): the address knows better than a reserved identity. It is not believed when it says
 * host: packets of the world may have been given this node's address, and every VM's first NIC has the same.
 */
export function resolveSource(ctx: HookContext, address: Ipv4Addr, known: Identity): Identity {
  if (!isReserved(known)) return known;
  const identity = ctx.ipcache(address)?.identity ?? IDENTITY.host;
  return identity === IDENTITY.host ? known : identity;
}
