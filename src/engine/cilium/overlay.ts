import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { ctNodePort } from './conntrack.ts';
import { ipv4L3, L3_C } from './l3.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { markIdentity, markOverlay } from './mark.ts';
import { overlayTracking } from './masquerade.ts';
import { trace } from './observe.ts';
import { serviceMiss } from './services.ts';
import { REVNAT_C, snatEgress, snatIngress } from './snat.ts';
import { extractTuple } from './tuple.ts';

const TAILS = [7, 36, 7];
const OUT_TAILS = [38];
const HOST_DELIVERY_C = cilium('bpf/bpf_overlay.c', 'ipv4_host_delivery');

/** ipv4_host_delivery: for this node's router address, and for whatever no endpoint claims. */
function hostDelivery(ctx: HookContext, packet: Packet, src: Identity): Decision {
  const host = ctx.deviceByName('cilium_host');
  const net = ctx.deviceByName('cilium_net');
  if (!host || !net) return dropped(ctx, packet, 'Local host is unreachable', 'VX.DROP', TAILS, { src });
  const next = ipv4L3(packet, ctx.device.mac, host.mac);
  if (!next) return dropped(ctx, packet, 'TTL exceeded', 'VX.INH', TAILS, { src });
  const verdict = { kind: 'redirect', to: net.id, helper: 'redirect' } as const;
  const cites = [HOST_DELIVERY_C, L3_C];
  return { packet: next, verdict, hop: 'VX.INH', tails: TAILS, mark: markIdentity(src), cites };
}

/** cil_from_overlay, on the tc ingress of the tunnel device: the sender's identity is the VNI. */
export const fromOverlay: Program = {
  name: 'cil_from_overlay',
  cites: [cilium('bpf/bpf_overlay.c', 'handle_ipv4')],
  run(ctx, packet) {
    const ifindex = ctx.device.id;
    if (packet[1]?.kind !== 'ipv4') {
      trace(ctx, 'from-overlay', { ifindex });
      return { packet, verdict: { kind: 'pass' }, hop: null, tails: [] };
    }
    const vni = (ctx.tunnelKey?.id ?? 0) as Identity;
    // A node presents its own packets as a remote node's: nobody may speak as this host.
    if (vni === IDENTITY.host) return dropped(ctx, packet, 'Invalid identity', 'VX.DROP', [], { src: vni });
    ctx.note({ kind: 'identity', identity: vni, from: 'vni' });
    trace(ctx, 'from-overlay', { src: vni, ifindex });
    const extracted = extractTuple(packet);
    if (extracted.ok) serviceMiss(ctx, extracted.tuple);
    const nat = snatIngress(ctx, packet);
    if (nat.kind === 'drop')
      return { ...dropped(ctx, packet, nat.text, 'VX.DROP', [7, 36], { src: vni }), cites: [REVNAT_C] };
    const next = nat.kind === 'done' ? nat.packet : packet;
    const ip = ipOf(next);
    // ipcache overrides only what says 'some node': a pod's VNI is taken as it is.
    const srcIdentity = vni === IDENTITY.remoteNode ? (ctx.ipcache(ip.src)?.identity ?? vni) : vni;
    const row = ctx.get('cilium_lxc', ip.dst);
    if (!row || row.host) return hostDelivery(ctx, next, srcIdentity);
    return localDelivery(ctx, next, row, {
      hop: 'VX.IN',
      tails: TAILS,
      srcIdentity,
      dstIdentity: IDENTITY.unknown,
      fromTunnel: true,
    });
  },
};

/** cil_to_overlay, on the tc egress of the tunnel device: marks the packet so that eth1 leaves it alone. */
export const toOverlay: Program = {
  name: 'cil_to_overlay',
  cites: [cilium('bpf/bpf_overlay.c', 'cil_to_overlay')],
  run(ctx, packet) {
    const src = (ctx.tunnelKey?.id ?? 0) as Identity;
    const mark = markOverlay(src);
    const event = { src, ifindex: ctx.device.id, report: false };
    if (packet[1]?.kind !== 'ipv4') {
      trace(ctx, 'to-overlay', event);
      return { packet, verdict: { kind: 'pass' }, hop: 'VX.OUT', tails: [], mark };
    }
    const extracted = extractTuple(packet);
    if (extracted.ok && extracted.tuple.proto !== 'ICMP') ctNodePort(ctx, extracted.tuple);
    const nat = snatEgress(ctx, packet, overlayTracking);
    if (nat.kind === 'drop') return dropped(ctx, packet, nat.text, 'VX.DROP', OUT_TAILS, { src });
    trace(ctx, 'to-overlay', event);
    return { packet: nat.packet, verdict: { kind: 'pass' }, hop: 'VX.OUT', tails: OUT_TAILS, mark };
  },
};
