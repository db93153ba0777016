import { IDENTITY } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { LbServiceRow, ReverseSkRow } from '../../lab/tables.ts';
import { cilium } from '../../trace/cite.ts';
import type { Cite } from '../../trace/cite.ts';
import type { AttachPoint, ObservationPoint, ProgramName } from '../../trace/events.ts';
import type { HopId } from '../../trace/hop.ts';
import { ANY_ADDR } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { SocketCall, SocketContext, SocketDecision } from '../datapath.ts';
import type { SocketAsk, SocketVerdict } from '../kernel.ts';
import { pickBackend, serviceAt } from './per-packet-lb.ts';

const PROGRAMS: {
  readonly [C in SocketCall]: {
    readonly program: ProgramName;
    readonly attach: AttachPoint;
    readonly hop: HopId;
    readonly cites: readonly Cite[];
  };
} = {
  connect4: {
    program: 'cil_sock4_connect',
    attach: 'cgroup/connect4',
    hop: 'SK.C4',
    cites: [cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd')],
  },
  sendmsg4: {
    program: 'cil_sock4_sendmsg',
    attach: 'cgroup/sendmsg4',
    hop: 'SK.S4',
    cites: [cilium('bpf/bpf_sock.c', '__sock4_xlate_fwd')],
  },
  recvmsg4: {
    program: 'cil_sock4_recvmsg',
    attach: 'cgroup/recvmsg4',
    hop: 'SK.R4',
    cites: [cilium('bpf/bpf_sock.c', '__sock4_xlate_rev')],
  },
  sock_release: {
    program: 'cil_sock_release',
    attach: 'cgroup/sock_release',
    hop: 'SK.REL',
    cites: [cilium('bpf/bpf_sock.c', 'sock_release')],
  },
};

function observe(
  ctx: SocketContext,
  point: ObservationPoint,
  verdict: 'TRACED' | 'TRANSLATED',
  address: Ipv4Addr,
  port: number,
  cookie: number,
): void {
  const dst = [...ctx.world.pods.values()].find((pod) => pod.ip === address)?.identity ?? IDENTITY.world;
  ctx.observe({
    point,
    shown: true,
    ifindex: null,
    ct: 'unknown',
    srcIdentity: IDENTITY.unknown,
    dstIdentity: dst,
    endpoint: null,
    verdict,
    reason: null,
    sock: { address, port, cookie },
  });
}

/** NODEPORT_PORT_MIN and NODEPORT_PORT_MAX. */
const NODE_PORTS = [30000, 32767] as const;

/**
 * The service at an address. Node ports answer on the address of every node of the cluster: one row under the wildcard stands
 * for them all (sock4_wildcard_lookup_full).
 */
function serviceFor(ctx: SocketContext, { proto }: SocketAsk, address: Ipv4Addr, port: number): LbServiceRow | null {
  const direct = serviceAt(ctx, address, port, proto);
  if (direct || port < NODE_PORTS[0] || port > NODE_PORTS[1]) return direct;
  const identity = ctx.ipcache(address)?.identity;
  const node = identity === IDENTITY.host || identity === IDENTITY.remoteNode || identity === IDENTITY.kubeApiserver;
  return node ? serviceAt(ctx, ANY_ADDR, port, proto) : null;
}

/** __sock4_xlate_fwd: the service's address becomes a backend's, before any packet exists. Once per connect(). */
function forward(ctx: SocketContext, ask: SocketAsk): SocketVerdict | null {
  // Random for TCP; for UDP the socket's cookie, so that the datagrams of one socket stay together.
  const number = ask.proto === 'TCP' ? ctx.random() : ask.cookie;
  const service = serviceFor(ctx, ask, ask.address, ask.port);
  if (!service) return null;
  const picked = pickBackend(ctx, service, number);
  if (picked.kind === 'empty') return { kind: 'errno', errno: 'EHOSTUNREACH' };
  observe(ctx, 'pre-xlate-fwd', 'TRACED', ask.address, ask.port, ask.cookie);
  const { backend } = picked;
  const row: ReverseSkRow = {
    cookie: ask.cookie,
    backend: backend.address,
    backendPort: backend.port,
    service: ask.address,
    servicePort: ask.port,
    revNat: service.revNat,
  };
  ctx.put({ table: 'cilium_lb4_reverse_sk', row });
  observe(ctx, 'post-xlate-fwd', 'TRANSLATED', backend.address, backend.port, ask.cookie);
  return { kind: 'to', address: backend.address, port: backend.port };
}

function reverseKey(ask: Pick<SocketAsk, 'cookie' | 'address' | 'port'>): string {
  const any = ask.address;
  return ROW_KEY.cilium_lb4_reverse_sk({
    cookie: ask.cookie,
    backend: ask.address,
    backendPort: ask.port,
    service: any,
    servicePort: 0,
    revNat: 0,
  });
}

/** __sock4_xlate_rev: the datagram's source is shown as the service that was asked, if that is still the same one. */
function backward(ctx: SocketContext, ask: SocketAsk): SocketVerdict | null {
  const row = ctx.get('cilium_lb4_reverse_sk', reverseKey(ask));
  if (!row) return null;
  const service = serviceFor(ctx, ask, row.service, row.servicePort);
  if (service?.revNat !== row.revNat) {
    ctx.put({ table: 'cilium_lb4_reverse_sk', remove: ROW_KEY.cilium_lb4_reverse_sk(row) });
    return { kind: 'to', address: ask.address, port: ask.port };
  }
  observe(ctx, 'pre-xlate-rev', 'TRACED', ask.address, ask.port, ask.cookie);
  observe(ctx, 'post-xlate-rev', 'TRANSLATED', row.service, row.servicePort, ask.cookie);
  return { kind: 'to', address: row.service, port: row.servicePort };
}

/** sock_release: the reverse rows of the socket go. */
function release(ctx: SocketContext, ask: SocketAsk): SocketVerdict | null {
  const row = ctx.get('cilium_lb4_reverse_sk', reverseKey(ask));
  if (!row) return null;
  ctx.put({ table: 'cilium_lb4_reverse_sk', remove: ROW_KEY.cilium_lb4_reverse_sk(row) });
  return { kind: 'to', address: ask.address, port: ask.port };
}

/** The cgroup programs. Null: nothing was translated and nothing is worth an event. */
export function socketPrograms(ctx: SocketContext, call: SocketCall, ask: SocketAsk): SocketDecision | null {
  if (!ctx.settings.socketLB || !ctx.settings.kubeProxyReplacement) return null;
  const verdict =
    call === 'recvmsg4' ? backward(ctx, ask) : call === 'sock_release' ? release(ctx, ask) : forward(ctx, ask);
  if (!verdict) return null;
  const { reads, writes, observations, notes } = ctx;
  return { ...PROGRAMS[call], verdict, reads, writes, observations, notes };
}
