import type { Identity } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { CtState } from '../../trace/events.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { ipv4L3, L3_C } from './l3.ts';
import { dropped } from './local-delivery.ts';
import { trace } from './observe.ts';

const FIB_C = cilium('bpf/lib/fib.h', 'fib_redirect_v4');

/**
 * fib_redirect_v4: the kernel's routing table through bpf_fib_lookup, then straight to the device. The kernel's stack,
 * netfilter and cilium_host are left out.
 */
export function fibRedirect(
  ctx: HookContext,
  packet: Packet,
  event: { readonly ct: CtState; readonly report: boolean; readonly src: Identity; readonly dst: Identity },
  tails: readonly number[],
): Decision {
  const ip = ipOf(packet);
  const answer = ctx.fib(ip.dst, ip.src);
  if ('ext' in answer) {
    const about = { src: event.src, dst: event.dst, ext: answer.ext };
    return { ...dropped(ctx, packet, 'FIB lookup failed', 'LXC.DROP', tails, about), cites: [FIB_C] };
  }
  const hop = answer.dev.kind === 'nic' && answer.dev.segment.startsWith('uplink:') ? 'LXC.FIB0' : 'LXC.FIB';
  const next = ipv4L3(packet, answer.smac, answer.dmac);
  if (!next) return dropped(ctx, packet, 'TTL exceeded', hop, tails, { src: event.src, dst: event.dst });
  if (answer.isDefault) ctx.note({ kind: 'default-route' });
  trace(ctx, 'to-network', { ...event, ifindex: answer.dev.id });
  const helper = answer.kind === 'success' ? 'redirect' : 'redirect_neigh';
  return {
    packet: next,
    verdict: { kind: 'redirect', to: answer.dev.id, helper },
    hop,
    tails,
    cites: [FIB_C, L3_C],
  };
}
