import { IDENTITY } from '../../lab/names.ts';
import { cilium } from '../../trace/cite.ts';
import type { Decision, Program } from '../datapath.ts';
import { ipOf } from '../skb.ts';
import { localDelivery } from './local-delivery.ts';
import { trace } from './observe.ts';

const TAILS = [23];
const ENCAP_C = cilium('bpf/lib/encap.h', '__encap_with_nodeid4');

/**
 * cil_from_host, on the tc egress of cilium_host: what the node itself sends towards pods. The redirect comes before
 * the TX tap, so a capture on cilium_host shows nothing.
 */
export const fromHost: Program = {
  name: 'cil_from_host',
  cites: [cilium('bpf/bpf_host.c', 'handle_ipv4_cont')],
  run(ctx, packet): Decision {
    const pass: Decision = { packet, verdict: { kind: 'pass' }, hop: 'CH.PASS', tails: TAILS };
    if (packet[1]?.kind !== 'ipv4') return { ...pass, hop: null, tails: [] };
    const { src, dst } = ipOf(packet);
    // resolve_srcid_ipv4: legacy routing sends other nodes' packets through here too.
    const srcIdentity = ctx.ipcache(src)?.identity ?? IDENTITY.world;
    trace(ctx, 'from-host', { src: srcIdentity, ifindex: ctx.device.id });
    const cache = ctx.ipcache(dst);
    const row = ctx.get('cilium_lxc', dst);
    if (row && !row.host)
      return localDelivery(ctx, packet, row, {
        hop: 'CH.OUT',
        tails: TAILS,
        srcIdentity,
        fromHost: srcIdentity === IDENTITY.host,
      });
    const tunnel = ctx.deviceByName(`cilium_${ctx.settings.routing}`);
    if (!tunnel || !cache?.hasTunnelEp || cache.skipTunnel) return pass;
    // The host's identity never travels: on the wire it is that of a remote node.
    const key = { id: IDENTITY.remoteNode, remote: cache.tunnelEndpoint };
    ctx.note({ kind: 'tunnel', vni: key.id, remote: key.remote });
    return {
      ...pass,
      hop: 'CH.ENC',
      verdict: { kind: 'redirect', to: tunnel.id, helper: 'redirect' },
      tunnelKey: key,
      cites: [ENCAP_C],
    };
  },
};

/** cil_to_host, on the tc ingress of cilium_host and cilium_net. */
export const toHost: Program = {
  name: 'cil_to_host',
  cites: [cilium('bpf/bpf_host.c', 'cil_to_host')],
  run(ctx, packet) {
    const hop = ctx.device.addresses.length > 0 ? 'CH.IN' : 'CN.IN';
    return { packet, verdict: { kind: 'pass' }, hop, tails: [] };
  },
};
