import type { Identity } from '../../lab/names.ts';
import { ctKey } from '../../lab/tables.ts';
import type { CtRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { CtState } from '../../trace/events.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import type { HookContext } from '../datapath.ts';
import type { Write } from '../state.ts';
import { SECOND } from '../timing.ts';
import type { Tuple } from './tuple.ts';

export const CT_C = cilium('bpf/lib/conntrack.h', '__ct_lookup4');

type CtTable = 'cilium_ct4_global' | 'cilium_ct_any4_global';
export type CtDir = 'OUT' | 'IN' | 'SVC';

/** bpf/lib/conntrack.h and the agent's defaults, in seconds. */
const LIFETIME = { tcp: 8000, syn: 60, closing: 10, other: 60 } as const;
/** CT_REPORT_INTERVAL: an unchanged flow is reported once in five seconds per direction. */
const REPORT_INTERVAL = 5 * SECOND;
/** A direction that has not been reported yet. (The kernel writes 0, which its clock has left behind since boot.) */
const NEVER = -1 as CtRow['expires'];

export interface CtResult {
  readonly state: CtState;
  /** Whether the trace event of this packet is let out at medium aggregation. */
  readonly report: boolean;
  readonly row: CtRow | null;
}

function tableOf(tuple: Pick<Tuple, 'proto' | 'related'>): CtTable {
  return tuple.proto === 'TCP' && !tuple.related ? 'cilium_ct4_global' : 'cilium_ct_any4_global';
}

function keyOf(tuple: Tuple, dir: CtDir, reversed: boolean): string {
  const { proto, related } = tuple;
  const ends = reversed
    ? { src: tuple.dst, srcPort: tuple.dstPort, dst: tuple.src, dstPort: tuple.srcPort }
    : { src: tuple.src, srcPort: tuple.srcPort, dst: tuple.dst, dstPort: tuple.dstPort };
  return ctKey({ proto, dir, related, ...ends });
}

/** Updates an entry that was hit, as __ct_update_timeout and ct_update do. */
function touch(
  row: CtRow,
  tuple: Tuple,
  dir: 'OUT' | 'IN',
  now: number,
): { readonly row: CtRow; readonly report: boolean } {
  const rx = dir === 'IN';
  const seen = rx ? row.rxFlagsSeen : row.txFlagsSeen;
  const last = rx ? row.lastRxReport : row.lastTxReport;
  const closing = (tuple.flags & (TCP_FLAG.fin | TCP_FLAG.rst)) !== 0;
  const rxClosing = row.rxClosing || (closing && rx);
  const txClosing = row.txClosing || (closing && !rx);
  const newFlags = (tuple.flags & ~seen) !== 0;
  const report = newFlags || last === NEVER || now - last >= REPORT_INTERVAL || closing || (rxClosing && txClosing);
  const seenNonSyn = row.seenNonSyn || (tuple.proto === 'TCP' && (tuple.flags & TCP_FLAG.syn) === 0);
  const lifetime =
    tuple.proto !== 'TCP'
      ? LIFETIME.other
      : rxClosing && txClosing
        ? LIFETIME.closing
        : seenNonSyn
          ? LIFETIME.tcp
          : LIFETIME.syn;
  const at = now as CtRow['expires'];
  const reported = report ? (rx ? { lastRxReport: at } : { lastTxReport: at }) : {};
  const flags = rx ? { rxFlagsSeen: seen | tuple.flags } : { txFlagsSeen: seen | tuple.flags };
  const expires = (now + lifetime * SECOND) as CtRow['expires'];
  return { row: { ...row, ...flags, ...reported, rxClosing, txClosing, seenNonSyn, expires }, report };
}

/**
 * ct_lookup4 in SCOPE_BIDIR: the entry of the opposite direction first (then this is a reply), then our own.
 * `dir` is the direction that the program stands for: OUT leaving an endpoint, IN reaching one.
 */
export function ctLookup(ctx: HookContext, tuple: Tuple, dir: 'OUT' | 'IN'): CtResult {
  const table = tableOf(tuple);
  const reverse = ctx.get(table, keyOf(tuple, dir === 'OUT' ? 'IN' : 'OUT', true));
  const found = reverse ?? ctx.get(table, keyOf(tuple, dir, false));
  if (!found) return { state: 'new', report: true, row: null };
  const opening = (tuple.flags & (TCP_FLAG.syn | TCP_FLAG.ack)) === TCP_FLAG.syn;
  // A SYN on an entry that is closing opens it again (ct_lookup ACTION_CREATE).
  if (opening && (found.rxClosing || found.txClosing)) return { state: 'new', report: true, row: null };
  const touched = touch(found, tuple, dir, ctx.now);
  ctx.put({ table, row: touched.row } as Write);
  const state: CtState = tuple.related ? 'related' : reverse ? 'reply' : 'established';
  return { state, report: touched.report, row: touched.row };
}

export interface CtNew {
  readonly srcSecId: Identity;
  readonly revNat?: number;
  readonly backendId?: number;
  readonly fromTunnel?: boolean;
}

/** ct_create4: the entry, and its twin for ICMP errors about the flow. */
export function ctCreate(ctx: HookContext, tuple: Tuple, dir: CtDir, about: CtNew): void {
  const table = tableOf(tuple);
  const tcp = tuple.proto === 'TCP';
  const lifetime = tcp ? LIFETIME.syn : LIFETIME.other;
  const rx = dir === 'IN';
  const base: CtRow = {
    proto: tuple.proto,
    dir,
    src: tuple.src,
    srcPort: tuple.srcPort,
    dst: tuple.dst,
    dstPort: tuple.dstPort,
    related: tuple.related,
    expires: (ctx.now + lifetime * SECOND) as CtRow['expires'],
    revNat: about.revNat ?? 0,
    srcSecId: about.srcSecId,
    backendId: about.backendId ?? 0,
    rxClosing: false,
    txClosing: false,
    seenNonSyn: tcp && (tuple.flags & TCP_FLAG.syn) === 0,
    fromTunnel: about.fromTunnel ?? false,
    nodePort: false,
    rxFlagsSeen: rx ? tuple.flags : 0,
    txFlagsSeen: rx ? 0 : tuple.flags,
    lastRxReport: rx ? ctx.now : NEVER,
    lastTxReport: rx ? NEVER : ctx.now,
  };
  if (dir !== 'SVC' && !tuple.related) {
    const twin: CtRow = { ...base, proto: 'ICMP', srcPort: 0, dstPort: 0, related: true, seenNonSyn: true };
    ctx.put({ table: 'cilium_ct_any4_global', row: twin });
  }
  ctx.put({ table, row: base } as Write);
}
