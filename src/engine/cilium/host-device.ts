import { IDENTITY } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { dropped, localDelivery } from './local-delivery.ts';
import { trace } from './observe.ts';
import { inheritIdentity, resolveSource } from './source-identity.ts';

const TAILS = [23];
const DMAC_C = cilium('bpf/bpf_host.c', 'rewrite_dmac_to_host');
const ENCAP_C = cilium('bpf/lib/encap.h', '__encap_with_nodeid4');

/** rewrite_dmac_to_host. */
function toPeer(ctx: HookContext, packet: Packet): Packet {
  const net = ctx.deviceByName('cilium_net');
  const ethernet = packet[0];
  return net && ethernet?.kind === 'ethernet' ? [{ ...ethernet, dst: net.mac }, ...packet.slice(1)] : packet;
}

/**
 * cil_from_host, on the tc egress of cilium_host: what the node itself sends towards pods. The redirect comes before
 * the TX tap, so a capture on cilium_host shows nothing. Legacy routing sends other nodes' packets through here too.
 */
export const fromHost: Program = {
  name: 'cil_from_host',
  cites: [cilium('bpf/bpf_host.c', 'handle_ipv4_cont')],
  run(ctx, packet): Decision {
    const through = { verdict: { kind: 'pass' }, hop: 'CH.PASS', tails: TAILS, mark: 0 } as const;
    if (packet[1]?.kind !== 'ipv4') return { ...through, packet, hop: null, tails: [] };
    // To the host by the other end of the pair: with its MAC, or the kernel would take the packet for somebody else's.
    const pass: Decision = { ...through, packet: toPeer(ctx, packet), cites: [DMAC_C] };
    const { src, dst } = ipOf(packet);
    const srcIdentity = resolveSource(ctx, src, inheritIdentity(ctx));
    trace(ctx, 'from-host', { src: srcIdentity, ifindex: ctx.device.id });
    const row = ctx.get('cilium_lxc', dst);
    if (row?.host) return pass;
    if (row) {
      return localDelivery(ctx, packet, row, {
        hop: 'CH.OUT',
        tails: TAILS,
        srcIdentity,
        dstIdentity: IDENTITY.unknown,
        fromHost: true,
      });
    }
    const cache = ctx.ipcache(dst);
    const tunnel = ctx.deviceByName(`cilium_${ctx.settings.routing}`);
    if (!tunnel || !cache?.hasTunnelEp || cache.skipTunnel) {
      // A pod address that nobody has: only world would answer for it (DROP_UNROUTABLE).
      if (cache && cache.identity !== IDENTITY.world) return pass;
      return dropped(ctx, packet, 'Stale or unroutable IP', 'CH.DROP', TAILS, { src: srcIdentity });
    }
    // The host's identity never travels: on the wire it is that of a remote node.
    const id = srcIdentity === IDENTITY.host ? IDENTITY.remoteNode : srcIdentity;
    ctx.note({ kind: 'tunnel', vni: id, remote: cache.tunnelEndpoint });
    trace(ctx, 'to-overlay', { src: id, dst: cache.identity, ifindex: tunnel.id, report: false });
    return {
      ...through,
      packet,
      hop: 'CH.ENC',
      verdict: { kind: 'redirect', to: tunnel.id, helper: 'redirect' },
      tunnelKey: { id, remote: cache.tunnelEndpoint },
      cites: [ENCAP_C],
    };
  },
};

/** cil_to_host, on the tc ingress of cilium_host and cilium_net. Its event is never let out at medium aggregation. */
export const toHost: Program = {
  name: 'cil_to_host',
  cites: [cilium('bpf/bpf_host.c', 'cil_to_host')],
  run(ctx, packet) {
    const own = ctx.device.addresses.length > 0;
    const ifindex = own ? ctx.device.id : (ctx.deviceByName('cilium_host')?.id ?? null);
    trace(ctx, 'to-stack', { src: inheritIdentity(ctx), ifindex, report: false });
    return { packet, verdict: { kind: 'pass' }, hop: own ? 'CH.IN' : 'CN.IN', tails: [], mark: 0 };
  },
};
