import { ANY_CIDR, cidrOf, parseCidr, parseIpv4, type Cidr, type Ipv4Addr } from '../wire/address.ts';

/** A route as a lab file or `ip route add` states it, before a device is chosen for its gateway. */
export type StaticRoute =
  | { readonly type: 'unicast'; readonly dst: Cidr; readonly via: Ipv4Addr }
  | { readonly type: 'unreachable' | 'blackhole' | 'prohibit'; readonly dst: Cidr };

export type StaticRouteError =
  | { readonly why: 'form' | 'prefix' | 'gateway'; readonly text: string }
  | { readonly why: 'host bits'; readonly text: string; readonly mend: Cidr };

const REFUSALS = ['unreachable', 'blackhole', 'prohibit'] as const;

export function destination(text: string): { readonly dst: Cidr } | { readonly error: StaticRouteError } {
  if (text === 'default') return { dst: ANY_CIDR };
  const host = parseIpv4(text);
  if (host !== null) return { dst: cidrOf(host, 32) };
  const dst = parseCidr(text);
  if (dst !== null) return { dst };
  const m = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text);
  const addr = m ? parseIpv4(m[1]!) : null;
  if (m && addr !== null) return { error: { why: 'host bits', text, mend: cidrOf(addr, Number(m[2])) } };
  return { error: { why: 'prefix', text } };
}

/**
 * Reads 'PREFIX via GATEWAY', 'default via GATEWAY', 'unreachable PREFIX', 'blackhole PREFIX' or 'prohibit PREFIX' as
 * `ip route add` would; a bare address is a /32. Unlike `ip route add`, host bits are refused as the kernel refuses them.
 */
export function parseStaticRoute(
  text: string,
): { readonly ok: true; readonly route: StaticRoute } | { readonly ok: false; readonly error: StaticRouteError } {
  const words = text.trim().split(/\s+/);
  const type = REFUSALS.find((word) => word === words[0]);
  const form = type === undefined ? words.length === 3 && words[1] === 'via' : words.length === 2;
  if (!form) return { ok: false, error: { why: 'form', text } };
  const to = destination(type === undefined ? words[0]! : words[1]!);
  if ('error' in to) return { ok: false, error: to.error };
  if (type !== undefined) return { ok: true, route: { type, dst: to.dst } };
  const via = parseIpv4(words[2]!);
  if (via === null) return { ok: false, error: { why: 'gateway', text: words[2]! } };
  return { ok: true, route: { type: 'unicast', dst: to.dst, via } };
}
