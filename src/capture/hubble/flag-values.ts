import { RESERVED } from '../monitor/identity-name.ts';
import { MESSAGE_TYPES, isMessageType } from '../monitor/options.ts';
import { DROP_DESC, OTHER_DROP_DESCS } from './drop-desc.ts';
import type { FilterFields } from './filter-fields.ts';
import { TRACE_POINT } from './flow.ts';

/** A value, or why it is none, in hubble's words. */
export type Value<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const good = <T>(value: T): Value<T> => ({ ok: true, value });
const bad = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

const VERDICTS = ['FORWARDED', 'DROPPED', 'TRACED', 'TRANSLATED'] as const;
/** Verdicts that no flow of a lab has. */
const OTHER_VERDICTS: readonly string[] = ['VERDICT_UNKNOWN', 'ERROR', 'AUDIT', 'REDIRECTED'];

export function verdictValue(text: string): Value<FilterFields['verdict'][number]> {
  const verdict = VERDICTS.find((each) => each === text);
  if (verdict !== undefined) return good(verdict);
  return OTHER_VERDICTS.includes(text) ? good('other') : bad(`invalid --verdict value: ${text}`);
}

export function dropReasonValue(text: string): Value<string> {
  if (text === '') return bad('empty --drop-reason-desc value');
  const known = Object.values(DROP_DESC).includes(text) || OTHER_DROP_DESCS.includes(text);
  return known ? good(text) : bad(`invalid --drop-reason-desc value: ${text}`);
}

/** TYPE[:SUBTYPE], each a name or a number. Points are known by name for traces only. */
export function eventTypeValue(text: string): Value<FilterFields['eventType'][number]> {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const type = isMessageType(name) ? MESSAGE_TYPES[name] : parseUint(name);
  if (type === null) {
    const why = 'not a known type name and unable to parse as numeric value';
    return bad(`unable to parse type '${name}', ${why}: ${uintError(name)}`);
  }
  if (colon < 0) return good({ type, subType: null });
  const sub = text.slice(colon + 1);
  const point = type === MESSAGE_TYPES.trace ? (POINTS.get(sub) ?? null) : null;
  const subType = point ?? parseUint(sub);
  if (subType === null) {
    const why = 'not a known sub-type name and unable to parse as numeric value';
    return bad(`unable to parse event sub-type '${sub}', ${why}: ${uintError(sub)}`);
  }
  return good({ type, subType });
}

const POINTS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(TRACE_POINT),
  ['from-proxy', 6],
  ['from-crypto', 12],
  ['to-crypto', 13],
] as readonly (readonly [string, number])[]);

function parseUint(text: string): number | null {
  return /^\d{1,10}$/.test(text) && Number(text) <= 0xffffffff ? Number(text) : null;
}

/** What Go's strconv.ParseUint says of a text that it does not take. */
export function uintError(text: string): string {
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  return `strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`;
}

const NAMED = RESERVED.slice(1);

export function identityValue(text: string): Value<number> {
  const reserved = RESERVED.indexOf(text);
  const identity = reserved > 0 ? reserved : parseUint(text);
  // unverified: the names that are listed, in the order of their numbers.
  if (identity === null)
    return bad(`invalid security identity, expected one of [${NAMED.join(' ')}] or a numeric value`);
  return good(identity);
}

export function directionValue(text: string): Value<'INGRESS' | 'EGRESS'> {
  const lower = text.toLowerCase();
  if (lower === 'ingress') return good('INGRESS');
  if (lower === 'egress') return good('EGRESS');
  return bad(`${lower}: invalid traffic direction, expected ingress or egress`);
}

const TCP_FLAGS: readonly string[] = ['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'NS'];

export function tcpFlagsValue(text: string): Value<readonly string[]> {
  const flags = text.split(',');
  const unknown = flags.find((flag) => !TCP_FLAGS.includes(flag.toUpperCase()));
  return unknown === undefined ? good(flags.map((flag) => flag.toUpperCase())) : bad(`unknown tcp flag: ${unknown}`);
}

export function ipVersionValue(text: string): 4 | 6 | 0 {
  const lower = text.toLowerCase();
  if (['4', 'v4', 'ipv4', 'ip4'].includes(lower)) return 4;
  return ['6', 'v6', 'ipv6', 'ip6'].includes(lower) ? 6 : 0;
}
