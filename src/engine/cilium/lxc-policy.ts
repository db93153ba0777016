import { cilium } from '../../trace/cite.ts';
import type { Identity } from '../../lab/names.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Pod } from '../../lab/world.ts';
import type { Decision, HookContext, PolicyProgram, Program } from '../datapath.ts';
import { CT_C, ctCreate, ctLookup } from './conntrack.ts';
import { dropped } from './local-delivery.ts';
import { trace, traceDenied } from './observe.ts';
import { isLoopback, reverseNat } from './per-packet-lb.ts';
import { FREE, POLICY_C, policyAllows } from './policy.ts';
import { inheritIdentity, resolveSource } from './source-identity.ts';
import { extractTuple } from './tuple.ts';

const TAILS = [28];
const REDIRECT_C = cilium('bpf/lib/local_delivery.h', 'redirect_ep');

type Tails = readonly number[];

interface Checked {
  readonly packet: Packet;
  readonly drop: Decision | null;
}

/** ipv4_policy: conntrack, the ingress rows of this endpoint, and the event to-endpoint. Its drops name the endpoint. */
function checkIngress(
  ctx: HookContext,
  packet: Packet,
  pod: Pod,
  src: Identity,
  tails: Tails,
  tunnel = false,
): Checked {
  const ends = { src, dst: pod.identity, endpoint: pod.name };
  const stop = (text: Parameters<typeof dropped>[2]): Checked => ({
    packet,
    drop: { ...dropped(ctx, packet, text, 'POL.DENY', tails, ends), cites: [CT_C, POLICY_C] },
  });
  const extracted = extractTuple(packet);
  if (!extracted.ok)
    return stop(extracted.why === 'icmp-fragment' ? 'Invalid packet' : 'CT: Truncated or invalid header');
  const { tuple } = extracted;
  const ct = ctLookup(ctx, tuple, 'IN');
  let out = packet;
  if (ct.state === 'reply' || ct.state === 'related') {
    out = reverseNat(ctx, packet, ct.row?.revNat ?? 0);
    ctx.note({ kind: 'policy-skipped', why: ct.state });
  } else {
    const { allow, denied } = isLoopback(tuple.src) ? FREE : policyAllows(ctx, pod.endpoint, 'Ingress', src, tuple);
    if (!allow) {
      traceDenied(ctx, ends);
      return stop(denied ? 'Policy denied by denylist' : 'Policy denied');
    }
    if (ct.state === 'new') ctCreate(ctx, tuple, 'IN', { srcSecId: src, fromTunnel: tunnel });
  }
  trace(ctx, 'to-endpoint', { ct: ct.state, report: ct.report, ...ends, ifindex: pod.lxc });
  return { packet: out, drop: null };
}

/**
 * cil_lxc_policy, by tail call in the hook of whichever device the packet is on. It is not on the lxc: with
 * redirect_peer the lxc sees nothing of a delivery.
 */
export const lxcPolicy: PolicyProgram = {
  name: 'cil_lxc_policy',
  cites: [cilium('bpf/bpf_lxc.c', 'cil_lxc_policy')],
  run(ctx, packet, pod, delivery) {
    const { srcIdentity, fromTunnel, fromHost } = delivery;
    const checked = checkIngress(ctx, packet, pod, srcIdentity, [], fromTunnel);
    if (checked.drop) return checked.drop;
    // redirect_peer works from tc ingress only, for a packet that came in by a device; the host's own take the queue.
    const bpf = ctx.settings.hostRouting === 'bpf';
    const fast = bpf && !fromHost && ctx.attach === 'tcx/ingress' && ctx.hasIngress;
    return {
      packet: checked.packet,
      verdict: { kind: 'redirect', to: pod.lxc, helper: fast ? 'redirect_peer' : 'redirect' },
      hop: 'POL.IN',
      tails: [],
      // Out of the tunnel it is a frame for another MAC, which the pod's IP layer would refuse.
      ...(fromTunnel && fast ? { packetType: 'host' as const } : {}),
      cites: [CT_C, POLICY_C, REDIRECT_C],
    };
  },
};

/**
 * cil_to_container, on the lxc's tc egress: only with endpointRoutes. The same checks, then on to the pod. Who sent the
 * packet it learns from the mark or from ipcache, for the stack has forgotten.
 */
export const toContainer: Program = {
  name: 'cil_to_container',
  cites: [cilium('bpf/bpf_lxc.c', 'cil_to_container')],
  run(ctx, packet) {
    const pod = ctx.podByDevice(ctx.device.id);
    const pass = { packet, verdict: { kind: 'pass' }, hop: null, tails: [] } as const;
    if (!pod) return pass;
    const identity = inheritIdentity(ctx);
    trace(ctx, 'from-stack', { src: identity, dst: pod.identity, endpoint: pod.name });
    if (packet[1]?.kind !== 'ipv4') return pass;
    const checked = checkIngress(ctx, packet, pod, resolveSource(ctx, packet[1].src, identity), TAILS);
    if (checked.drop) return checked.drop;
    return { ...pass, packet: checked.packet, hop: 'LXCOUT.EPR', tails: TAILS, mark: 0, cites: [CT_C, POLICY_C] };
  },
};
