import { IPV4 } from '../../wire/ipv4.ts';
import { IP_PROTOCOL } from '../../wire/numbers.ts';
import { rightSum, sumOver } from './checksums.ts';
import { printIpOptions } from './ip-options.ts';
import { bitNames, ipProtocolName } from './number-names.ts';
import { CutShort, type Printer } from './printer.ts';
import type { AroundIp, PrintStep, Step } from './step.ts';

const { slot } = IPV4;
/** The low two bits of tos (RFC 3168 section 5). */
const ECN = ['', ',ECT(1)', ',ECT(0)', ',CE'] as const;
/** Bits of the flags, lowest first: more fragments, do not fragment, reserved (print-ip.c ip_frag_values). */
const FLAGS = ['+', 'DF', 'rsvd'] as const;

/** print-ip.c ip_print. */
export const printIpv4: PrintStep<'ipv4'> = (p, { at, length }) => {
  p.protocol = 'ip';
  const version = p.u8(at) >> 4;
  if (version !== 4) {
    p.print(version === 6 ? 'IP6, wrong link-layer encapsulation' : `IP${version}`);
    p.invalid();
    return null;
  }
  if (!p.options.link) p.print('IP ');
  if (!p.has(at, IPV4.size)) {
    p.cut();
    return null;
  }
  const headerLength = (p.u8(at) & 15) * 4;
  const total = p.field(slot.totalLength, at);
  const fault = lengthFault(length, headerLength);
  if (fault !== null) {
    p.print(fault);
    return null;
  }
  if (length < total) p.print(`truncated-ip - ${total - length} bytes missing! `);
  if (total < headerLength) {
    p.print(`bad-len ${total}`);
    return null;
  }
  // Behind the packet may be padding, or another packet's bytes.
  p.end = Math.min(p.end, at + total);
  if (p.options.verbose > 0 && !printHeader(p, at, headerLength)) {
    p.print(ends(p, at, ': '));
    p.cut();
    return null;
  }
  return insideStep(p, at, headerLength, total - headerLength);
};

function lengthFault(length: number, headerLength: number): string | null {
  if (length < IPV4.size) return `truncated-ip ${length}`;
  return headerLength < IPV4.size ? `bad-hlen ${headerLength}` : null;
}

function ends(p: Printer, at: number, after: string): string {
  return `${p.host(at + slot.src.byte)} > ${p.host(at + slot.dst.byte)}${after}`;
}

/** The line of -v. False when the header's options are cut off. */
function printHeader(p: Printer, at: number, headerLength: number): boolean {
  const tos = p.field(slot.tos, at);
  const ttl = p.field(slot.ttl, at);
  const protocol = p.field(slot.protocol, at);
  const flags = bitNames(p.u16(at + slot.reserved.byte) >> 13, FLAGS, ', ', 'none');
  p.print(`(tos 0x${tos.toString(16)}${ECN[tos & 3] ?? ''}${ttl > 0 ? `, ttl ${ttl}` : ''}`);
  p.print(`, id ${p.field(slot.id, at)}, offset ${p.field(slot.fragOffset, at) * 8}, flags [${flags}]`);
  p.print(`, proto ${ipProtocolName(protocol)} (${protocol}), length ${p.field(slot.totalLength, at)}`);
  const whole = headerLength === IPV4.size || printIpOptions(p, at + IPV4.size, headerLength - IPV4.size);
  if (p.has(at, headerLength)) {
    const sum = sumOver(p, at, headerLength);
    const found = p.field(slot.checksum, at);
    if (sum !== 0) p.print(`, bad cksum ${found.toString(16)} (->${rightSum(found, sum).toString(16)})!`);
  }
  p.print(')\n    ');
  return whole;
}

/** What the packet carries: its protocol's printer for the first or only fragment, else the ends alone. */
function insideStep(p: Printer, at: number, headerLength: number, length: number): Step | null {
  const protocol = p.field(slot.protocol, at);
  if (p.field(slot.fragOffset, at) !== 0) {
    p.print(`${ends(p, at, ':')} ${p.names.protocol(protocol)}`);
    return null;
  }
  const inside = at + headerLength;
  const ip: AroundIp = { at, moreFragments: p.field(slot.mf, at) === 1 };
  const hasPorts = protocol === IP_PROTOCOL.tcp || protocol === IP_PROTOCOL.udp;
  if (!hasPorts) p.print(ends(p, at, ': '));
  if (!p.has(at, headerLength)) {
    p.print(` [remaining caplen(${p.available(at)}) < header length(${headerLength})]`);
    throw new CutShort(p.protocol);
  }
  switch (protocol) {
    case IP_PROTOCOL.tcp:
      return { kind: 'tcp', at: inside, length, ip };
    case IP_PROTOCOL.udp:
      return { kind: 'udp', at: inside, length, ip };
    case IP_PROTOCOL.icmp:
      return { kind: 'icmp', at: inside, length, ip };
    case IP_IN_IP:
      return { kind: 'ipv4', at: inside, length };
    default:
      p.print(` ${p.names.protocol(protocol)} ${length}`);
      return null;
  }
}

/** RFC 2003. */
const IP_IN_IP = 4;
