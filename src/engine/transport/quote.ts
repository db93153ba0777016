import type { Layer, Packet } from '../../wire/layers.ts';
import { decode } from '../../wire/decode.ts';
import { IP_PROTOCOL } from '../../wire/numbers.ts';
import type { Quote } from './sockets.ts';

/** What an ICMP error tells about the packet it is about, or null when the quote is too short to find a socket by. */
export function quoteOf(error: Layer<'icmp-unreachable'> | Layer<'icmp-time-exceeded'>): Quote | null {
  const { packet } = decode(error.quote, 'ipv4');
  const ip = packet[0];
  const l4 = packet[1];
  if (ip?.kind !== 'ipv4' || l4 === undefined) return null;
  const ends = endsOf(l4);
  return ends === null ? null : { src: ip.src, dst: ip.dst, ttl: ip.ttl, ...ends };
}

type Ends = Pick<Quote, 'proto' | 'from' | 'to' | 'seq'>;

function endsOf(l4: Packet[number]): Ends | null {
  switch (l4.kind) {
    case 'tcp':
      return { proto: 'TCP', from: l4.srcPort, to: l4.dstPort, seq: l4.seq };
    case 'udp':
      return { proto: 'UDP', from: l4.srcPort, to: l4.dstPort, seq: 0 };
    case 'icmp-echo':
      return { proto: 'ICMP', from: l4.id, to: l4.seq, seq: 0 };
    case 'ip-payload':
      return endsOfBytes(l4.protocol, l4.bytes);
    default:
      return null;
  }
}

/** RFC 792 promises 8 bytes only, less than a TCP header: the ports and TCP's sequence number are in them. */
function endsOfBytes(protocol: number, bytes: Uint8Array): Ends | null {
  if (bytes.length < 8) return null;
  const u16 = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (protocol === IP_PROTOCOL.tcp)
    return { proto: 'TCP', from: u16(0), to: u16(2), seq: ((u16(4) << 16) | u16(6)) >>> 0 };
  if (protocol === IP_PROTOCOL.udp) return { proto: 'UDP', from: u16(0), to: u16(2), seq: 0 };
  if (protocol === IP_PROTOCOL.icmp) return { proto: 'ICMP', from: u16(4), to: u16(6), seq: 0 };
  return null;
}
