import { ICMP_ECHO } from '../../wire/icmp-echo.ts';
import { IPV4 } from '../../wire/ipv4.ts';
import { ICMP_TYPE } from '../../wire/numbers.ts';
import { rightSum, sumOver } from './checksums.ts';
import { icmpWords, QUOTE_AT, quotesPacket } from './icmp-words.ts';
import { hex4 } from './number-names.ts';
import type { Printer } from './printer.ts';
import type { PrintStep } from './step.ts';

const { slot } = ICMP_ECHO;

/** print-icmp.c icmp_print. Router advertisements (RFC 1256) are not read: no host of a lab sends them. */
export const printIcmp: PrintStep<'icmp'> = (p, { at, length, ip }) => {
  p.protocol = 'icmp';
  const type = p.field(slot.type, at);
  const words = icmpWords(p, at, type, p.field(slot.code, at));
  if (words === null) {
    p.cut();
    return null;
  }
  p.print(`ICMP ${words}, length ${length}`);
  const verbose = p.options.verbose > 0;
  if (verbose && !ip.moreFragments && p.has(at, length)) {
    const sum = sumOver(p, at, length);
    const found = p.field(slot.checksum, at);
    if (sum !== 0) p.print(` (wrong icmp cksum ${found.toString(16)} (->${rightSum(found, sum).toString(16)})!)`);
  }
  if (!verbose || !quotesPacket(type)) return null;
  // The quoted packet is printed as long as it once was, so that what the error left out is called missing.
  const quote = at + QUOTE_AT;
  p.print('\n\t');
  const { end } = p;
  p.afterwards(() => {
    p.end = end;
    printExtension(p, at, length, type);
  });
  const quoted = p.field(IPV4.slot.totalLength, quote);
  p.end = Math.min(p.end, quote + quoted);
  // tcpdump reads the length once more, and now it must lie inside the quoted packet.
  p.field(IPV4.slot.totalLength, quote);
  return { kind: 'ipv4', at: quote, length: quoted };
};

/** Where RFC 4884 puts an extension: behind the 128 bytes that an older receiver takes for the quoted packet. */
const EXTENSION_AT = 136;
const EXTENSION_VERSION = 2;

/**
 * An error longer than it need be may end in an extension (RFC 4884). Without a length field only the checksum tells,
 * so what follows the quoted packet of a frame that was cut is taken for one. The extension's objects are not read.
 */
function printExtension(p: Printer, at: number, length: number, type: number): void {
  if (type !== ICMP_TYPE.unreachable && type !== ICMP_TYPE.timeExceeded) return;
  const rest = length - EXTENSION_AT;
  if (rest <= 0) return;
  const extension = at + EXTENSION_AT;
  if (!p.has(extension, 5)) {
    p.protocol = 'icmp';
    p.cut();
    return;
  }
  const whole = p.has(extension, rest);
  const sum = whole ? sumOver(p, extension, rest) : 0;
  if (p.u8(at + 5) === 0 && sum !== 0) return;
  const version = p.u8(extension) >> 4;
  p.print(`\n\tICMP Multi-Part extension v${version}`);
  if (version !== EXTENSION_VERSION) p.print(' packet not supported');
  else if (whole)
    p.print(`, checksum 0x${hex4(p.u16(extension + 2))} (${sum === 0 ? '' : 'in'}correct), length ${rest}`);
}
