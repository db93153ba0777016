import type { Identity } from '../../lab/names.ts';
import type { LxcRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { HopId } from '../../trace/hop.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Decision, HookContext } from '../datapath.ts';
import { ciliumDrop, ipv4L3, L3_C } from './l3.ts';
import { traceDrop } from './observe.ts';

const LOCAL_C = cilium('bpf/lib/local_delivery.h', 'ipv4_local_delivery');

export function dropped(
  ctx: HookContext,
  packet: Packet,
  text: Parameters<typeof ciliumDrop>[0],
  hop: HopId | null,
  tails: readonly number[],
  ext: number | null = null,
): Decision {
  const reason = ciliumDrop(text, ext);
  traceDrop(ctx, reason, {});
  return { packet, verdict: { kind: 'drop', reason }, hop, tails: [...tails, 1] };
}

/**
 * ipv4_local_delivery: TTL - 1, MACs from the endpoint map, then a tail call into the endpoint's policy program. All of
 * it inside the hook of the device that the packet is on now.
 */
export function localDelivery(
  ctx: HookContext,
  packet: Packet,
  to: LxcRow,
  about: {
    readonly hop: HopId;
    readonly tails: readonly number[];
    readonly srcIdentity: Identity;
    readonly fromTunnel?: boolean;
    readonly fromHost?: boolean;
    readonly mark?: number;
  },
): Decision {
  const next = ipv4L3(packet, to.nodeMac, to.mac);
  if (!next) return dropped(ctx, packet, 'TTL exceeded', about.hop, about.tails);
  const pod = ctx.podByEndpoint(to.lxcId);
  const expected = ctx.expectedRoute(to.ip);
  if (expected && expected.dev !== ctx.device.id) {
    ctx.note({ kind: 'road-not-taken', route: expected.key, dev: expected.dev, why: 'bpf-redirects-first' });
  }
  return {
    packet: next,
    verdict: { kind: 'policy', endpoint: to.lxcId, pod: pod.name },
    hop: about.hop,
    tails: about.tails,
    ...(about.mark === undefined ? {} : { mark: about.mark }),
    cites: [LOCAL_C, L3_C],
    delivery: {
      srcIdentity: about.srcIdentity,
      fromTunnel: about.fromTunnel ?? false,
      fromHost: about.fromHost ?? false,
    },
  };
}
