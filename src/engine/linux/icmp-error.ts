import type { NetnsName } from '../../lab/names.ts';
import type { Device } from '../../lab/world.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { Cite } from '../../trace/cite.ts';
import type { Note } from '../../trace/events.ts';
import type { HopId } from '../../trace/hop.ts';
import type { KernelDropText } from '../../trace/verdict.ts';
import { encode } from '../../wire/encode.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Lab } from '../host.ts';
import { ipAt, ipOf, payloadOf } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { localDevice } from './fib.ts';
import { ipSend, routeOutput } from './ip-output.ts';

/** What is wrong, as ICMP says it (RFC 792). `routing`: found by ip_error, which has a rate limit of its own. */
export interface IcmpFault {
  readonly type: 3 | 11;
  readonly code: number;
  readonly mtu: number;
  readonly routing: boolean;
}

const ICMP_C: readonly Cite[] = [linux('net/ipv4/icmp.c', '__icmp_send'), rfc('RFC 1122 section 3.2.2')];
/** An error is at most 576 bytes long: 548 are left for the quote. */
const QUOTE_MAX = 576 - 20 - 8;
/** IPTOS_PREC_INTERNETCONTROL, the precedence that RFC 1812 section 4.3.2.5 asks for, and what RT_TOS keeps of the packet's own. */
const TOS_ERROR = 0xc0;
const TOS_KEPT = 0x1e;

const LABELS: Readonly<Record<string, string>> = {
  '3/0': 'net unreachable',
  '3/1': 'host unreachable',
  '3/3': 'port unreachable',
  '3/4': 'frag needed',
  '3/13': 'admin prohibited',
  '11/0': 'ttl exceeded in transit',
  '11/1': 'reassembly time exceeded',
};

type Answer = { readonly send: true } | { readonly send: false; readonly note: Note | null };

function isIcmpError(packet: Packet): boolean {
  const next = payloadOf(packet)[0]?.kind;
  return next === 'icmp-unreachable' || next === 'icmp-time-exceeded';
}

/** Whether this kernel would tell the sender, by the rules of __icmp_send and its rate limits. */
function mayTell(lab: Lab, netns: NetnsName, skb: Skb, fault: IcmpFault): Answer {
  if (ipAt(skb.packet) < 0 || isIcmpError(skb.packet) || skb.packetType !== 'host') return { send: false, note: null };
  const ip = ipOf(skb.packet);
  if (ip.fragOffset > 0) return { send: false, note: null };
  const { now } = lab.sim;
  if (fault.routing && !lab.limiter.allowRouteError(netns, ip.src, now))
    return { send: false, note: { kind: 'icmp-rate-limited' } };
  const back = routeOutput(lab, netns, ip.src, null, 0);
  if (!back.ok) return { send: false, note: { kind: 'no-way-back', to: ip.src } };
  // Fragmentation needed is never limited, for path MTU discovery depends on it; nor is what stays on this host.
  const limited = !back.local && !(fault.type === 3 && fault.code === 4);
  if (limited && !lab.limiter.allow(netns, ip.src, now)) return { send: false, note: { kind: 'icmp-rate-limited' } };
  return { send: true };
}

function tell(lab: Lab, netns: NetnsName, skb: Skb, fault: IcmpFault): void {
  const ip = ipOf(skb.packet);
  const quote = encode(skb.packet.slice(ipAt(skb.packet))).slice(0, QUOTE_MAX);
  const layer: Layer =
    fault.type === 11
      ? { kind: 'icmp-time-exceeded', code: fault.code, quote }
      : { kind: 'icmp-unreachable', code: fault.code, mtu: fault.mtu, quote };
  ipSend(lab, netns, {
    dst: ip.src,
    src: localDevice(lab.sim, netns, ip.dst) ? ip.dst : null,
    ttl: 64,
    tos: (ip.tos & TOS_KEPT) | TOS_ERROR,
    pmtudisc: 'dont',
    ipId: null,
    layers: [layer],
    cause: { kind: 'icmp-error', of: skb.id },
    job: null,
    label: LABELS[`${fault.type}/${fault.code}`] ?? `icmp ${fault.type}/${fault.code}`,
  });
}

/** Sends an error about `skb` if the rules and limits let it. */
export function icmpError(lab: Lab, netns: NetnsName, skb: Skb, fault: IcmpFault): void {
  if (mayTell(lab, netns, skb, fault).send) tell(lab, netns, skb, fault);
}

/** Ends a packet and tells its sender, or says in the ending why the sender is not told. */
export function dropTelling(
  lab: Lab,
  netns: NetnsName,
  device: Device | null,
  skb: Skb,
  text: KernelDropText,
  fault: IcmpFault | null,
  cites: readonly Cite[],
  hop: HopId | null = null,
): void {
  const answer: Answer = fault ? mayTell(lab, netns, skb, fault) : { send: false, note: null };
  const where = { netns, device: device?.id ?? null, skb, hop, cites: fault ? [...cites, ...ICMP_C] : cites };
  const outcome = { kind: 'dropped', reason: { by: 'kernel', text }, netns, device: device?.id ?? null } as const;
  lab.sim.end(where, outcome, answer.send || answer.note === null ? [] : [answer.note]);
  if (fault && answer.send) tell(lab, netns, skb, fault);
}

/** dst_link_failure: nobody answered for the next hop. Without a dst_entry there is no ipv4_link_failure to tell the sender. */
export function linkFailure(lab: Lab, device: Device, skb: Skb): void {
  const fault = skb.unrouted ? null : ({ type: 3, code: 1, mtu: 0, routing: false } as const);
  dropTelling(lab, device.netns, device, skb, 'neighbour unresolved', fault, [
    linux('net/ipv4/route.c', 'ipv4_link_failure'),
  ]);
}
