import { IDENTITY } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { LbBackendRow, LbServiceRow } from '../../lab/tables.ts';
import { ipv4Of } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import type { HookContext } from '../datapath.ts';
import { ipOf, withIp } from '../skb.ts';
import { ctCreate, ctService } from './conntrack.ts';
import { extractTuple, rewriteEnd } from './tuple.ts';
import type { Tuple } from './tuple.ts';

type Picked = { readonly kind: 'empty' } | { readonly kind: 'backend'; readonly backend: LbBackendRow };

type Reader = Pick<HookContext, 'get' | 'note' | 'world'>;

/**
 * Whom a pod seems to talk to that was balanced to itself: the link-local default of service-loopback-ipv4. No lab's
 * address but Cilium's own, hence a number here and not in a preset.
 */
const LOOPBACK = ipv4Of(0xa9fe2a01);
export const isLoopback = (address: Ipv4Addr): boolean => address === LOOPBACK;

function serviceKey(address: Ipv4Addr, port: number, proto: 'TCP' | 'UDP', slot: number): string {
  const row = { address, port, proto, slot, count: 0, backendId: 0, revNat: 0, type: 'ClusterIP' } as const;
  return ROW_KEY.cilium_lb4_services_v2(row);
}

/** lb4_lookup_service: slot 0 of the service that listens there. */
export function serviceAt(ctx: Reader, address: Ipv4Addr, port: number, proto: 'TCP' | 'UDP'): LbServiceRow | null {
  return ctx.get('cilium_lb4_services_v2', serviceKey(address, port, proto, 0));
}

/** The choice of a backend: slot = number mod count + 1 (bpf/lib/lb.h lb4_select_backend_id_random). */
export function pickBackend(ctx: Reader, service: LbServiceRow, number: number): Picked {
  const { address, port, proto, count } = service;
  if (count === 0) return { kind: 'empty' };
  const slot = recordedSlot(ctx, service) ?? (number % count) + 1;
  const chosen = ctx.get('cilium_lb4_services_v2', serviceKey(address, port, proto, slot));
  const backend = chosen ? ctx.get('cilium_lb4_backends_v3', `${chosen.backendId}`) : null;
  if (!backend) return { kind: 'empty' };
  const name = `${address}:${port}/${proto}`;
  ctx.note({ kind: 'backend', service: name, backend: `${backend.address}:${backend.port}`, slot, count });
  return { kind: 'backend', backend };
}

/** The slot of the backend that the lab file has recorded; null: chance decides. Slots are in the order of the backends. */
function recordedSlot({ world }: Reader, { address, port, proto, count }: LbServiceRow): number | null {
  const { backend } = world.file.recorded;
  if (backend === null) return null;
  const service = world.services.find(
    (each) => each.clusterIP === address && each.port === port && each.protocol === proto,
  );
  const at = service?.backends.findIndex(({ pod }) => pod === backend) ?? -1;
  return at >= 0 && at < count ? at + 1 : null;
}

export type Balanced =
  | { readonly kind: 'go'; readonly packet: Packet; readonly revNat: number }
  | { readonly kind: 'drop'; readonly text: 'Service backend not found' };

/** lb4_local: the backend that a SERVICE entry remembers for this flow, else one that is drawn and remembered. */
function backendOf(ctx: HookContext, service: LbServiceRow, tuple: Tuple): LbBackendRow | null {
  const known = service.count === 0 ? null : ctService(ctx, tuple);
  const kept = known === null ? null : ctx.get('cilium_lb4_backends_v3', `${known}`);
  if (kept) return kept;
  const picked = pickBackend(ctx, service, ctx.random());
  if (picked.kind !== 'backend') return null;
  ctCreate(ctx, tuple, 'SVC', {
    srcSecId: IDENTITY.unknown,
    revNat: service.revNat,
    backendId: picked.backend.id,
  });
  return picked.backend;
}

/**
 * Per-packet load balancing (__per_packet_lb_svc_xlate_4 in bpf/bpf_lxc.c): compiled only where the socket programs do
 * not translate. The destination becomes the backend; a SERVICE entry keeps the flow on it. A pod that is balanced to
 * itself seems to hear from a stranger: a packet from its own address would be a martian to it.
 */
export function perPacketLb(ctx: HookContext, packet: Packet): Balanced {
  const plain: Balanced = { kind: 'go', packet, revNat: 0 };
  if (ctx.settings.socketLB || !ctx.settings.kubeProxyReplacement) return plain;
  const extracted = extractTuple(packet);
  if (!extracted.ok || extracted.tuple.proto === 'ICMP') return plain;
  const { tuple } = extracted;
  const service = serviceAt(ctx, tuple.dst, tuple.dstPort, tuple.proto as 'TCP' | 'UDP');
  if (!service) return plain;
  const backend = backendOf(ctx, service, tuple);
  if (!backend) return { kind: 'drop', text: 'Service backend not found' };
  const out = rewriteEnd(packet, 'dst', backend.address, backend.port);
  const hairpin = backend.address === tuple.src;
  return { kind: 'go', packet: hairpin ? withIp(out, { src: LOOPBACK }) : out, revNat: service.revNat };
}

/**
 * lb4_rev_nat: the answer of a backend, or an ICMP error about the flow, gets the service's address back. What a pod has
 * answered to itself gets its own address as destination again.
 */
export function reverseNat(ctx: HookContext, packet: Packet, revNat: number): Packet {
  if (revNat === 0) return packet;
  const row = ctx.get('cilium_lb4_reverse_nat', `${revNat}`);
  if (!row) return packet;
  const { src, dst } = ipOf(packet);
  const back = rewriteEnd(packet, 'src', row.address, row.port);
  return isLoopback(dst) ? withIp(back, { dst: src }) : back;
}
