import type { Identity, Nanos } from '../../lab/names.ts';
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
/** CT_REPORT_INTERVAL, in seconds: an unchanged flow is reported again when more than these have gone by. */
const REPORT_INTERVAL = 5;
/** A direction that has not been reported yet. (The kernel writes 0, which its clock has left behind since boot.) */
const NEVER = -1 as CtRow['expires'];

/** bpf_mono_now: whole seconds. That is why a ping a second is reported every sixth time and not every fifth. */
const mono = (at: number): number => Math.floor(at / SECOND);

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

type Touched = Pick<CtResult, 'report'> & { readonly row: CtRow };

/** What is left to live, from now (ct_update_timeout). */
function lifetimeOf(row: Pick<CtRow, 'proto' | 'seenNonSyn'>): number {
  return row.proto !== 'TCP' ? LIFETIME.other : row.seenNonSyn ? LIFETIME.tcp : LIFETIME.syn;
}

/** __ct_update_timeout: a new end of life, and whether this packet is worth a trace event. */
function touch(row: CtRow, tuple: Tuple, dir: CtDir, now: Nanos, lifetime: number): Touched {
  const rx = dir === 'IN';
  const seen = rx ? row.rxFlagsSeen : row.txFlagsSeen;
  const last = rx ? row.lastRxReport : row.lastTxReport;
  const flags = seen | tuple.flags;
  const report = flags !== seen || last === NEVER || mono(now) - mono(last) > REPORT_INTERVAL;
  const news = rx ? { rxFlagsSeen: flags, lastRxReport: now } : { txFlagsSeen: flags, lastTxReport: now };
  return { row: { ...row, ...(report ? news : {}), expires: (now + lifetime * SECOND) as Nanos }, report };
}

/** ct_update_timeout: once something else than a SYN has been seen, a connection lives for hours. */
function refresh(row: CtRow, tuple: Tuple, dir: CtDir, now: Nanos): Touched {
  const seenNonSyn = row.seenNonSyn || (tuple.proto === 'TCP' && (tuple.flags & TCP_FLAG.syn) === 0);
  const next = { ...row, seenNonSyn };
  return touch(next, tuple, dir, now, lifetimeOf(next));
}

/** ACTION_CLOSE of __ct_lookup: FIN and RST close the sender's direction; a RST before both SYNs closes the entry. */
function close(row: CtRow, tuple: Tuple, dir: CtDir): CtRow {
  const bothSyns = (row.rxFlagsSeen & row.txFlagsSeen & TCP_FLAG.syn) !== 0;
  const all = dir === 'SVC' || (!bothSyns && (tuple.flags & TCP_FLAG.rst) !== 0);
  return { ...row, rxClosing: row.rxClosing || all || dir === 'IN', txClosing: row.txClosing || all || dir !== 'IN' };
}

const closing = (row: CtRow): boolean => row.rxClosing || row.txClosing;
const closed = (row: CtRow): boolean => row.rxClosing && row.txClosing;

/**
 * __ct_lookup on an entry that was found. A SYN on one that is closing resets it and counts as new, so that the caller
 * makes another in its place; one that is closed lives out its last seconds, and each of its packets is reported.
 */
function hit(row: CtRow, tuple: Tuple, dir: CtDir, now: Nanos): Touched & { readonly reopened: boolean } {
  const { flags } = tuple;
  if ((flags & (TCP_FLAG.fin | TCP_FLAG.rst)) !== 0) {
    const shut = close(closed(row) ? row : refresh(row, tuple, dir, now).row, tuple, dir);
    const next = closed(shut) ? touch(shut, tuple, dir, now, LIFETIME.closing).row : shut;
    return { row: next, report: true, reopened: false };
  }
  if ((flags & (TCP_FLAG.syn | TCP_FLAG.ack)) === TCP_FLAG.syn && closing(row)) {
    const blank = { rxClosing: false, txClosing: false, seenNonSyn: false, rxFlagsSeen: 0, txFlagsSeen: 0 };
    return { row: refresh({ ...row, ...blank }, tuple, dir, now).row, report: true, reopened: true };
  }
  if (closed(row)) return { row, report: true, reopened: false };
  return { ...refresh(row, tuple, dir, now), reopened: false };
}

