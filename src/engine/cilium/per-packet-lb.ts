import { ctKey, ROW_KEY } from '../../lab/tables.ts';
import type { LbBackendRow, LbServiceRow } from '../../lab/tables.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import type { HookContext } from '../datapath.ts';
import { ctCreate } from './conntrack.ts';
import { IDENTITY } from '../../lab/names.ts';
import { extractTuple, rewriteEnd } from './tuple.ts';
import type { Tuple } from './tuple.ts';

type Picked =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty'; readonly service: LbServiceRow }
  | { readonly kind: 'backend'; readonly service: LbServiceRow; readonly backend: LbBackendRow; readonly slot: number };

type Reader = Pick<HookContext, 'get' | 'note'>;

function serviceKey(address: Ipv4Addr, port: number, proto: 'TCP' | 'UDP', slot: number): string {
  const row = { address, port, proto, slot, count: 0, backendId: 0, revNat: 0, type: 'ClusterIP' } as const;
  return ROW_KEY.cilium_lb4_services_v2(row);
}

/** lb4_lookup_service and the choice of a backend: slot = number mod count + 1 (bpf/lib/lb.h lb4_select_backend_id_random). */
export function pickBackend(
  ctx: Reader,
  address: Ipv4Addr,
  port: number,
  proto: 'TCP' | 'UDP',
  number: number,
): Picked {
  const service = ctx.get('cilium_lb4_services_v2', serviceKey(address, port, proto, 0));
  if (!service) return { kind: 'none' };
  if (service.count === 0) return { kind: 'empty', service };
  const slot = (number % service.count) + 1;
  const chosen = ctx.get('cilium_lb4_services_v2', serviceKey(address, port, proto, slot));
  const backend = chosen ? ctx.get('cilium_lb4_backends_v3', `${chosen.backendId}`) : null;
  if (!backend) return { kind: 'empty', service };
  const name = `${address}:${port}/${proto}`;
  ctx.note({
    kind: 'backend',
    service: name,
    backend: `${backend.address}:${backend.port}`,
    slot,
    count: service.count,
  });
  return { kind: 'backend', service, backend, slot };
}

type Balanced =
  | { readonly kind: 'go'; readonly packet: Packet; readonly revNat: number; readonly backendId: number }
  | { readonly kind: 'drop'; readonly text: 'Service backend not found' };

/** A row that remembers which backend this flow was given (CT_SERVICE). */
function stickyBackend(ctx: HookContext, tuple: Tuple): number | null {
  const key = ctKey({ ...tuple, dir: 'SVC' });
  const table = tuple.proto === 'TCP' ? 'cilium_ct4_global' : 'cilium_ct_any4_global';
  return ctx.get(table, key)?.backendId ?? null;
}

/**
 * Per-packet load balancing (__per_packet_lb_svc_xlate_4 in bpf/bpf_lxc.c): compiled only where the socket programs do
 * not translate. The destination becomes the backend; a SERVICE entry keeps the flow on it.
 */
export function perPacketLb(ctx: HookContext, packet: Packet): Balanced {
  const plain: Balanced = { kind: 'go', packet, revNat: 0, backendId: 0 };
  if (ctx.settings.socketLB || !ctx.settings.kubeProxyReplacement) return plain;
  const extracted = extractTuple(packet);
  if (!extracted.ok || extracted.tuple.proto === 'ICMP') return plain;
  const { tuple } = extracted;
  const proto = tuple.proto as 'TCP' | 'UDP';
  const service = ctx.get('cilium_lb4_services_v2', serviceKey(tuple.dst, tuple.dstPort, proto, 0));
  if (!service) return plain;
  const known = stickyBackend(ctx, tuple);
  const kept = known === null ? null : ctx.get('cilium_lb4_backends_v3', `${known}`);
  let backend: LbBackendRow;
  if (kept) backend = kept;
  else {
    const picked = pickBackend(ctx, tuple.dst, tuple.dstPort, proto, ctx.random());
    if (picked.kind !== 'backend') return { kind: 'drop', text: 'Service backend not found' };
    backend = picked.backend;
    ctCreate(ctx, tuple, 'SVC', { srcSecId: IDENTITY.unknown, revNat: service.revNat, backendId: backend.id });
  }
  const out = rewriteEnd(packet, 'dst', backend.address, backend.port);
  return { kind: 'go', packet: out, revNat: service.revNat, backendId: backend.id };
}

/** lb4_rev_nat: the answer of a backend gets the service's address back. */
export function reverseNat(ctx: HookContext, packet: Packet, revNat: number): Packet {
  if (revNat === 0) return packet;
  const row = ctx.get('cilium_lb4_reverse_nat', `${revNat}`);
  return row ? rewriteEnd(packet, 'src', row.address, row.port) : packet;
}
