import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import type { IpcacheRow } from '../../lab/tables.ts';
import type { Pod, Settings } from '../../lab/world.ts';
import { cilium } from '../../trace/cite.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { CT_C, ctCreate, ctLookup } from './conntrack.ts';
import type { CtResult } from './conntrack.ts';
import { fibRedirect } from './fib-redirect.ts';
import { ipv4L3, L3_C } from './l3.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { markIdentity } from './mark.ts';
import { trace, traceDenied } from './observe.ts';
import { isLoopback, perPacketLb } from './per-packet-lb.ts';
import type { Balanced } from './per-packet-lb.ts';
import { FREE, POLICY_C, policyAllows } from './policy.ts';
import { extractTuple } from './tuple.ts';
import type { Tuple } from './tuple.ts';

const ENCAP_C = cilium('bpf/lib/encap.h', '__encap_and_redirect_with_nodeid');

/** Per-packet load balancing makes real tail calls of what is inlined without it (invoke_tailcall_if, TAIL_CT_LOOKUP4). */
function tailsOf({ socketLB, kubeProxyReplacement }: Settings): readonly number[] {
  return kubeProxyReplacement && !socketLB ? [7, 30, 26] : [7];
}

/** tail_handle_arp: any question but one for the pod's own address is answered with the lxc's MAC, on the spot. */
function handleArp(ctx: HookContext, packet: Packet, pod: Pod): Decision {
  const arp = packet[1] as Layer<'arp'>;
  if (arp.op === 'reply' || arp.targetIp === pod.ip) {
    return { packet, verdict: { kind: 'pass' }, hop: null, tails: [6] };
  }
  const mac = ctx.device.mac;
  const answer: Packet = [
    { kind: 'ethernet', dst: arp.senderMac, src: mac },
    {
      kind: 'arp',
      op: 'reply',
      senderMac: mac,
      senderIp: arp.targetIp,
      targetMac: arp.senderMac,
      targetIp: arp.senderIp,
    },
  ];
  const cites = [cilium('bpf/lib/arp.h', 'arp_respond')];
  return {
    packet: answer,
    verdict: { kind: 'redirect', to: ctx.device.id, helper: 'redirect' },
    hop: 'LXC.ARP',
    tails: [6],
    cites,
  };
}

/** What ipv4_forward_to_destination knows of the packet. */
interface Allowed {
  readonly packet: Packet;
  readonly ct: CtResult;
  readonly cache: IpcacheRow | null;
  readonly dst: Identity;
  readonly tails: readonly number[];
}

/** ipv4_forward_to_destination: who gets it, once policy has let it go. */
function forward(ctx: HookContext, pod: Pod, { packet, ct, cache, dst, tails }: Allowed): Decision {
  const { settings } = ctx;
  const ip = ipOf(packet);
  const ends = { src: pod.identity, dst };
  const event = { ct: ct.state, report: ct.report, ...ends };
  const routing = !settings.endpointRoutes;
  const hostRouting = settings.hostRouting === 'bpf';
  if (routing || hostRouting || isLoopback(ip.src) || isLoopback(ip.dst)) {
    // What a pod answers to itself goes back where it came from.
    const row = ctx.get('cilium_lxc', isLoopback(ip.dst) ? ip.src : ip.dst);
    if (row?.host) {
      const next = routing ? ipv4L3(packet, null, ctx.device.mac) : packet;
      if (!next) return dropped(ctx, packet, 'TTL exceeded', 'LXC.HOST', tails, ends);
      trace(ctx, 'to-stack', event);
      const mark = markIdentity(pod.identity);
      return { packet: next, verdict: { kind: 'pass' }, hop: 'LXC.HOST', tails, mark, cites: routing ? [L3_C] : [] };
    }
    if (row)
      return localDelivery(ctx, packet, row, {
        hop: 'LXC.LOCAL',
        tails,
        srcIdentity: pod.identity,
        dstIdentity: dst,
      });
  }
  const remote = cache?.hasTunnelEp ? cache.tunnelEndpoint : null;
  // A connection that came by the tunnel is answered through it, whatever skip_tunnel says.
  const skip = cache?.skipTunnel === true && ct.row?.fromTunnel !== true;
  if (remote !== null && !skip && settings.routing !== 'native') return encap(ctx, pod, remote, packet, event, tails);
  if (remote !== null) ctx.note({ kind: 'tunnel-ignored', remote });
  if (hostRouting) return fibRedirect(ctx, packet, event, tails);
  const next = routing ? ipv4L3(packet, null, ctx.device.mac) : packet;
  if (!next) return dropped(ctx, packet, 'TTL exceeded', 'LXC.STACK', tails, ends);
  trace(ctx, 'to-stack', event);
  const hop = routing ? 'LXC.STACK' : 'LXC.STACKE';
  return { packet: next, verdict: { kind: 'pass' }, hop, tails, mark: markIdentity(pod.identity) };
}

