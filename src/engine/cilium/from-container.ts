import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import type { IpcacheRow } from '../../lab/tables.ts';
import type { Pod } from '../../lab/world.ts';
import { cilium } from '../../trace/cite.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf, payloadOf } from '../skb.ts';
import { CT_C, ctCreate, ctLookup } from './conntrack.ts';
import type { CtResult } from './conntrack.ts';
import { fibRedirect } from './fib-redirect.ts';
import { ipv4L3, L3_C } from './l3.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { markIdentity } from './mark.ts';
import { trace, traceDenied } from './observe.ts';
import { perPacketLb } from './per-packet-lb.ts';
import { POLICY_C, policyAllows } from './policy.ts';
import { extractTuple } from './tuple.ts';

const ENCAP_C = cilium('bpf/lib/encap.h', '__encap_and_redirect_with_nodeid');
const TAILS = [7];

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

/** The rest of handle_ipv4_from_lxc: who gets it, once policy has let it go. */
function forwardFrom(ctx: HookContext, packet: Packet, pod: Pod, ct: CtResult, cache: IpcacheRow | null): Decision {
  const { settings } = ctx;
  const ip = ipOf(packet);
  const dstIdentity = cache?.identity ?? IDENTITY.world;
  const event = { ct: ct.state, report: ct.report, src: pod.identity, dst: dstIdentity };
  const routing = !settings.endpointRoutes;
  const hostRouting = settings.hostRouting === 'bpf';
  if (routing || hostRouting) {
    const row = ctx.get('cilium_lxc', ip.dst);
    if (row?.host) {
      const next = routing ? ipv4L3(packet, null, ctx.device.mac) : packet;
      if (!next) return dropped(ctx, packet, 'TTL exceeded', 'LXC.HOST', TAILS);
      trace(ctx, 'to-stack', event);
      return {
        packet: next,
        verdict: { kind: 'pass' },
        hop: 'LXC.HOST',
        tails: TAILS,
        mark: markIdentity(pod.identity),
        cites: [L3_C],
      };
    }
    if (row) return localDelivery(ctx, packet, row, { hop: 'LXC.LOCAL', tails: TAILS, srcIdentity: pod.identity });
  }
  const remote = cache?.hasTunnelEp && !cache.skipTunnel ? cache.tunnelEndpoint : null;
  if (remote !== null && settings.routing !== 'native') {
    const tunnel = ctx.deviceByName(`cilium_${settings.routing}`);
    if (!tunnel) return dropped(ctx, packet, 'No tunnel/encapsulation endpoint (datapath BUG!)', 'LXC.DROP', TAILS);
    ctx.note({ kind: 'tunnel', vni: pod.identity, remote });
    const expected = ctx.expectedRoute(ip.dst);
    if (expected)
      ctx.note({ kind: 'road-not-taken', route: expected.key, dev: expected.dev, why: 'overlay-from-ipcache' });
    trace(ctx, 'to-overlay', { ...event, ifindex: tunnel.id });
    const verdict = { kind: 'redirect', to: tunnel.id, helper: 'redirect' } as const;
    return {
      packet,
      verdict,
      hop: 'LXC.ENCAP',
      tails: TAILS,
      tunnelKey: { id: pod.identity, remote },
      cites: [ENCAP_C],
    };
  }
  if (remote !== null) ctx.note({ kind: 'tunnel-ignored', remote });
  if (hostRouting) return fibRedirect(ctx, packet, event);
  const next = routing ? ipv4L3(packet, null, null) : packet;
  if (!next) return dropped(ctx, packet, 'TTL exceeded', 'LXC.STACK', TAILS);
  trace(ctx, 'to-stack', event);
  return {
    packet: next,
    verdict: { kind: 'pass' },
    hop: routing ? 'LXC.STACK' : 'LXC.STACKE',
    tails: TAILS,
    mark: markIdentity(pod.identity),
  };
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
    trace(ctx, 'from-endpoint', { src: pod.identity, endpoint: pod.name });
    if (packet[1]?.kind === 'arp') return handleArp(ctx, packet, pod);
    if (packet[1]?.kind !== 'ipv4') return dropped(ctx, packet, 'Unsupported L3 protocol', 'LXC.DROP', []);
    if (ipOf(packet).src !== pod.ip) return dropped(ctx, packet, 'Invalid source ip', 'LXC.DROP', TAILS);
    const l4 = payloadOf(packet)[0];
    const overlay = ctx.deviceByName(`cilium_${ctx.settings.routing}`);
    if (l4?.kind === 'udp' && overlay?.kind === 'tunnel' && l4.dstPort === overlay.port) {
      return dropped(ctx, packet, 'Encapsulation traffic is prohibited', 'LXC.DROP', TAILS);
    }
    const service = perPacketLb(ctx, packet);
    if (service.kind === 'drop') return dropped(ctx, packet, service.text, 'LXC.DROP', TAILS);
    const out = service.packet;
    const extracted = extractTuple(out);
    if (!extracted.ok) {
      const fragment = extracted.why === 'icmp-fragment';
      return dropped(
        ctx,
        packet,
        fragment ? 'Invalid packet' : 'CT: Truncated or invalid header',
        fragment ? 'LXC.FRAG' : 'LXC.DROP',
        TAILS,
      );
    }
    const { tuple } = extracted;
    const ct = ctLookup(ctx, tuple, 'OUT');
    const cache = ctx.ipcache(tuple.dst);
    const dst: Identity = cache?.identity ?? IDENTITY.world;
    if (ct.state === 'reply' || ct.state === 'related') ctx.note({ kind: 'policy-skipped', why: ct.state });
    else {
      const { allow, denied } = policyAllows(ctx, pod.endpoint, 'Egress', dst, tuple);
      if (!allow) {
        traceDenied(ctx, { src: pod.identity, dst, endpoint: pod.name });
        return dropped(ctx, packet, denied ? 'Policy denied by denylist' : 'Policy denied', 'LXC.EDROP', TAILS);
      }
    }
    if (ct.state === 'new')
      ctCreate(ctx, tuple, 'OUT', { srcSecId: pod.identity, revNat: service.revNat, backendId: service.backendId });
    const decision = forwardFrom(ctx, out, pod, ct, cache);
    return { ...decision, cites: [CT_C, POLICY_C, ...(decision.cites ?? [])] };
  },
};
