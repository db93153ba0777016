import { IDENTITY } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { SnatRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { SnatReason } from '../../trace/events.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import { withLayer } from '../../wire/layers.ts';
import type { HookContext } from '../datapath.ts';
import { ipAt, withIp } from '../skb.ts';
import { ctCreate, ctLookup } from './conntrack.ts';
import { quotedFlow, withQuotedSource } from './icmp-quote.ts';
import type { Wanted } from './masquerade.ts';
import { extractTuple, ICMP, rewriteEnd } from './tuple.ts';
import type { Tuple } from './tuple.ts';

export const REVNAT_C = cilium('bpf/lib/nat.h', 'snat_v4_rev_nat');

/** NODEPORT_PORT_MAX + 1, which is also the first ephemeral port: below it lies what servers listen on. */
const NAT_MIN = 32768;
const NAT_MAX = 65535;
/** SNAT_COLLISION_RETRIES (bpf/lib/nat.h). */
const RETRIES = 32;

type Ends = Pick<SnatRow, 'proto' | 'src' | 'srcPort' | 'dst' | 'dstPort'>;
type Nat = Wanted & { readonly nat: true };

function snatKey(dir: SnatRow['dir'], t: Ends): string {
  return ROW_KEY.cilium_snat_v4_external({ ...t, dir, toAddr: t.src, toPort: 0, created: 0 as SnatRow['created'] });
}

/** The tuple that answers to a translated flow will carry (set_v4_rtuple). */
function answerTo({ proto, dst, dstPort }: Ends, { to }: Pick<Nat, 'to'>, port: number): Ends {
  return { proto, src: dst, srcPort: dstPort, dst: to, dstPort: port };
}

/** Clamps a random 16-bit number into the range (__snat_clamp_port_range). */
function clamp(min: number, max: number, value: number): number {
  return min + Math.floor(((value & 0xffff) * (max - min + 1)) / 0x10000);
}

/**
 * snat_v4_new_mapping: the port is kept when it lies in the range and is free; else one is drawn, and then the next and
 * the next. Echo ids are not clamped. Null: after 32 tries the packet is given up.
 */
function choosePort(ctx: HookContext, flow: Tuple, want: Nat): number | null {
  const [min, max] = flow.proto === 'ICMP' ? [0, NAT_MAX] : [NAT_MIN, NAT_MAX];
  let port = flow.srcPort >= min ? flow.srcPort : clamp(min, max, ctx.random());
  for (let retries = 0; retries < RETRIES; retries++) {
    const taken = ctx.get('cilium_snat_v4_external', snatKey('IN', answerTo(flow, want, port)));
    if (!taken) return port;
    port = retries === 0 ? clamp(min, max, ctx.random()) : port >= max ? min : port + 1;
  }
  return null;
}

/** The two rows of a mapping: the way back is made first, so that a collision is found before anything is promised. */
function map(ctx: HookContext, flow: Tuple, want: Nat, toPort: number): void {
  const { proto, src, srcPort, dst, dstPort } = flow;
  const created = ctx.now;
  const back: SnatRow = { ...answerTo(flow, want, toPort), dir: 'IN', toAddr: src, toPort: srcPort, created };
  ctx.put({ table: 'cilium_snat_v4_external', row: back });
  const out: SnatRow = { proto, dir: 'OUT', src, srcPort, dst, dstPort, toAddr: want.to, toPort, created };
  ctx.put({ table: 'cilium_snat_v4_external', row: out });
}

/** snat_v4_nat_handle_mapping: the port that the flow leaves with; a mapping to another address is made anew. */
function mapping(ctx: HookContext, flow: Tuple, want: Nat): number | null {
  const known = ctx.get('cilium_snat_v4_external', snatKey('OUT', flow));
  if (want.tracked && ctLookup(ctx, flow, 'OUT', 'forward').state === 'new')
    ctCreate(ctx, flow, 'OUT', { srcSecId: IDENTITY.unknown, twin: false });
  if (known) {
    const back = snatKey('IN', answerTo(flow, { to: known.toAddr }, known.toPort));
    const there = ctx.get('cilium_snat_v4_external', back) !== null;
    if (known.toAddr === want.to) {
      if (!there) map(ctx, flow, want, known.toPort);
      return known.toPort;
    }
    ctx.put({ table: 'cilium_snat_v4_external', remove: snatKey('OUT', flow) });
    if (there) ctx.put({ table: 'cilium_snat_v4_external', remove: back });
  }
  const port = choosePort(ctx, flow, want);
  if (port !== null) map(ctx, flow, want, port);
  return port;
}

export type Snat =
  | { readonly kind: 'left'; readonly packet: Packet; readonly why: SnatReason; readonly to: null }
  | { readonly kind: 'done'; readonly packet: Packet; readonly why: SnatReason; readonly to: Ipv4Addr }
  | { readonly kind: 'drop'; readonly text: 'Invalid packet' | 'No mapping for NAT masquerade' };

/** snat_v4_nat on the way out. `decide` is the question that the device's program asks: is NAT wanted at all. */
export function snatEgress(ctx: HookContext, packet: Packet, decide: (ctx: HookContext, tuple: Tuple) => Wanted): Snat {
  const leave = (why: SnatReason): Snat => ({ kind: 'left', packet, why, to: null });
  const extracted = extractTuple(packet);
  if (!extracted.ok)
    return extracted.why === 'icmp-fragment' ? { kind: 'drop', text: 'Invalid packet' } : leave('no local endpoint');
  const { tuple } = extracted;
  const want = decide(ctx, tuple);
  if (!want.nat) return leave(want.why);
  // Answers and errors have no mapping of their own, and what a server sends from its port is left alone.
  if (tuple.related || tuple.icmp?.type === ICMP.echoReply) return leave(want.tracked ? want.why : 'reply');
  if (want.tracked && tuple.proto !== 'ICMP' && tuple.srcPort < NAT_MIN) return leave(want.why);
  const port = mapping(ctx, tuple, want);
  if (port === null) return { kind: 'drop', text: 'No mapping for NAT masquerade' };
  const { why, to } = want;
  const same = to === tuple.src && port === tuple.srcPort;
  return { kind: 'done', packet: same ? packet : rewriteEnd(packet, 'src', to, port), why, to };
}

export type RevNat =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly packet: Packet }
  | { readonly kind: 'drop'; readonly text: 'Invalid packet' };

