import { ipv4Number, ipv4Of } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { IP_PROTOCOL } from '../../wire/numbers.ts';
import type { L4Proto } from '../../lab/tables.ts';

/** Where things are in a quoted packet, whose IPv4 header has no options. */
const AT = { protocol: 9, ipChecksum: 10, src: 12, dst: 16, l4: 20 } as const;
/** RFC 792 promises eight bytes behind the header: enough for ports and for an echo's id. */
const SHORTEST = AT.l4 + 8;

/** The flow of the packet that an ICMP error is about, seen from its sender. */
export interface QuotedFlow {
  readonly proto: L4Proto;
  readonly src: Ipv4Addr;
  readonly srcPort: number;
  readonly dst: Ipv4Addr;
  readonly dstPort: number;
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

function put(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
}

const address = (bytes: Uint8Array, at: number): Ipv4Addr => ipv4Of(word(bytes, at) * 0x10000 + word(bytes, at + 2));

/** Where the sender's port is, or its echo id; null for a packet that NAT cannot have sent. */
function portAt(quote: Uint8Array): number | null {
  const protocol = quote[AT.protocol];
  if (protocol === IP_PROTOCOL.tcp || protocol === IP_PROTOCOL.udp) return AT.l4;
  return protocol === IP_PROTOCOL.icmp && quote[AT.l4] === 8 ? AT.l4 + 4 : null;
}

/** The embedded tuple of snat_v4_rev_nat_handle_icmp_error (bpf/lib/nat.h). */
export function quotedFlow(quote: Uint8Array): QuotedFlow | null {
  if (quote.length < SHORTEST) return null;
  const at = portAt(quote);
  if (at === null) return null;
  const ends = { src: address(quote, AT.src), srcPort: word(quote, at), dst: address(quote, AT.dst) };
  if (at !== AT.l4) return { proto: 'ICMP', ...ends, dstPort: 0 };
  const proto = quote[AT.protocol] === IP_PROTOCOL.tcp ? 'TCP' : 'UDP';
  return { proto, ...ends, dstPort: word(quote, AT.l4 + 2) };
}

/** RFC 1624: a checksum after words have changed under it. */
function amended(checksum: number, changes: readonly (readonly [from: number, to: number])[]): number {
  let sum = ~checksum & 0xffff;
  for (const [from, to] of changes) {
    sum += (~from & 0xffff) + to;
    sum = (sum & 0xffff) + (sum >>> 16);
  }
  return ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
}

function amend(bytes: Uint8Array, at: number, changes: Parameters<typeof amended>[1]): void {
  if (at + 2 <= bytes.length) put(bytes, at, amended(word(bytes, at), changes));
}

/** snat_v4_rewrite_headers on the quoted packet: another sender, with the checksums that were there amended. */
export function withQuotedSource(quote: Uint8Array, src: Ipv4Addr, port: number): Uint8Array {
  const out = quote.slice();
  const n = ipv4Number(src);
  const at = portAt(quote) ?? AT.l4;
  const addressChanges = [
    [word(quote, AT.src), n >>> 16],
    [word(quote, AT.src + 2), n & 0xffff],
  ] as const;
  const portChange = [word(quote, at), port] as const;
  put(out, AT.src, n >>> 16);
  put(out, AT.src + 2, n & 0xffff);
  put(out, at, port);
  amend(out, AT.ipChecksum, addressChanges);
  const protocol = quote[AT.protocol];
  if (protocol === IP_PROTOCOL.tcp) amend(out, AT.l4 + 16, [...addressChanges, portChange]);
  else if (protocol === IP_PROTOCOL.icmp) amend(out, AT.l4 + 2, [portChange]);
  else if (word(quote, AT.l4 + 6) !== 0) amend(out, AT.l4 + 6, [...addressChanges, portChange]);
  return out;
}
