import { cilium } from '../../trace/cite.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Pod } from '../../lab/world.ts';
import type { Decision, Delivery, HookContext, PolicyProgram, Program } from '../datapath.ts';
import { CT_C, ctCreate, ctLookup } from './conntrack.ts';
import { dropped } from './local-delivery.ts';
import { trace, traceDenied } from './observe.ts';
import { reverseNat } from './per-packet-lb.ts';
import { POLICY_C, policyAllows } from './policy.ts';
import { extractTuple } from './tuple.ts';

const REDIRECT_C = cilium('bpf/lib/local_delivery.h', 'redirect_ep');

interface Checked {
  readonly packet: Packet;
  readonly drop: Decision | null;
}

/** ipv4_policy: conntrack, the ingress rows of this endpoint, and the event to-endpoint. */
function checkIngress(ctx: HookContext, packet: Packet, pod: Pod, delivery: Delivery): Checked {
  const extracted = extractTuple(packet);
  const stop = (decision: Decision): Checked => ({ packet, drop: { ...decision, cites: [CT_C, POLICY_C] } });
  if (!extracted.ok) {
    const text = extracted.why === 'icmp-fragment' ? 'Invalid packet' : 'CT: Truncated or invalid header';
    return stop(dropped(ctx, packet, text, 'POL.DENY', []));
  }
  const { tuple } = extracted;
  const ct = ctLookup(ctx, tuple, 'IN');
  const out = reverseNat(ctx, packet, ct.state === 'reply' ? (ct.row?.revNat ?? 0) : 0);
  if (ct.state === 'reply' || ct.state === 'related') ctx.note({ kind: 'policy-skipped', why: ct.state });
  else {
    const { allow, denied } = policyAllows(ctx, pod.endpoint, 'Ingress', delivery.srcIdentity, tuple);
    if (!allow) {
      traceDenied(ctx, { src: delivery.srcIdentity, dst: pod.identity, endpoint: pod.name });
      return stop(dropped(ctx, packet, denied ? 'Policy denied by denylist' : 'Policy denied', 'POL.DENY', []));
    }
    if (ct.state === 'new')
      ctCreate(ctx, tuple, 'IN', { srcSecId: delivery.srcIdentity, fromTunnel: delivery.fromTunnel });
  }
  const event = { ct: ct.state, report: ct.report, src: delivery.srcIdentity, dst: pod.identity };
  trace(ctx, 'to-endpoint', { ...event, ifindex: pod.lxc, endpoint: pod.name });
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
    const checked = checkIngress(ctx, packet, pod, delivery);
    if (checked.drop) return checked.drop;
    // redirect_peer works from tc ingress only, for a packet that came in by a device.
    const fast = ctx.settings.hostRouting === 'bpf' && ctx.attach === 'tcx/ingress' && ctx.hasIngress;
    return {
      packet: checked.packet,
      verdict: { kind: 'redirect', to: pod.lxc, helper: fast ? 'redirect_peer' : 'redirect' },
      hop: 'POL.IN',
      tails: [],
      packetType: 'host',
      cites: [CT_C, POLICY_C, REDIRECT_C],
    };
  },
};

/** cil_to_container, on the lxc's tc egress: only with endpointRoutes. The same checks, then on to the pod. */
export const toContainer: Program = {
  name: 'cil_to_container',
  cites: [cilium('bpf/bpf_lxc.c', 'cil_to_container')],
  run(ctx, packet) {
    const pod = ctx.podByDevice(ctx.device.id);
    const pass = { packet, verdict: { kind: 'pass' }, hop: null, tails: [] } as const;
    if (!pod || packet[1]?.kind !== 'ipv4') return pass;
    const { src } = packet[1];
    const host = ctx.get('cilium_lxc', src)?.host ?? false;
    const cache = ctx.ipcache(src);
    const delivery = {
      srcIdentity: cache?.identity ?? (2 as Delivery['srcIdentity']),
      fromTunnel: false,
      fromHost: host,
    };
    const checked = checkIngress(ctx, packet, pod, delivery);
    if (checked.drop) return checked.drop;
    return { ...pass, packet: checked.packet, hop: 'LXCOUT.EPR', tails: [28], cites: [CT_C, POLICY_C] };
  },
};