/** snat_v4_rev_nat_handle_icmp_error: an error about a translated packet goes to its sender, and quotes what it sent. */
function revNatError(ctx: HookContext, packet: Packet): RevNat {
  const at = ipAt(packet) + 1;
  const error = packet[at] as Layer<'icmp-unreachable'> | Layer<'icmp-time-exceeded'>;
  const flow = quotedFlow(error.quote);
  if (!flow) return { kind: 'none' };
  const { proto, src, srcPort, dst, dstPort } = flow;
  const answer = { proto, src: dst, srcPort: dstPort, dst: src, dstPort: srcPort };
  const row = ctx.get('cilium_snat_v4_external', snatKey('IN', answer));
  if (!row) return { kind: 'none' };
  const told = withLayer(packet, at, { ...error, quote: withQuotedSource(error.quote, row.toAddr, row.toPort) });
  return { kind: 'done', packet: withIp(told, { dst: row.toAddr }) };
}

/** snat_v4_rev_nat on the way in: only ports of the NAT range, ICMP answers and ICMP errors are looked up. */
export function snatIngress(ctx: HookContext, packet: Packet): RevNat {
  const extracted = extractTuple(packet);
  if (!extracted.ok)
    return extracted.why === 'icmp-fragment' ? { kind: 'drop', text: 'Invalid packet' } : { kind: 'none' };
  const { tuple } = extracted;
  if (tuple.related) return revNatError(ctx, packet);
  const candidate = tuple.icmp ? tuple.icmp.type === ICMP.echoReply : tuple.dstPort >= NAT_MIN;
  if (!candidate) return { kind: 'none' };
  const row = ctx.get('cilium_snat_v4_external', snatKey('IN', tuple));
  if (!row) return { kind: 'none' };
  // A row that leads to this node itself is the host's own flow, which conntrack follows as well.
  if (row.toAddr === tuple.dst) ctLookup(ctx, { ...tuple, dstPort: row.toPort }, 'IN', 'reverse');
  const same = row.toAddr === tuple.dst && row.toPort === tuple.dstPort;
  return { kind: 'done', packet: same ? packet : rewriteEnd(packet, 'dst', row.toAddr, row.toPort) };
}
