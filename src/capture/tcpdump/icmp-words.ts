import { ICMP_ECHO } from '../../wire/icmp-echo.ts';
import { FRAGMENTATION_NEEDED, ICMP_UNREACHABLE } from '../../wire/icmp-unreachable.ts';
import { IPV4 } from '../../wire/ipv4.ts';
import { ICMP_TYPE, IP_PROTOCOL } from '../../wire/numbers.ts';
import { UDP } from '../../wire/udp.ts';
import type { Printer } from './printer.ts';

/** Where every ICMP error keeps the packet that it is about (RFC 792). */
export const QUOTE_AT = 8;
const PORT_UNREACHABLE = 3;
const PROTOCOL_UNREACHABLE = 2;

/** RFC 792, RFC 1122 and RFC 1812 in tcpdump's words, by code of type 3; '*' is the destination that was asked for. */
const UNREACHABLE: ReadonlyMap<number, string> = new Map([
  [0, 'net * unreachable'],
  [1, 'host * unreachable'],
  [5, '* unreachable - source route failed'],
  [6, 'net * unreachable - unknown'],
  [7, 'host * unreachable - unknown'],
  [8, '* unreachable - source host isolated'],
  [9, 'net * unreachable - admin prohibited'],
  [10, 'host * unreachable - admin prohibited'],
  [11, 'net * unreachable - tos prohibited'],
  [12, 'host * unreachable - tos prohibited'],
  [13, 'host * unreachable - admin prohibited filter'],
  [14, 'host * unreachable - host precedence violation'],
  [15, 'host * unreachable - precedence cutoff'],
]);

/** By code of type 5: '*' is the destination, then comes the gateway. */
const REDIRECTS = ['redirect * to net ', 'redirect * to host ', 'redirect-tos * to net ', 'redirect-tos * to host '];

/** Types without anything but a name (print-icmp.c icmp2str). */
const PLAIN: ReadonlyMap<number, string> = new Map([
  [4, 'source quench'],
  [10, 'router solicitation'],
  [15, 'information request'],
  [16, 'information reply'],
  [17, 'address mask request'],
]);
const TYPE = { redirect: 5, parameterProblem: 12, timestamp: 13, timestampReply: 14, maskReply: 18 } as const;

/** Types that quote a packet, which -v prints (print-icmp.c ICMP_ERRTYPE). */
export function quotesPacket(type: number): boolean {
  return [ICMP_TYPE.unreachable, 4, TYPE.redirect, ICMP_TYPE.timeExceeded, TYPE.parameterProblem].includes(type);
}

/** What a message of this type says, or null when it ends before it is said (print-icmp.c icmp_print). */
export function icmpWords(p: Printer, at: number, type: number, code: number): string | null {
  const [id, seq] = [() => p.field(ICMP_ECHO.slot.id, at), () => p.field(ICMP_ECHO.slot.seq, at)];
  switch (type) {
    case ICMP_TYPE.echoRequest:
      return `echo request, id ${id()}, seq ${seq()}`;
    case ICMP_TYPE.echoReply:
      return `echo reply, id ${id()}, seq ${seq()}`;
    case ICMP_TYPE.unreachable:
      return unreachableWords(p, at, code);
    case TYPE.redirect: {
      const words = REDIRECTS[code] ?? `redirect-#${code} * to `;
      return `${words.replace('*', quotedDst(p, at))}${p.host(at + 4)}`;
    }
    case ICMP_TYPE.timeExceeded:
      if (!p.has(at, QUOTE_AT + IPV4.size)) return null;
      if (code === 0) return 'time exceeded in-transit';
      return code === 1 ? 'ip reassembly time exceeded' : `time exceeded-#${code}`;
    case TYPE.parameterProblem:
      return code === 0 ? `parameter problem - octet ${p.u8(at + 4)}` : `parameter problem - code ${code}`;
    case TYPE.timestamp:
      return `time stamp query id ${id()} seq ${seq()}`;
    case TYPE.timestampReply:
      if (!p.has(at, 20)) return null;
      return `time stamp reply id ${id()} seq ${seq()}: org ${sinceMidnight(p.u32(at + 8))}, recv ${sinceMidnight(p.u32(at + 12))}, xmit ${sinceMidnight(p.u32(at + 16))}`;
    case TYPE.maskReply:
      return `address mask is 0x${p
        .u32(at + 8)
        .toString(16)
        .padStart(8, '0')}`;
    default:
      return PLAIN.get(type) ?? `type-#${type}`;
  }
}

function quotedDst(p: Printer, at: number): string {
  return p.host(at + QUOTE_AT + IPV4.slot.dst.byte);
}

function unreachableWords(p: Printer, at: number, code: number): string | null {
  const quote = at + QUOTE_AT;
  if (code === PROTOCOL_UNREACHABLE)
    return `${quotedDst(p, at)} protocol ${p.field(IPV4.slot.protocol, quote)} unreachable`;
  if (code === PORT_UNREACHABLE) return p.has(quote, IPV4.slot.checksum.byte) ? portWords(p, quote) : null;
  if (code === FRAGMENTATION_NEEDED) {
    const mtu = p.field(ICMP_UNREACHABLE.slot.mtu, at);
    return `${quotedDst(p, at)} unreachable - need to frag${mtu === 0 ? '' : ` (mtu ${mtu})`}`;
  }
  return (UNREACHABLE.get(code) ?? `* unreachable - #${code}`).replace('*', quotedDst(p, at));
}

function portWords(p: Printer, quote: number): string {
  const port = p.field(UDP.slot.dstPort, quote + (p.u8(quote) & 15) * 4);
  const dst = p.host(quote + IPV4.slot.dst.byte);
  const protocol = p.field(IPV4.slot.protocol, quote);
  if (protocol === IP_PROTOCOL.tcp) return `${dst} tcp port ${p.names.port('tcp', port)} unreachable`;
  if (protocol === IP_PROTOCOL.udp) return `${dst} udp port ${p.names.port('udp', port)} unreachable`;
  return `${dst} protocol ${protocol} port ${port} unreachable`;
}

/** Milliseconds since midnight UTC (RFC 792, "Timestamp"). */
function sinceMidnight(ms: number): string {
  const two = (n: number): string => `${n}`.padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${`${ms % 1000}`.padStart(3, '0')}`;
}
