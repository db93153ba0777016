import { IP_PROTOCOL, PORT } from '../../wire/numbers.ts';
import { IPV4 } from '../../wire/ipv4.ts';
import { UDP } from '../../wire/udp.ts';
import { rightSum, transportSum } from './checksums.ts';
import { hex4 } from './number-names.ts';
import type { Printer } from './printer.ts';
import type { AroundIp, PrintStep, Step } from './step.ts';

const { slot } = UDP;
/** IANA's port of VXLAN; tcpdump takes 8472 for OTV, which had that port first (print-udp.c, udp.h OTV_PORT). */
const IANA_VXLAN = 4789;

/** print-udp.c udp_print. Of the protocols inside, only those that a lab has are printed. */
export const printUdp: PrintStep<'udp'> = (p, step) => {
  const { at, ip } = step;
  p.protocol = 'udp';
  const src = p.host(ip.at + IPV4.slot.src.byte);
  const dst = p.host(ip.at + IPV4.slot.dst.byte);
  if (!p.has(at, slot.length.byte)) {
    p.print(`${src} > ${dst}: `);
    p.cut();
    return null;
  }
  const [srcPort, dstPort] = [p.field(slot.srcPort, at), p.field(slot.dstPort, at)];
  p.print(`${src}.${p.names.port('udp', srcPort)} > ${dst}.${p.names.port('udp', dstPort)}: `);
  if (step.length < UDP.size) {
    p.print(`truncated-udp ${step.length}`);
    return null;
  }
  if (!p.has(at, slot.checksum.byte)) {
    p.cut();
    return null;
  }
  const said = p.field(slot.length, at);
  if (said < UDP.size) {
    p.print(`truncated-udplength ${said}`);
    return null;
  }
  const length = Math.min(said, step.length) - UDP.size;
  const inside = at + UDP.size;
  if (inside > p.end) {
    p.cut();
    return null;
  }
  if (p.options.verbose > 1 && !ip.moreFragments) printChecksum(p, at, length, ip);
  const next = p.options.quiet ? null : payloadOf(srcPort, dstPort, inside, length);
  if (next === null) {
    const beyond = said - UDP.size > length && !ip.moreFragments;
    p.print(beyond ? `UDP, bad length ${said - UDP.size} > ${length}` : `UDP, length ${said - UDP.size}`);
  }
  return next;
};

/** In tcpdump's order: a tunnel whose source port is 53 looks like DNS to it. */
function payloadOf(srcPort: number, dstPort: number, at: number, length: number): Step | null {
  const either = (port: number): boolean => srcPort === port || dstPort === port;
  if (either(PORT.dns)) return { kind: 'dns', at, length };
  if (either(PORT.vxlan)) return { kind: 'otv', at, length };
  if (either(IANA_VXLAN)) return { kind: 'vxlan', at, length };
  return dstPort === PORT.geneve ? { kind: 'geneve', at, length } : null;
}

function printChecksum(p: Printer, at: number, length: number, ip: AroundIp): void {
  const found = p.field(slot.checksum, at);
  if (found === 0) p.print('[no cksum] ');
  else if (p.has(at + UDP.size, length)) {
    const sum = transportSum(p, ip, IP_PROTOCOL.udp, at, length + UDP.size);
    p.print(sum === 0 ? '[udp sum ok] ' : `[bad udp cksum 0x${hex4(found)} -> 0x${hex4(rightSum(found, sum))}!] `);
  }
}
