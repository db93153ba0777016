import { ipv6Text } from './ipv6-text.ts';
import { printName, skipName } from './dns-name.ts';
import type { Printer } from './printer.ts';
import { printVisible } from './visible.ts';

/** Resource record types (IANA, "DNS Parameters"; print-domain.c ns_type2str). */
const TYPES: ReadonlyMap<number, string> = new Map(
  (
    'A 1 NS 2 MD 3 MF 4 CNAME 5 SOA 6 MB 7 MG 8 MR 9 NULL 10 WKS 11 PTR 12 HINFO 13 MINFO 14 MX 15 TXT 16 RP 17 ' +
    'AFSDB 18 X25 19 ISDN 20 RT 21 NSAP 22 NSAP_PTR 23 SIG 24 KEY 25 PX 26 GPOS 27 AAAA 28 LOC 29 NXT 30 EID 31 ' +
    'NIMLOC 32 SRV 33 ATMA 34 NAPTR 35 KX 36 CERT 37 A6 38 DNAME 39 SINK 40 OPT 41 APL 42 DS 43 SSHFP 44 ' +
    'IPSECKEY 45 RRSIG 46 NSEC 47 DNSKEY 48 DHCID 49 NSEC3 50 NSEC3PARAM 51 TLSA 52 SMIMEA 53 HIP 55 CDS 59 ' +
    'CDNSKEY 60 OPENPGPKEY 61 CSYNC 62 ZONEMD 63 SVCB 64 HTTPS 65 SPF 99 TKEY 249 TSIG 250 IXFR 251 AXFR 252 ' +
    'MAILB 253 MAILA 254 ANY 255 URI 256 CAA 257'
  )
    .match(/\S+ \d+/g)
    ?.map((entry) => [Number(entry.split(' ')[1]), entry.split(' ')[0] ?? '']),
);
const CLASSES: ReadonlyMap<number, string> = new Map([
  [3, 'CHAOS'],
  [4, 'HS'],
  [255, 'ANY'],
]);
const CLASS_IN = 1;
const OPT = 41;
/** A record after its name: type, class, TTL, length. */
const FIXED = 10;
const COOKIE = 10;

function classText(number: number): string {
  return number === CLASS_IN ? '' : ` ${CLASSES.get(number) ?? `(Class ${number})`}`;
}

/** Prints ' A? name.' and says where the question ends; null when it is broken (print-domain.c ns_qprint). */
export function printQuestion(p: Printer, at: number, message: number): number | null {
  const end = skipName(p, at);
  if (end === null || !p.has(end, 4)) return null;
  const type = p.u16(end);
  p.print(` ${TYPES.get(type) ?? `Type${type}`}${classText(p.u16(end + 2))}? `);
  const after = printName(p, at, message);
  return after === null ? null : after + 4;
}

/** Prints one record and says where it ends; null when it is broken (print-domain.c ns_rprint). */
export function printRecord(p: Printer, at: number, message: number): number | null {
  if (p.options.verbose > 0) p.print(' ');
  const end = p.options.verbose > 0 ? printName(p, at, message) : skipName(p, at);
  if (end === null && p.options.verbose > 0) return null;
  if (end === null || !p.has(end, FIXED)) return p.end;
  const [type, number] = [p.u16(end), p.u16(end + 2)];
  if (type !== OPT) p.print(classText(number));
  if (type !== OPT && p.options.verbose > 2) p.print(` [${durationText(p.u32(end + 4))}]`);
  p.print(` ${TYPES.get(type) ?? `Type${type}`}`);
  const data = end + FIXED;
  const after = data + p.u16(end + 8);
  if (after > p.end) return null;
  return printData(p, type, { at: data, end: after, message, number, flags: p.u16(end + 6) }) ? after : null;
}

interface RecordData {
  readonly at: number;
  readonly end: number;
  readonly message: number;
  /** The class, which in OPT is the largest message that the sender takes (RFC 6891 section 6.1.2). */
  readonly number: number;
  readonly flags: number;
}

/** False when the data is broken. Types without a case are named only, as tcpdump does with most. */
function printData(p: Printer, type: number, { at, end, message, number, flags }: RecordData): boolean {
  const name = (from: number): number | null => {
    p.print(' ');
    return printName(p, from, message);
  };
  switch (type) {
    case 1:
      if (!p.has(at, 4)) return false;
      p.print(` ${p.address(at)}`);
      return true;
    case 28:
      if (!p.has(at, 16)) return false;
      p.print(` ${ipv6Text(p.bytes.subarray(at, at + 16))}`);
      return true;
    case 2:
    case 5:
    case 12:
    case 39:
      return name(at) !== null;
    case 6: {
      if (p.options.verbose === 0) return true;
      const mail = name(at);
      const numbers = mail === null ? null : name(mail);
      if (numbers === null || !p.has(numbers, 20)) return false;
      for (let i = 0; i < 5; i++) p.print(` ${p.u32(numbers + 4 * i)}`);
      return true;
    }
    case 15:
      if (!p.has(at, 2) || name(at + 2) === null) return false;
      p.print(` ${p.u16(at)}`);
      return true;
    case 16:
      return printStrings(p, at, end);
    case 33:
      if (!p.has(at, 6) || name(at + 6) === null) return false;
      p.print(`:${p.u16(at + 4)} ${p.u16(at)} ${p.u16(at + 2)}`);
      return true;
    case OPT:
      p.print(` UDPsize=${number}${(flags & 0x8000) === 0 ? '' : ' DO'}`);
      return at === end || printEdns(p, at, end);
    default:
      return true;
  }
}

function printStrings(p: Printer, from: number, end: number): boolean {
  for (let at = from; at < end;) {
    const length = p.u8(at);
    p.print(' "');
    if (!printVisible(p, at + 1, length)) return false;
    p.print('"');
    at += 1 + length;
  }
  return true;
}

/** RFC 6891 section 6.1.2; only cookies (RFC 7873) have a text of their own, dig sends them. */
function printEdns(p: Printer, from: number, end: number): boolean {
  const texts: string[] = [];
  for (let at = from; at < end;) {
    if (!p.has(at, 4)) return false;
    const [option, length] = [p.u16(at), p.u16(at + 2)];
    if (!p.has(at + 4, length)) return false;
    const bytes = [...p.bytes.subarray(at + 4, at + 4 + length)].map((byte) => byte.toString(16).padStart(2, '0'));
    const text =
      option === COOKIE && length > 8 ? `${bytes.slice(0, 8).join('')} ${bytes.slice(8).join('')}` : bytes.join('');
    texts.push(`${option === COOKIE ? 'COOKIE' : `Opt${option}`}${length === 0 ? '' : ` ${text}`}`);
    at += 4 + length;
  }
  p.print(` [${texts.join(',')}]`);
  return true;
}

const UNITS = [
  [31_536_000, 'y'],
  [604_800, 'w'],
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

/** '1h5s' (util-print.c unsigned_relts_print). */
function durationText(seconds: number): string {
  let left = seconds;
  let text = '';
  for (const [unit, letter] of UNITS) {
    if (left < unit) continue;
    text += `${Math.floor(left / unit)}${letter}`;
    left %= unit;
  }
  return text === '' ? '0s' : text;
}
