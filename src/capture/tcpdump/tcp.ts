import { IPV4 } from '../../wire/ipv4.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import { IP_PROTOCOL, PORT } from '../../wire/numbers.ts';
import { TCP } from '../../wire/tcp.ts';
import { rightSum, transportSum } from './checksums.ts';
import { bitNames, hex4 } from './number-names.ts';
import { CutShort, type Printer } from './printer.ts';
import type { AroundIp, PrintStep, Step } from './step.ts';
import type { Relative } from './tcp-flows.ts';
import { printTcpOptions } from './tcp-option-text.ts';
import { printVisible } from './visible.ts';

const { slot } = TCP;
/** Lowest bit first (print-tcp.c tcp_flag_values): ECE is E, CWR is W. */
const FLAGS = ['F', 'S', 'R', 'P', '.', 'U', 'E', 'W'] as const;
/** The urgent pointer is the last field. */
const URGENT_AT = slot.urgentPointer.byte;
/** tcp.h HTTP_PORT_ALT. */
const HTTP_ALT = 8080;
const MAX_REASON = 30;

/** print-tcp.c tcp_print. Of the protocols inside, HTTP and DNS are printed. */
export const printTcp: PrintStep<'tcp'> = (p, { at, length, ip }) => {
  p.protocol = 'tcp';
  const [src, dst] = [p.host(ip.at + IPV4.slot.src.byte), p.host(ip.at + IPV4.slot.dst.byte)];
  if (!p.has(at, slot.seq.byte)) {
    p.print(`${src} > ${dst}:`);
    p.cut();
    return null;
  }
  const [srcPort, dstPort] = [p.field(slot.srcPort, at), p.field(slot.dstPort, at)];
  p.print(`${src}.${p.names.port('tcp', srcPort)} > ${dst}.${p.names.port('tcp', dstPort)}: `);
  if (!p.has(at, TCP.size)) {
    p.cut();
    return null;
  }
  const header = p.field(slot.dataOffset, at) * 4;
  if (header < TCP.size) {
    p.print(` tcp ${length - header} [bad hdr length ${header} - too short, < ${TCP.size}]`);
    return null;
  }
  const tooLong = header > length ? ` [bad hdr length ${header} - too long, > ${length}]` : '';
  if (p.options.quiet) {
    p.print(`tcp ${(length - header) >>> 0}${tooLong}`);
    return null;
  }
  const flags = p.field(slot.flags, at);
  p.print(`Flags [${bitNames(flags, FLAGS, '', 'none')}]`);
  const numbers = relativeNumbers(p, at, ip, flags);
  p.print(tooLong);
  if (tooLong !== '') return null;
  if (p.options.verbose > 0 && !ip.moreFragments && p.has(at, length)) printChecksum(p, at, length, ip);
  const data = length - header;
  printNumbers(p, at, flags, numbers, data);
  if (header > TCP.size && !printTcpOptions(p, at + TCP.size, header - TCP.size, numbers.sackBase)) return null;
  p.print(`, length ${data}`);
  return data === 0 ? null : inside(p, at, header, data, flags, [srcPort, dstPort]);
};

function relativeNumbers(p: Printer, at: number, ip: AroundIp, flags: number): Relative {
  const [seq, ack] = [p.field(slot.seq, at), p.field(slot.ack, at)];
  if (p.options.absolute || (flags & TCP_FLAG.ack) === 0) return { seq, ack, sackBase: 0 };
  const ends = {
    src: p.u32(ip.at + IPV4.slot.src.byte),
    dst: p.u32(ip.at + IPV4.slot.dst.byte),
    srcPort: p.field(slot.srcPort, at),
    dstPort: p.field(slot.dstPort, at),
  };
  return p.flows.relative(ends, seq, ack, (flags & TCP_FLAG.syn) !== 0);
}

function printChecksum(p: Printer, at: number, length: number, ip: AroundIp): void {
  const sum = transportSum(p, ip, IP_PROTOCOL.tcp, at, length);
  const found = p.field(slot.checksum, at);
  p.print(`, cksum 0x${hex4(found)} (${sum === 0 ? 'correct' : `incorrect -> 0x${hex4(rightSum(found, sum))}`})`);
}

function printNumbers(p: Printer, at: number, flags: number, { seq, ack }: Relative, data: number): void {
  const opensOrCloses = (flags & (TCP_FLAG.syn | TCP_FLAG.fin | TCP_FLAG.rst)) !== 0;
  if (p.options.verbose > 1 || data > 0 || opensOrCloses)
    p.print(`, seq ${seq}${data > 0 ? `:${(seq + data) >>> 0}` : ''}`);
  if ((flags & TCP_FLAG.ack) !== 0) p.print(`, ack ${ack}`);
  p.print(`, win ${p.field(slot.window, at)}`);
  if ((flags & TCP_FLAG.urg) !== 0) p.print(`, urg ${p.u16(at + URGENT_AT)}`);
}

/** What the segment carries, by its ports. */
function inside(
  p: Printer,
  at: number,
  header: number,
  length: number,
  flags: number,
  ports: readonly number[],
): Step | null {
  const data = at + header;
  if (!p.has(at, header)) {
    p.print(` [remaining caplen(${p.available(at)}) < header length(${header})]`);
    throw new CutShort(p.protocol);
  }
  if ((flags & TCP_FLAG.rst) !== 0 && p.options.verbose > 0) {
    printReason(p, data, length);
    return null;
  }
  if (ports.includes(PORT.http) || ports.includes(HTTP_ALT)) {
    p.print(': ');
    return { kind: 'http', at: data, length };
  }
  return ports.includes(PORT.dns) ? dnsOverTcp(p, data, length) : null;
}

/** A reset may say why, as text (RFC 9293 section 3.5.3; print-tcp.c print_tcp_rst_data). */
function printReason(p: Printer, at: number, length: number): void {
  p.print(p.has(at, length) ? ' [RST' : ' [!RST');
  p.print(length > MAX_REASON ? '+ ' : ' ');
  printVisible(p, at, Math.min(length, MAX_REASON));
  p.print(']');
}

/** RFC 1035 section 4.2.2: the message's length comes first. */
function dnsOverTcp(p: Printer, at: number, length: number): Step<'dns'> | null {
  p.protocol = 'domain';
  if (length < 2) {
    p.print(` [DNS over TCP: length ${length} < 2]`);
    p.invalid();
    return null;
  }
  const said = p.u16(at);
  if (said !== length - 2) {
    p.print(` [prefix length(${said}) != length(${length - 2})]`);
    p.invalid();
    return null;
  }
  p.print(' ');
  return { kind: 'dns', at: at + 2, length: length - 2 };
}
