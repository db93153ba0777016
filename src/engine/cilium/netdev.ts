import { IDENTITY } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { HopId } from '../../trace/hop.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { localDelivery } from './local-delivery.ts';
import { MARK } from './mark.ts';
import { trace } from './observe.ts';
import { REVNAT_C, SNAT_C, snatEgress, snatIngress } from './snat.ts';
import { extractTuple } from './tuple.ts';
import { serviceMiss } from './services.ts';

const IN_TAILS = [7, 36, 7];

function pass(packet: Packet, hop: HopId | null, tails: readonly number[]): Decision {
  return { packet, verdict: { kind: 'pass' }, hop, tails };
}

/** cil_from_netdev, on the tc ingress of eth0 and eth1. */
export const fromNetdev: Program = {
  name: 'cil_from_netdev',
  cites: [cilium('bpf/bpf_host.c', 'handle_ipv4_cont')],
  run(ctx, packet) {
    if (packet[1]?.kind === 'arp') return pass(packet, packet[1].op === 'reply' ? 'NEIGH.REP' : null, []);
    if (packet[1]?.kind !== 'ipv4') return pass(packet, null, []);
    const source = ctx.ipcache(ipOf(packet).src);
    const srcIdentity = source?.identity ?? IDENTITY.world;
    ctx.note({ kind: 'identity', identity: srcIdentity, from: 'ipcache' });
    trace(ctx, 'from-network', { src: srcIdentity, ifindex: ctx.device.id });
    const extracted = extractTuple(packet);
    if (extracted.ok) serviceMiss(ctx, extracted.tuple);
    const translated = snatIngress(ctx, packet);
    const next = translated ?? packet;
    const mark = translated ? MARK.snatDone : ctx.mark;
    const row = ctx.get('cilium_lxc', ipOf(next).dst);
    const cites = [REVNAT_C];
    if (row?.host) return { ...pass(next, 'ETH.IN.HOST', IN_TAILS), mark, cites };
    if (row && ctx.settings.hostRouting === 'bpf') {
      const hop = translated ? 'ETH.IN.REVSNAT' : 'ETH.IN.POD';
      return localDelivery(ctx, next, row, { hop, tails: IN_TAILS, srcIdentity, mark });
    }
    return { ...pass(next, 'ETH.IN.STACK', IN_TAILS), mark, cites };
  },
};

function egressHop(ctx: HookContext, packet: Packet, why: ReturnType<typeof snatEgress>['why']): HopId {
  if (why === 'masqueraded') return 'ETH.OUT.SNAT';
  if (why === 'host traffic') return 'ETH.OUT.HOST';
  const { src } = ipOf(packet);
  const own = ctx.device.addresses.some((a) => a.ip === src);
  if (own) return 'ETH.OUT.HOST';
  return ctx.device.kind === 'nic' && ctx.device.segment.startsWith('uplink:') ? 'ETH.OUT.DEF' : 'ETH.OUT.NAT';
}

/** cil_to_netdev, on the tc egress of eth0 and eth1: masquerading, except for what an overlay has wrapped. */
export const toNetdev: Program = {
  name: 'cil_to_netdev',
  cites: [cilium('bpf/bpf_host.c', 'cil_to_netdev')],
  run(ctx, packet) {
    if (packet[1]?.kind === 'arp') return pass(packet, packet[1].op === 'request' ? 'NEIGH.REQ' : null, []);
    if (packet[1]?.kind !== 'ipv4') return pass(packet, null, []);
    if ((ctx.mark & MARK.mask) === MARK.overlay) {
      ctx.note({ kind: 'snat', why: 'overlay mark', to: null });
      return pass(packet, 'ETH.OUT.OVL', []);
    }
    const nat = snatEgress(ctx, packet);
    const decision = pass(nat.packet, egressHop(ctx, packet, nat.why), [38]);
    return { ...decision, cites: [SNAT_C], ...(nat.done ? { mark: MARK.snatDone } : {}) };
  },
};
