/** `ping -M`: DF set and never fragmented here, DF set when the packet fits the path MTU, DF clear (iputils, ping.8). */
export const PMTUDISC = ['want', 'do', 'dont'] as const;
export type Pmtudisc = (typeof PMTUDISC)[number];

/** What ping does when nobody says: 56 data bytes, which make 64 of ICMP (iputils ping.c DEFDATALEN). */
export const USUAL_SIZE = 56;
export const USUAL_PMTUDISC: Pmtudisc = 'want';

/** IPv4 without options, and ICMP (RFC 791 section 3.1, RFC 792). */
const ECHO_HEADERS = 20 + 8;
/** The most that one echo request of a jumbo frame carries: beyond it a picture is of fragments alone. */
export const MOST_SIZE = 9000 - ECHO_HEADERS;

/** Data bytes with which an echo request is exactly as long as an MTU, in bytes. */
export function sizeFilling(mtu: number): number {
  return mtu - ECHO_HEADERS;
}

/** Data bytes that a run may be asked for, or null. */
export function allowedSize(size: number): number | null {
  return Number.isInteger(size) && size >= 0 && size <= MOST_SIZE ? size : null;
}
