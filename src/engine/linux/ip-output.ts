import type { DeviceId, NetnsName } from '../../lab/names.ts';
import type { Route } from '../../lab/tables.ts';
import type { Device } from '../../lab/world.ts';
import { linux } from '../../trace/cite.ts';
import type { Read, RouteDecision } from '../../trace/events.ts';
import type { Errno } from '../../trace/verdict.ts';
import { prefixLength } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { encodedLength } from '../../wire/encode.ts';
import type { Packet } from '../../wire/layers.ts';
import type { Outgoing, SendResult } from '../kernel.ts';
import type { Lab } from '../host.ts';
import { ipAt, ipOf } from '../skb.ts';
import type { Skb, TunnelKey } from '../skb.ts';
import { TIMING } from '../timing.ts';
import { fibLookup, selectAddress } from './fib.ts';
import { fragment } from './fragment.ts';
import { neighOutput } from './neigh.ts';

const OUTPUT = [linux('net/ipv4/route.c', 'ip_route_output_key_hash_rcu')];
const LOCAL_OUT = [linux('net/ipv4/ip_output.c', '__ip_local_out')];

/** Where a packet leaves a host: the device, who gets the frame, and how large it may be. */
export interface Way {
  readonly device: Device;
  readonly via: Ipv4Addr | null;
  readonly mtu: number;
  readonly encap: TunnelKey | null;
  readonly isDefault: boolean;
}

export type RouteOut =
  | {
      readonly ok: true;
      readonly way: Way;
      readonly src: Ipv4Addr;
      readonly local: boolean;
      readonly reads: readonly Read[];
    }
  | { readonly ok: false; readonly errno: Errno; readonly reads: readonly Read[] };

export function wayOf(lab: Lab, route: Route): Way {
  const device = lab.sim.device(route.dev as DeviceId);
  return {
    device,
    via: route.via,
    mtu: route.mtu ?? device.mtu,
    encap: route.encap ? { id: route.encap.id, remote: route.encap.dst } : null,
    isDefault: prefixLength(route.dst) === 0,
  };
}

/** The errno of a route that refuses (net/ipv4/fib_semantics.c fib_props). */
export function refusal(type: Route['type']): Errno {
  return type === 'prohibit' ? 'EACCES' : type === 'unreachable' ? 'EHOSTUNREACH' : 'ENETUNREACH';
}

/** ip_route_output_key: where to, over what, from which address. */
export function routeOutput(lab: Lab, netns: NetnsName, dst: Ipv4Addr, src: Ipv4Addr | null, mark: number): RouteOut {
  const { sim } = lab;
  const found = fibLookup(sim, netns, { dst, src, mark });
  if (found.kind === 'miss') return { ok: false, errno: 'ENETUNREACH', reads: found.reads };
  if (found.kind === 'local') {
    const lo =
      sim
        .netns(netns)
        .devices.map((id) => sim.device(id))
        .find((d) => d.kind === 'loopback') ?? found.device;
    const way: Way = { device: lo, via: null, mtu: 65536, encap: null, isDefault: false };
    return { ok: true, way, src: src ?? dst, local: true, reads: found.reads };
  }
  const { route, reads } = found;
  if (route.type !== 'unicast') return { ok: false, errno: refusal(route.type), reads };
  const way = wayOf(lab, route);
  const chosen = src ?? route.src ?? selectAddress(sim, netns, way.device, route.via ?? dst);
  if (chosen === null) return { ok: false, errno: 'ENETUNREACH', reads };
  return { ok: true, way, src: chosen, local: false, reads };
}

/** The largest packet that may go to `dst`: the route's, lowered by what ICMP has taught. */
export function pathMtu(lab: Lab, netns: NetnsName, dst: Ipv4Addr, way: Way): number {
  const learnt = lab.sim.state.row(netns, 'pmtu', dst);
  return learnt && learnt.expires > lab.sim.now ? Math.min(learnt.mtu, way.mtu) : way.mtu;
}

/** IPv4 ids count up from a start that differs per pair of addresses (net/ipv4/route.c __ip_select_ident). */
export function nextIpId(lab: Lab, netns: NetnsName, src: Ipv4Addr, dst: Ipv4Addr): number {
  const key = `${netns} ${src} ${dst}`;
  const id = lab.ipIds.get(key) ?? lab.sim.rng.fork(`ip-id ${key}`).between(1, 0xffff);
  lab.ipIds.set(key, (id + 1) & 0xffff);
  return id;
}

export function decisionOf(way: Way, local: boolean): RouteDecision {
  if (local) return { kind: 'local' };
  return { kind: 'unicast', dev: way.device.id, via: way.via, mtu: way.mtu, isDefault: way.isDefault };
}

/** ip_local_out: a packet that this host makes. */
export function ipSend(lab: Lab, netns: NetnsName, out: Outgoing): SendResult {
  const { sim } = lab;
  const found = routeOutput(lab, netns, out.dst, out.src, 0);
  const src = found.ok ? found.src : (out.src ?? out.dst);
  const size = encodedLength([{ kind: 'ipv4', ...header(out, src, 0, false) }, ...out.layers]);
  const mtu = found.ok ? pathMtu(lab, netns, out.dst, found.way) : 0;
  const df = out.pmtudisc === 'do' || (out.pmtudisc === 'want' && size <= mtu);
  const id = out.ipId ?? nextIpId(lab, netns, src, out.dst);
  const packet: Packet = [{ kind: 'ipv4', ...header(out, src, id, df) }, ...out.layers];
  const { kind } = sim.netns(netns);
  const hop = kind === 'node' || kind === 'router' ? 'OUT' : null;
  const skb = sim.born(netns, packet, { cause: out.cause, job: out.job, label: out.label, hop });
  const refuse = (errno: Errno, limit: number | null): SendResult => {
    sim.end({ netns, skb, cites: LOCAL_OUT }, { kind: 'never-sent', errno, netns });
    return { ok: false, packet: skb.id, errno, mtu: limit };
  };
  if (!found.ok) {
    const reason = { by: 'kernel', text: 'no route' } as const;
    sim.record(
      { netns, skb, cites: OUTPUT },
      { kind: 'route', reads: found.reads, direction: 'output', decision: { kind: 'refused', reason } },
    );
    return refuse(found.errno, null);
  }
  sim.record(
    { netns, skb, cites: OUTPUT },
    { kind: 'route', reads: found.reads, direction: 'output', decision: decisionOf(found.way, found.local) },
  );
  if (out.pmtudisc === 'do' && size > mtu) return refuse('EMSGSIZE', mtu);
  const way = { ...found.way, mtu };
  sim.after(TIMING.loopback, () => finishOutput(lab, netns, way, skb));
  return { ok: true, packet: skb.id, src };
}

function header(out: Outgoing, src: Ipv4Addr, id: number, df: boolean) {
  return { tos: out.tos, id, df, mf: false, fragOffset: 0, ttl: out.ttl, src, dst: out.dst };
}

/** ip_finish_output: cut what is too large, then to the neighbour. */
export function finishOutput(lab: Lab, netns: NetnsName, way: Way, skb: Skb): void {
  const { dst } = ipOf(skb.packet);
  const size = encodedLength(skb.packet.slice(ipAt(skb.packet)));
  const parts = size > way.mtu ? fragment(lab, netns, way.mtu, skb) : [skb];
  for (const part of parts) {
    if (way.encap) part.tunnelKey = way.encap;
    neighOutput(lab, way.device, way.via ?? dst, part);
  }
}
