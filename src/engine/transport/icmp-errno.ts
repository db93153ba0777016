import type { SocketError } from './sockets.ts';

/** net/ipv4/icmp.c icmp_err_convert, by code of "destination unreachable": the error, and whether it is final. */
const UNREACHABLE: readonly (readonly [errno: SocketError, fatal: boolean])[] = [
  ['ENETUNREACH', false], // net unreachable
  ['EHOSTUNREACH', false], // host unreachable
  ['ENOPROTOOPT', true], // protocol unreachable
  ['ECONNREFUSED', true], // port unreachable
  ['EMSGSIZE', false], // fragmentation needed
  ['EOPNOTSUPP', false], // source route failed
  ['ENETUNREACH', true], // net unknown
  ['EHOSTDOWN', true], // host unknown
  ['ENONET', true], // source host isolated
  ['ENETUNREACH', true], // net prohibited
  ['EHOSTUNREACH', true], // host prohibited
  ['ENETUNREACH', false], // net unreachable for the type of service
  ['EHOSTUNREACH', false], // host unreachable for the type of service
  ['EHOSTUNREACH', true], // packet filtered
  ['EHOSTUNREACH', true], // precedence violation
  ['EHOSTUNREACH', true], // precedence cut-off
];

/** What the ICMP error means to a socket. Time exceeded is EHOSTUNREACH; codes that nobody assigned are too. */
export function errnoOf(type: 3 | 11, code: number): { readonly errno: SocketError; readonly fatal: boolean } {
  const row = type === 3 ? UNREACHABLE[code] : undefined;
  return { errno: row?.[0] ?? 'EHOSTUNREACH', fatal: row?.[1] ?? false };
}

export const FRAG_NEEDED = 4;
