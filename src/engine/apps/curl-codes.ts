import type { SocketError } from '../transport/sockets.ts';

/** Exit codes (curl's include/curl/curl.h CURLcode). */
export const CODE = {
  resolve: 6,
  connect: 7,
  partial: 18,
  status: 22,
  timeout: 28,
  bind: 45,
  empty: 52,
  receive: 56,
} as const;

/** What connect() itself can end with. */
export const CONNECT_ERRORS: readonly SocketError[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EACCES',
];
