import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import type { Packet } from '../../wire/layers.ts';
import { ciliumDrop, ipv4L3, L3_C } from './l3.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { markOverlay } from './mark.ts';
import { trace, traceDrop } from './observe.ts';
import { serviceMiss } from './services.ts';
import { snatIngress } from './snat.ts';
import { extractTuple } from './tuple.ts';

const TAILS = [7, 36, 7];
const HOST_DELIVERY_C = cilium('bpf/bpf_overlay.c', 'ipv4_host_delivery');

/** ipv4_host_delivery: for this node's router address, and for whatever no endpoint claims. */
function hostDelivery(ctx: HookContext, packet: Packet): Decision {
  const host = ctx.deviceByName('cilium_host');
  const net = ctx.deviceByName('cilium_net');
  if (!host || !net) return dropped(ctx, packet, 'Local host is unreachable', 'VX.DROP', TAILS);
  const next = ipv4L3(packet, null, host.mac);
  if (!next) return dropped(ctx, packet, 'TTL exceeded', 'VX.INH', TAILS);
  const verdict = { kind: 'redirect', to: net.id, helper: 'redirect' } as const;
  return { packet: next, verdict, hop: 'VX.INH', tails: TAILS, cites: [HOST_DELIVERY_C, L3_C] };
}

/** cil_from_overlay, on the tc ingress of the tunnel device: the sender's identity is the VNI. */
export const fromOverlay: Program = {
  name: 'cil_from_overlay',
  cites: [cilium('bpf/bpf_overlay.c', 'handle_ipv4')],
  run(ctx, packet) {
    if (packet[1]?.kind !== 'ipv4') return { packet, verdict: { kind: 'pass' }, hop: null, tails: [] };
    const vni = (ctx.tunnelKey?.id ?? 0) as Identity;
    if (vni === IDENTITY.host) {
      const reason = ciliumDrop('Invalid identity');
      traceDrop(ctx, reason, { src: vni });
      return { packet, verdict: { kind: 'drop', reason }, hop: 'VX.DROP', tails: [1] };
    }
    ctx.note({ kind: 'identity', identity: vni, from: 'vni' });
    trace(ctx, 'from-overlay', { src: vni, ifindex: ctx.device.id });
    const extracted = extractTuple(packet);
    if (extracted.ok) serviceMiss(ctx, extracted.tuple);
    const next = snatIngress(ctx, packet) ?? packet;
    const ip = ipOf(next);
    // ipcache overrides only what says 'some node': a pod's VNI is taken as it is.
    const srcIdentity = vni === IDENTITY.remoteNode ? (ctx.ipcache(ip.src)?.identity ?? vni) : vni;
    const row = ctx.get('cilium_lxc', ip.dst);
    if (row && !row.host)
      return localDelivery(ctx, next, row, { hop: 'VX.IN', tails: TAILS, srcIdentity, fromTunnel: true });
    return hostDelivery(ctx, next);
  },
};

/** cil_to_overlay, on the tc egress of the tunnel device: marks the packet so that eth1 leaves it alone. */
export const toOverlay: Program = {
  name: 'cil_to_overlay',
  cites: [cilium('bpf/bpf_overlay.c', 'cil_to_overlay')],
  run(ctx, packet) {
    const identity = (ctx.tunnelKey?.id ?? 0) as Identity;
    trace(ctx, 'to-overlay', { src: identity, ifindex: ctx.device.id, report: false });
    return { packet, verdict: { kind: 'pass' }, hop: 'VX.OUT', tails: [38], mark: markOverlay(identity) };
  },
};
