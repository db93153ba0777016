import type { NetnsKind } from '../../lab/world.ts';

/** The curl of netshoot and the one of Ubuntu 24.04: what differs between them is their words. */
export type CurlVersion = '8.14.1' | '8.5.0';

/** By the User-Agent if it is curl's own, else by the machine: netshoot's on pods, Ubuntu's on nodes and router. */
export function curlVersionOf(userAgent: string, kind: NetnsKind): CurlVersion {
  if (userAgent.startsWith('curl/8.5.')) return '8.5.0';
  if (userAgent.startsWith('curl/')) return '8.14.1';
  return kind === 'pod' ? '8.14.1' : '8.5.0';
}

export interface CurlWords {
  /** CURLE_COULDNT_CONNECT (lib/strerror.c). */
  readonly noConnection: string;
  /** After 'Connected to' (lib/url.c Curl_verboseconnect). */
  readonly protocol: string | null;
  /** After the request, with so many bytes of body (8.14.1 lib/request.c, 8.5.0 lib/transfer.c). */
  readonly sentOff: (body: number) => string | null;
  /** When a connection is given up (8.14.1 lib/conncache.c, 8.5.0 lib/url.c). */
  readonly closing: string;
  /** Too few bytes (8.14.1 lib/sendf.c, 8.5.0 lib/transfer.c). */
  readonly missing: (bytes: number) => string;
  /** When -f judges the status: with the head's empty line in hand, or with it told (lib/http.c http_on_response). */
  readonly verdict: 'before-empty-line' | 'after-empty-line';
  /** `%{scheme}`. */
  readonly scheme: string;
}

export const CURL_WORDS: Readonly<Record<CurlVersion, CurlWords>> = {
  '8.14.1': {
    noConnection: 'Could not connect to server',
    protocol: 'using HTTP/1.x',
    sentOff: (body) => (body > 0 ? `upload completely sent off: ${body} bytes` : 'Request completely sent off'),
    closing: 'closing connection #0',
    missing: (bytes) => `end of response with ${bytes} bytes missing`,
    verdict: 'before-empty-line',
    scheme: 'http',
  },
  '8.5.0': {
    noConnection: "Couldn't connect to server",
    protocol: null,
    // unverified: what 8.5.0 says of a body that went out with the head.
    sentOff: (body) => (body > 0 ? 'We are completely uploaded and fine' : null),
    closing: 'Closing connection',
    missing: (bytes) => `transfer closed with ${bytes} bytes remaining to read`,
    verdict: 'after-empty-line',
    scheme: 'HTTP',
  },
};
