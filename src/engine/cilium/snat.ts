import { IDENTITY } from '../../lab/names.ts';
import { ctKey, ROW_KEY } from '../../lab/tables.ts';
import type { SnatRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { SnatReason } from '../../trace/events.ts';
import { cidrHas } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Packet } from '../../wire/layers.ts';
import type { HookContext } from '../datapath.ts';
import { MARK } from './mark.ts';
import { extractTuple, rewriteEnd } from './tuple.ts';
import type { Tuple } from './tuple.ts';

export const SNAT_C = cilium('bpf/lib/nat.h', 'snat_v4_needs_masquerade');
export const REVNAT_C = cilium('bpf/lib/nat.h', 'snat_v4_rev_nat');

/** NODEPORT_PORT_MAX + 1: the first port that SNAT gives out. */
const NAT_MIN = 32768;
const NAT_MAX = 65535;

type Wanted =
  | { readonly nat: false; readonly why: SnatReason }
  | { readonly nat: true; readonly why: SnatReason; readonly to: Ipv4Addr };

/** The address that the egress device masquerades to: its first IPv4. */
function masqueradeAddress(ctx: HookContext): Ipv4Addr | null {
  return ctx.device.addresses.find((a) => a.scope === 'global')?.ip ?? null;
}

function isReply(ctx: HookContext, tuple: Tuple): boolean {
  const table = tuple.proto === 'TCP' && !tuple.related ? 'cilium_ct4_global' : 'cilium_ct_any4_global';
  const ends = { src: tuple.dst, srcPort: tuple.dstPort, dst: tuple.src, dstPort: tuple.srcPort };
  return ctx.get(table, ctKey({ proto: tuple.proto, dir: 'IN', related: tuple.related, ...ends })) !== null;
}

/** snat_v4_needs_masquerade, in its order of questions. */
function wanted(ctx: HookContext, tuple: Tuple): Wanted {
  const { settings } = ctx;
  if (!settings.bpfMasquerade) return { nat: false, why: 'masquerading off' };
  const to = masqueradeAddress(ctx);
  if (to === null) return { nat: false, why: 'no local endpoint' };
  if (tuple.src === to) return { nat: true, why: 'host traffic', to };
  const endpoint = ctx.get('cilium_lxc', tuple.src);
  if (endpoint && !endpoint.host && isReply(ctx, tuple)) return { nat: false, why: 'reply' };
  if (cidrHas(settings.ipv4NativeRoutingCIDR, tuple.dst)) return { nat: false, why: 'native routing CIDR' };
  if (endpoint?.host) return { nat: false, why: 'host traffic' };
  const remote = ctx.ipcache(tuple.dst);
  const node = remote?.identity === IDENTITY.remoteNode || remote?.identity === IDENTITY.kubeApiserver;
  if (node && (settings.routing === 'native' || remote.skipTunnel)) return { nat: false, why: 'remote node' };
  return endpoint ? { nat: true, why: 'masqueraded', to } : { nat: false, why: 'no local endpoint' };
}

function snatKey(dir: SnatRow['dir'], t: Pick<SnatRow, 'proto' | 'src' | 'srcPort' | 'dst' | 'dstPort'>): string {
  return ROW_KEY.cilium_snat_v4_external({ ...t, dir, toAddr: t.src, toPort: 0, created: 0 as SnatRow['created'] });
}

/** snat_v4_new_mapping: the port is kept when it lies in the range and is free, else the next free one is taken. */
function choosePort(ctx: HookContext, tuple: Tuple, to: Ipv4Addr): number {
  const own = tuple.proto === 'ICMP' ? (tuple.echoReply ? tuple.dstPort : tuple.srcPort) : tuple.srcPort;
  const free = (port: number): boolean =>
    ctx.get(
      'cilium_snat_v4_external',
      snatKey('IN', { proto: tuple.proto, src: tuple.dst, srcPort: tuple.dstPort, dst: to, dstPort: port }),
    ) === null;
  let port = tuple.proto === 'ICMP' || own >= NAT_MIN ? own : NAT_MIN + (ctx.random() % (NAT_MAX - NAT_MIN));
  for (let tries = 0; tries < 128 && !free(port); tries++) port = port >= NAT_MAX ? NAT_MIN : port + 1;
  return port;
}

export interface Snat {
  readonly packet: Packet;
  readonly why: SnatReason;
  readonly done: boolean;
}

/** snat_v4_nat on the way out of a native device. */
export function snatEgress(ctx: HookContext, packet: Packet): Snat {
  const magic = ctx.mark & MARK.mask;
  const skip = (why: SnatReason): Snat => {
    ctx.note({ kind: 'snat', why, to: null });
    return { packet, why, done: false };
  };
  if (magic === MARK.snatDone) return skip('snat done');
  const extracted = extractTuple(packet);
  if (!extracted.ok || extracted.tuple.related) return skip('no local endpoint');
  const { tuple } = extracted;
  // snat_v4_nat leaves echo replies alone (NAT_PUNT_TO_STACK).
  if (tuple.echoReply) return skip('reply');
  const want = wanted(ctx, tuple);
  if (!want.nat) return skip(want.why);
  const known = ctx.get('cilium_snat_v4_external', snatKey('OUT', tuple));
  const toPort = known?.toPort ?? choosePort(ctx, tuple, want.to);
  if (!known) {
    const { proto, src, srcPort, dst, dstPort } = tuple;
    const created = ctx.now;
    ctx.put({
      table: 'cilium_snat_v4_external',
      row: { proto, dir: 'OUT', src, srcPort, dst, dstPort, toAddr: want.to, toPort, created },
    });
    const back = {
      proto,
      dir: 'IN',
      src: dst,
      srcPort: dstPort,
      dst: want.to,
      dstPort: toPort,
      toAddr: src,
      toPort: srcPort,
      created,
    } as const;
    ctx.put({ table: 'cilium_snat_v4_external', row: back });
  }
  ctx.note({ kind: 'snat', why: want.why, to: want.to });
  if (want.why === 'host traffic') return { packet, why: want.why, done: true };
  return { packet: rewriteEnd(packet, 'src', want.to, toPort), why: want.why, done: true };
}

/** snat_v4_rev_nat on the way in: only ports of the NAT range and ICMP answers are looked up. Null: no mapping. */
export function snatIngress(ctx: HookContext, packet: Packet): Packet | null {
  const extracted = extractTuple(packet);
  if (!extracted.ok || extracted.tuple.related) return null;
  const { tuple } = extracted;
  const candidate = tuple.proto === 'ICMP' ? tuple.echoReply : tuple.dstPort >= NAT_MIN;
  if (!candidate) return null;
  const row = ctx.get('cilium_snat_v4_external', snatKey('IN', tuple));
  if (!row || row.toAddr === tuple.dst) return null;
  return rewriteEnd(packet, 'dst', row.toAddr, row.toPort);
}
