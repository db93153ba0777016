import { utf8 } from '../../base/bytes.ts';
import type { CurlOptions } from '../../trace/stimulus.ts';
import type { AppStimulus } from './host.ts';
import { messageBytes } from './http-message.ts';

export type Curl = AppStimulus<'curl'> & CurlOptions;

/** Has the head of a request, without the empty line's end, and all of its bytes. */
export interface Request {
  readonly head: string;
  readonly body: Uint8Array;
  readonly bytes: Uint8Array;
  readonly method: string;
}

/** The request that curl makes (lib/http.c Curl_http): its own fields first, unless `-H` replaces them or takes them away. */
export function requestOf(curl: Curl, authority: string): Request {
  const body = utf8(curl.data ?? '');
  const method = curl.method ?? (curl.head ? 'HEAD' : curl.data === null ? 'GET' : 'POST');
  const typed = curl.headers.map(field);
  const replaced = new Set(typed.map(({ name }) => name.toLowerCase()));
  const own = [
    ['Host', curl.host ?? authority],
    ['User-Agent', curl.userAgent],
    ['Accept', '*/*'],
  ] as const;
  const posted = [
    ['Content-Length', `${body.length}`],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ] as const;
  const isFree = ([name, value]: readonly [string, string]): boolean =>
    !replaced.has(name.toLowerCase()) && value !== '';
  // A Host of one's own stands where curl's would be.
  const host = typed.filter(({ name }) => name.toLowerCase() === 'host');
  const others = typed.filter(({ name, value }) => name.toLowerCase() !== 'host' && value !== '');
  const fields = [
    ...host.map(({ name, value }) => [name, value] as const),
    ...own.filter(isFree),
    ...others.map(({ name, value }) => [name, value] as const),
    ...(curl.data === null ? [] : posted.filter(isFree)),
  ];
  const start = `${method} ${curl.path} HTTP/1.1`;
  const head = [start, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return { head, body, bytes: messageBytes(start, fields, body), method };
}

/** 'Name: value'; an empty value takes the field away. */
function field(typed: string): { readonly name: string; readonly value: string } {
  const colon = typed.indexOf(':');
  return colon < 0 ? { name: typed, value: '' } : { name: typed.slice(0, colon), value: typed.slice(colon + 1).trim() };
}
