import type { Identity } from '../../lab/names.ts';
import type { LxcRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { HopId } from '../../trace/hop.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext } from '../datapath.ts';
import { ciliumDrop, ipv4L3, L3_C } from './l3.ts';
import { markIdentity } from './mark.ts';
import { traceDrop } from './observe.ts';
import type { About } from './observe.ts';

const LOCAL_C = cilium('bpf/lib/local_delivery.h', 'ipv4_local_delivery');

export function dropped(
  ctx: HookContext,
  packet: Packet,
  text: Parameters<typeof ciliumDrop>[0],
  hop: HopId | null,
  tails: readonly number[],
  about: Pick<About, 'src' | 'dst' | 'endpoint'> & { readonly ext?: number },
): Decision {
  const reason = ciliumDrop(text, about.ext ?? null);
  traceDrop(ctx, reason, about);
  return { packet, verdict: { kind: 'drop', reason }, hop, tails: [...tails, 1] };
}

/**
 * ipv4_local_delivery: TTL - 1, MACs from the endpoint map, then a tail call into the endpoint's policy program. All of
 * it inside the hook of the device that the packet is on now. Only with endpoint routes and the kernel's routing is
 * policy left to cil_to_container on the lxc (USE_BPF_PROG_FOR_INGRESS_POLICY): the mark tells it who sent the packet.
 */
export function localDelivery(
  ctx: HookContext,
  packet: Packet,
  to: LxcRow,
  about: {
    readonly hop: HopId;
    readonly tails: readonly number[];
    readonly srcIdentity: Identity;
    /** For the drop event: only the sender's own program has looked it up. */
    readonly dstIdentity: Identity;
    readonly fromTunnel?: boolean;
    readonly fromHost?: boolean;
    readonly mark?: number;
  },
): Decision {
  const next = ipv4L3(packet, to.nodeMac, to.mac);
  const { srcIdentity, dstIdentity: dst } = about;
  if (!next) return dropped(ctx, packet, 'TTL exceeded', about.hop, about.tails, { src: srcIdentity, dst });
  const pod = ctx.podByEndpoint(to.lxcId);
  const expected = ctx.expectedRoute(to.ip);
  if (expected && expected.dev !== ctx.device.id) {
    ctx.note({ kind: 'road-not-taken', route: expected.key, dev: expected.dev, why: 'bpf-redirects-first' });
  }
  const { endpointRoutes, hostRouting } = ctx.settings;
  if (endpointRoutes && hostRouting === 'legacy') {
    return {
      packet: next,
      verdict: { kind: 'redirect', to: pod.lxc, helper: 'redirect' },
      hop: about.hop,
      tails: about.tails,
      mark: markIdentity(srcIdentity),
      cites: [LOCAL_C, L3_C],
    };
  }
  return {
    packet: next,
    verdict: { kind: 'policy', endpoint: to.lxcId, pod: pod.name },
    hop: about.hop,
    tails: about.tails,
    ...(about.mark === undefined ? {} : { mark: about.mark }),
    cites: [LOCAL_C, L3_C],
    delivery: {
      srcIdentity,
      fromTunnel: about.fromTunnel ?? false,
      fromHost: about.fromHost ?? false,
    },
  };
}
