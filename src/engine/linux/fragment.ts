import { must } from '../../base/assert.ts';
import type { NetnsName } from '../../lab/names.ts';
import { concatBytes } from '../../base/bytes.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { PacketId } from '../../trace/events.ts';
import { decode } from '../../wire/decode.ts';
import { encode } from '../../wire/encode.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Lab } from '../host.ts';
import { ipAt, ipOf } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { SECOND } from '../timing.ts';

const CUT = [linux('net/ipv4/ip_output.c', 'ip_do_fragment'), rfc('RFC 791 section 3.2')];
const JOIN = [linux('net/ipv4/ip_fragment.c', 'ip_frag_reasm'), rfc('RFC 815')];
/** ipfrag_time (net.ipv4.ipfrag_time). */
const PATIENCE = 30 * SECOND;

/** ip_do_fragment: packets of their own, the largest multiple of eight data bytes that fits in each but the last. */
export function fragment(lab: Lab, netns: NetnsName, mtu: number, skb: Skb): readonly Skb[] {
  const { sim } = lab;
  const at = ipAt(skb.packet);
  const ip = ipOf(skb.packet);
  const bytes = encode(skb.packet.slice(at));
  const payload = bytes.slice(20);
  const protocol = bytes[9]!;
  const room = Math.floor((mtu - 20) / 8) * 8;
  const parts: Skb[] = [];
  for (let offset = 0; offset < payload.length; offset += room) {
    const last = offset + room >= payload.length;
    const head: Layer<'ipv4'> = { ...ip, df: false, mf: !last || ip.mf, fragOffset: ip.fragOffset + offset };
    const body: Layer<'ip-payload'> = { kind: 'ip-payload', protocol, bytes: payload.slice(offset, offset + room) };
    const packet: Packet = [...skb.packet.slice(0, at), head, body];
    const label = `fragment at ${head.fragOffset}`;
    const part = sim.born(netns, packet, { cause: { kind: 'fragment', of: skb.id }, job: null, label, hop: null });
    part.mark = skb.mark;
    part.tunnelKey = skb.tunnelKey;
    part.ingress = skb.ingress;
    lab.datagrams.set(part.id, `${ip.src} ${ip.dst} ${ip.id} ${protocol}`);
    parts.push(part);
  }
  sim.record({ netns, skb, cites: CUT }, { kind: 'fragment', into: parts.map((part) => part.id) });
  return parts;
}

/**
 * The packets that a fragment was cut from, the nearest first: several when a fragment was cut again. The last is the
 * whole datagram, which may itself be a fragment of another one that it carries in a tunnel.
 */
function cutFrom(lab: Lab, id: PacketId): readonly PacketId[] {
  const { cause } = lab.sim.packets[id]!;
  if (cause.kind !== 'fragment') return [];
  const again = lab.datagrams.get(cause.of) === lab.datagrams.get(id);
  return again ? [cause.of, ...cutFrom(lab, cause.of)] : [cause.of];
}

/**
 * ip_defrag: the whole packet once all of it is here; null while something is missing. What never gets whole is handed to
 * `expired` after half a minute.
 */
export function reassemble(lab: Lab, netns: NetnsName, skb: Skb, expired: (parts: readonly Skb[]) => void): Skb | null {
  const { sim } = lab;
  const ip = ipOf(skb.packet);
  if (!ip.mf && ip.fragOffset === 0) return skb;
  const body = skb.packet[ipAt(skb.packet) + 1] as Layer<'ip-payload'>;
  const key = `${netns} ${ip.src} ${ip.dst} ${ip.id} ${body.protocol}`;
  let waiting = lab.reassembly.get(key);
  if (!waiting) {
    const queue = (waiting = { parts: [] });
    lab.reassembly.set(key, queue);
    sim.after(PATIENCE, () => {
      if (lab.reassembly.get(key) !== queue) return;
      lab.reassembly.delete(key);
      expired(queue.parts);
    });
  }
  waiting.parts.push(skb);
  const parts = [...waiting.parts].sort((a, b) => ipOf(a.packet).fragOffset - ipOf(b.packet).fragOffset);
  let next = 0;
  for (const part of parts) {
    const head = ipOf(part.packet);
    if (head.fragOffset !== next) return null;
    next += (part.packet[ipAt(part.packet) + 1] as Layer<'ip-payload'>).bytes.length;
  }
  if (ipOf(parts.at(-1)!.packet).mf) return null;
  lab.reassembly.delete(key);
  return join(lab, netns, parts);
}

function join(lab: Lab, netns: NetnsName, parts: readonly Skb[]): Skb {
  const { sim } = lab;
  const first = parts[0]!;
  const at = ipAt(first.packet);
  const head = ipOf(first.packet);
  const payload = concatBytes(...parts.map((part) => (part.packet[at + 1] as Layer<'ip-payload'>).bytes));
  const { protocol } = first.packet[at + 1] as Layer<'ip-payload'>;
  const whole: Packet = [
    { ...head, mf: false },
    { kind: 'ip-payload', protocol, bytes: payload },
  ];
  const { packet } = decode(encode(whole), 'ipv4');
  for (const part of parts) {
    for (const id of [part.id, ...cutFrom(lab, part.id).slice(0, -1)]) {
      sim.end({ netns, skb: { ...part, id }, cites: JOIN }, { kind: 'reassembled' });
    }
  }
  const id = must(cutFrom(lab, first.id).at(-1), 'what the fragments were cut from');
  const joined: Skb = { ...first, id, packet: [...first.packet.slice(0, at), ...packet] };
  sim.record({ netns, skb: joined, cites: JOIN }, { kind: 'reassemble', from: parts.map((part) => part.id) });
  return joined;
}