/**
 * ct_lookup4: the entry of the opposite direction first (then this is a reply), then our own, unless the caller looks for
 * one of them only. `dir` is what the program stands for: OUT leaving an endpoint, IN reaching it.
 */
export function ctLookup(
  ctx: HookContext,
  tuple: Tuple,
  dir: 'OUT' | 'IN',
  scope: 'both' | 'forward' | 'reverse' = 'both',
): CtResult {
  const table = tableOf(tuple);
  const opposite = dir === 'OUT' ? 'IN' : 'OUT';
  const reverse = scope === 'forward' ? null : ctx.get(table, keyOf(tuple, opposite, true));
  const found = reverse ?? (scope === 'reverse' ? null : ctx.get(table, keyOf(tuple, dir, false)));
  if (!found) return { state: 'new', report: true, row: null };
  const { row, report, reopened } = hit(found, tuple, dir, ctx.now);
  ctx.put({ table, row } as Write);
  if (reopened) return { state: 'new', report, row: null };
  const state: CtState = reverse ? (tuple.related ? 'related' : 'reply') : 'established';
  return { state, report, row };
}

/** ct_lazy_lookup4 for CT_SERVICE: the backend that this flow was given, or null. */
export function ctService(ctx: HookContext, tuple: Tuple): number | null {
  const table = tableOf(tuple);
  const found = ctx.get(table, keyOf(tuple, 'SVC', false));
  if (!found) return null;
  const { row, reopened } = hit(found, tuple, 'SVC', ctx.now);
  ctx.put({ table, row } as Write);
  return reopened ? null : row.backendId;
}

/** Whether an entry of the opposite direction is there, without touching it (ct_is_reply4). ICMP errors are never asked for. */
export function ctIsReply(ctx: HookContext, tuple: Tuple): boolean {
  const plain = { ...tuple, related: false };
  return ctx.get(tableOf(plain), keyOf(plain, 'IN', true)) !== null;
}

/** ct_has_nodeport_egress_entry4: was this the answer to what came in through a node port. No entry of this lab was. */
export function ctNodePort(ctx: HookContext, tuple: Tuple): boolean {
  return ctx.get(tableOf(tuple), keyOf(tuple, 'OUT', true))?.nodePort ?? false;
}

export interface CtNew {
  readonly srcSecId: Identity;
  readonly revNat?: number;
  readonly backendId?: number;
  readonly fromTunnel?: boolean;
  readonly twin?: boolean;
}

/**
 * ct_create4: the entry, and before it its twin for ICMP errors about the flow. Whatever the packet is, a TCP entry
 * begins as if a SYN had made it. Service entries and those that host traffic leaves for NAT have no twin.
 */
export function ctCreate(ctx: HookContext, tuple: Tuple, dir: CtDir, about: CtNew): void {
  const table = tableOf(tuple);
  const tcp = tuple.proto === 'TCP';
  const rx = dir === 'IN';
  const flags = tcp ? TCP_FLAG.syn : 0;
  const base: CtRow = {
    proto: tuple.proto,
    dir,
    src: tuple.src,
    srcPort: tuple.srcPort,
    dst: tuple.dst,
    dstPort: tuple.dstPort,
    related: tuple.related,
    expires: (ctx.now + (tcp ? LIFETIME.syn : LIFETIME.other) * SECOND) as Nanos,
    revNat: about.revNat ?? 0,
    srcSecId: about.srcSecId,
    backendId: about.backendId ?? 0,
    rxClosing: false,
    txClosing: false,
    seenNonSyn: false,
    fromTunnel: about.fromTunnel ?? false,
    nodePort: false,
    rxFlagsSeen: rx ? flags : 0,
    txFlagsSeen: rx ? 0 : flags,
    lastRxReport: rx ? ctx.now : NEVER,
    lastTxReport: rx ? NEVER : ctx.now,
  };
  if (dir !== 'SVC' && !tuple.related && about.twin !== false) {
    const twin: CtRow = { ...base, proto: 'ICMP', srcPort: 0, dstPort: 0, related: true };
    ctx.put({ table: 'cilium_ct_any4_global', row: twin });
  }
  ctx.put({ table, row: base } as Write);
}