/** encap_and_redirect_lxc: only the key is set here. The headers are the tunnel device's work. */
function encap(
  ctx: HookContext,
  pod: Pod,
  remote: IpcacheRow['tunnelEndpoint'],
  packet: Packet,
  event: Parameters<typeof trace>[2] & { readonly dst: Identity },
  tails: readonly number[],
): Decision {
  const tunnel = ctx.deviceByName(`cilium_${ctx.settings.routing}`);
  if (!tunnel) {
    const text = 'No tunnel/encapsulation endpoint (datapath BUG!)';
    return dropped(ctx, packet, text, 'LXC.DROP', tails, { src: pod.identity, dst: event.dst });
  }
  ctx.note({ kind: 'tunnel', vni: pod.identity, remote });
  const expected = ctx.expectedRoute(ipOf(packet).dst);
  if (expected)
    ctx.note({ kind: 'road-not-taken', route: expected.key, dev: expected.dev, why: 'overlay-from-ipcache' });
  trace(ctx, 'to-overlay', { ...event, ifindex: tunnel.id });
  const verdict = { kind: 'redirect', to: tunnel.id, helper: 'redirect' } as const;
  const tunnelKey = { id: pod.identity, remote };
  return { packet, verdict, hop: 'LXC.ENCAP', tails, tunnelKey, cites: [ENCAP_C] };
}

/** is_encap: UDP to the port of this node's own tunnel, which would let a pod speak for others. Only where there is one. */
function isEncap(ctx: HookContext, tuple: Tuple): boolean {
  const overlay = ctx.deviceByName(`cilium_${ctx.settings.routing}`);
  return overlay?.kind === 'tunnel' && tuple.proto === 'UDP' && tuple.dstPort === overlay.port;
}

/** handle_ipv4_from_lxc, for a packet whose service is already translated. */
function handleIpv4(ctx: HookContext, packet: Packet, pod: Pod, service: Balanced & { readonly kind: 'go' }): Decision {
  const tails = tailsOf(ctx.settings);
  const out = service.packet;
  const extracted = extractTuple(out);
  if (!extracted.ok) {
    const [text, hop] =
      extracted.why === 'icmp-fragment'
        ? (['Invalid packet', 'LXC.FRAG'] as const)
        : (['CT: Truncated or invalid header', 'LXC.DROP'] as const);
    return dropped(ctx, packet, text, hop, tails, { src: pod.identity });
  }
  const { tuple } = extracted;
  const ct = ctLookup(ctx, tuple, 'OUT', service.revNat === 0 ? 'both' : 'forward');
  const cache = ctx.ipcache(tuple.dst);
  const dst: Identity = cache?.identity ?? IDENTITY.world;
  const ends = { src: pod.identity, dst };
  if (ct.state === 'reply' || ct.state === 'related') ctx.note({ kind: 'policy-skipped', why: ct.state });
  else {
    if (isEncap(ctx, tuple))
      return dropped(ctx, packet, 'Encapsulation traffic is prohibited', 'LXC.DROP', tails, ends);
    // A pod need not be allowed to talk to itself.
    const { allow, denied } = isLoopback(tuple.src) ? FREE : policyAllows(ctx, pod.endpoint, 'Egress', dst, tuple);
    if (!allow) {
      traceDenied(ctx, { ...ends, endpoint: pod.name });
      return dropped(ctx, packet, denied ? 'Policy denied by denylist' : 'Policy denied', 'LXC.EDROP', tails, ends);
    }
    // An entry that another service (or none) has left behind is made anew.
    if (ct.state === 'new' || ct.row?.revNat !== service.revNat) {
      ctCreate(ctx, tuple, 'OUT', { srcSecId: pod.identity, revNat: service.revNat });
    }
  }
  return forward(ctx, pod, { packet: out, ct, cache, dst, tails });
}

/**
 * cil_from_container, on the tc ingress of a pod's lxc: everything that leaves the pod. The order is the program's:
 * source check, conntrack, ipcache, egress policy, conntrack create, endpoint map, tunnel, FIB.
 */
export const fromContainer: Program = {
  name: 'cil_from_container',
  cites: [cilium('bpf/bpf_lxc.c', 'handle_ipv4_from_lxc')],
  run(ctx, packet) {
    const pod = ctx.podByDevice(ctx.device.id);
    if (!pod) throw new Error(`invariant broken: no endpoint behind ${ctx.device.id}`);
    const src = pod.identity;
    trace(ctx, 'from-endpoint', { src, endpoint: pod.name });
    if (packet[1]?.kind === 'arp') return handleArp(ctx, packet, pod);
    if (packet[1]?.kind !== 'ipv4') return dropped(ctx, packet, 'Unsupported L3 protocol', 'LXC.DROP', [], { src });
    if (ipOf(packet).src !== pod.ip) return dropped(ctx, packet, 'Invalid source ip', 'LXC.DROP', [7], { src });
    const service = perPacketLb(ctx, packet);
    if (service.kind === 'drop') return dropped(ctx, packet, service.text, 'LXC.DROP', [7], { src });
    const decision = handleIpv4(ctx, packet, pod, service);
    return { ...decision, cites: [CT_C, POLICY_C, ...(decision.cites ?? [])] };
  },
};
