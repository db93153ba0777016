import { IDENTITY } from '../../lab/names.ts';
import type { Identity } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { HopId } from '../../trace/hop.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { ctNodePort } from './conntrack.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { MARK } from './mark.ts';
import { masquerading, SNAT_C } from './masquerade.ts';
import { trace } from './observe.ts';
import { serviceMiss } from './services.ts';
import { REVNAT_C, snatEgress, snatIngress } from './snat.ts';
import { resolveSource } from './source-identity.ts';
import { extractTuple } from './tuple.ts';

const IN_TAILS = [7, 36, 7];
const OUT_TAILS = [38];

function pass(packet: Packet, hop: HopId | null, tails: readonly number[]): Decision {
  return { packet, verdict: { kind: 'pass' }, hop, tails };
}

function ownAddress(ctx: HookContext, address: Ipv4Addr): boolean {
  const devices = ctx.world.netns.get(ctx.netns)?.devices ?? [];
  return devices.some((id) => ctx.world.devices.get(id)?.addresses.some((a) => a.ip === address));
}

/** cil_from_netdev, on the tc ingress of eth0 and eth1. Services, then rev-SNAT, then who of this node it is for. */
export const fromNetdev: Program = {
  name: 'cil_from_netdev',
  cites: [cilium('bpf/bpf_host.c', 'handle_ipv4_cont')],
  run(ctx, packet) {
    const ifindex = ctx.device.id;
    if (packet[1]?.kind !== 'ipv4') {
      trace(ctx, 'from-network', { ifindex });
      return pass(packet, packet[1]?.kind === 'arp' && packet[1].op === 'reply' ? 'NEIGH.REP' : null, []);
    }
    const src = resolveSource(ctx, ipOf(packet).src, IDENTITY.unknown);
    ctx.note({ kind: 'identity', identity: src, from: 'ipcache' });
    trace(ctx, 'from-network', { src, ifindex });
    const extracted = extractTuple(packet);
    if (extracted.ok) serviceMiss(ctx, extracted.tuple);
    const nat = snatIngress(ctx, packet);
    if (nat.kind === 'drop') return { ...dropped(ctx, packet, nat.text, null, [7, 36], { src }), cites: [REVNAT_C] };
    const next = nat.kind === 'done' ? nat.packet : packet;
    const mark = nat.kind === 'done' ? MARK.snatDone : ctx.mark;
    const { dst } = ipOf(next);
    // Legacy routing ends here: the kernel finds the endpoint, or that the packet is its own.
    if (ctx.settings.hostRouting === 'legacy') {
      const hop = ownAddress(ctx, dst) ? 'ETH.IN.HOST' : 'ETH.IN.STACK';
      return { ...pass(next, hop, IN_TAILS), mark, cites: [REVNAT_C] };
    }
    const row = ctx.get('cilium_lxc', dst);
    if (!row || row.host)
      return { ...pass(next, row ? 'ETH.IN.HOST' : 'ETH.IN.STACK', IN_TAILS), mark, cites: [REVNAT_C] };
    const hop = next === packet ? 'ETH.IN.POD' : 'ETH.IN.REVSNAT';
    return localDelivery(ctx, next, row, {
      hop,
      tails: IN_TAILS,
      srcIdentity: src,
      dstIdentity: IDENTITY.unknown,
      mark,
    });
  },
};

function egressHop(ctx: HookContext, src: Ipv4Addr, why: ReturnType<typeof masquerading>['why']): HopId {
  if (why === 'masqueraded') return 'ETH.OUT.SNAT';
  if (why === 'host traffic' || ctx.device.addresses.some((a) => a.ip === src)) return 'ETH.OUT.HOST';
  return ctx.device.kind === 'nic' && ctx.device.segment.startsWith('uplink:') ? 'ETH.OUT.DEF' : 'ETH.OUT.NAT';
}

/** Who cil_to_netdev says has sent it: by the mark, which packets that BPF has redirected do not have. */
function egressIdentity(ctx: HookContext): Identity {
  const magic = ctx.mark & MARK.mask;
  if (magic === MARK.identity) return (ctx.mark >>> 16) as Identity;
  return magic === MARK.host || magic === MARK.overlay || !ctx.hasIngress ? IDENTITY.host : IDENTITY.unknown;
}

/** cil_to_netdev, on the tc egress of eth0 and eth1: masquerading, except for what an overlay has wrapped. */
export const toNetdev: Program = {
  name: 'cil_to_netdev',
  cites: [cilium('bpf/bpf_host.c', 'cil_to_netdev')],
  run(ctx, packet) {
    const src = egressIdentity(ctx);
    // monitor is 0: the pod's own program has told of this packet before.
    const event = { src, ifindex: ctx.device.id, report: false };
    if (packet[1]?.kind !== 'ipv4') {
      trace(ctx, 'to-network', event);
      return pass(packet, packet[1]?.kind === 'arp' && packet[1].op === 'request' ? 'NEIGH.REQ' : null, []);
    }
    const magic = ctx.mark & MARK.mask;
    if (magic === MARK.overlay || magic === MARK.snatDone) {
      ctx.note({ kind: 'snat', why: magic === MARK.overlay ? 'overlay mark' : 'snat done', to: null });
      trace(ctx, 'to-network', event);
      const hop = magic === MARK.overlay ? 'ETH.OUT.OVL' : egressHop(ctx, packet[1].src, 'snat done');
      return pass(packet, hop, []);
    }
    const extracted = extractTuple(packet);
    if (extracted.ok && extracted.tuple.proto !== 'ICMP') ctNodePort(ctx, extracted.tuple);
    const nat = snatEgress(ctx, packet, masquerading);
    if (nat.kind === 'drop') return { ...dropped(ctx, packet, nat.text, null, OUT_TAILS, { src }), cites: [SNAT_C] };
    ctx.note({ kind: 'snat', why: nat.why, to: nat.to });
    trace(ctx, 'to-network', event);
    const decision = pass(nat.packet, egressHop(ctx, packet[1].src, nat.why), OUT_TAILS);
    return { ...decision, cites: [SNAT_C], ...(nat.kind === 'done' ? { mark: MARK.snatDone } : {}) };
  },
};
