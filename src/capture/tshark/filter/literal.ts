import { ipv4Number, maskOf, parseIpv4 } from '../../../wire/address.ts';
import { latin1Of, utf8 } from '../../../base/bytes.ts';
import type { FieldSpec, Value } from '../field.ts';
import { timeOf } from '../time.ts';
import { DisplayFilterFault } from './fault.ts';
import { typeName } from './operand.ts';
import type { Token } from './token.ts';
import { VALUE_NAMES } from './value-names.ts';

/** What a literal of a filter stands for: one value, or the addresses of a prefix. */
export interface Literal {
  readonly value: Value;
  /** Bits of an IPv4 prefix that count. */
  readonly mask: number;
}

export interface Clock {
  readonly utcOffsetMinutes: number;
}

const NUMBER = /^[+-]?(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i;
const BYTES = /^[\da-f]{1,2}([:.-][\da-f]{1,2})*$/i;
const MAC_BYTES = 6;
const SECONDS = /^([+-]?)(\d+)(?:\.(\d{1,9}))?$/;
const MAX = { most: 32 } as const;

/** A literal as a value of the field that it is compared with (ftype-*.c val_from_literal, val_from_string). */
export function literalFor(spec: FieldSpec, token: Token, clock: Clock): Literal {
  const fail = (message: string): never => {
    throw new DisplayFilterFault(message, token);
  };
  const plain = (value: Value): Literal => ({ value, mask: MAX.most });
  switch (spec.type) {
    case 'uint':
    case 'int':
    case 'framenum':
      return plain(numberFor(spec, token, fail));
    case 'bool':
      return plain(boolFor(spec, token, fail));
    case 'string':
      return plain(
        token.kind === 'string' ? token.value : token.kind === 'char' ? String.fromCharCode(token.value) : token.text,
      );
    case 'bytes':
    case 'protocol':
      return plain(bytesFor(token, fail));
    case 'ether':
      return plain(etherFor(spec, token, fail));
    case 'ipv4':
      return addressFor(spec, token, fail);
    case 'absolute': {
      const text = token.kind === 'string' ? token.value : token.text;
      const example = 'Example: "Nov 12, 1999 08:55:44.123" or "2011-07-04 12:34:56"';
      return plain(timeOf(text, clock.utcOffsetMinutes) ?? fail(`"${text}" is not a valid absolute time. ${example}`));
    }
    case 'relative':
      return plain(secondsFor(token, fail));
    case 'double': {
      const number = Number(token.text);
      return plain(Number.isNaN(number) ? fail(`"${token.text}" is not a valid number.`) : number);
    }
    case 'none':
      return fail(`${token.text} is not a value`);
  }
}

type Fail = (message: string) => never;

function cannot(spec: FieldSpec, text: string): string {
  return `${typeName(spec)} cannot be converted from a string ("${text}").`;
}

function numberFor(spec: FieldSpec, token: Token, fail: Fail): number {
  if (token.kind === 'char') return token.value;
  const names = VALUE_NAMES.get(spec.name);
  const text = token.kind === 'string' ? token.value : token.text;
  if (token.kind === 'word' && NUMBER.test(text)) {
    const value = text.startsWith('-') ? -intOf(text.slice(1)) : intOf(text.replace('+', ''));
    const most = 16 ** (spec.digits || 8) - 1;
    if (value > most) fail(`"${text}" too big for this field, maximum ${most}.`);
    return value;
  }
  if (names === undefined)
    return fail(token.kind === 'string' ? cannot(spec, text) : `"${text}" is not a valid number.`);
  return (
    names.get(text.toLowerCase()) ??
    fail(`${quoted(token)} cannot be found among the possible values for ${spec.name}.`)
  );
}

function quoted(token: Token): string {
  return token.kind === 'string' ? token.text : `"${token.text}"`;
}

/** C's strtoul: octal after a zero. */
function intOf(text: string): number {
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}

function boolFor(spec: FieldSpec, token: Token, fail: Fail): boolean {
  const text = token.kind === 'string' ? token.value : token.text;
  if (token.kind === 'word') {
    if (NUMBER.test(text)) return intOf(text) !== 0;
    if (text === 'True' || text === 'TRUE') return true;
    if (text === 'False' || text === 'FALSE') return false;
  }
  if (spec.name.startsWith('tcp.flags.') || spec.name.startsWith('ip.flags.')) {
    if (/^set$/i.test(text)) return true;
    if (/^not set$/i.test(text)) return false;
  }
  return fail(`${quoted(token)} cannot be found among the possible values for ${spec.name}.`);
}

function bytesFor(token: Token, fail: Fail): Uint8Array {
  if (token.kind === 'string') return utf8(token.value);
  if (token.kind === 'char') return Uint8Array.of(token.value);
  const text = token.text;
  if (BYTES.test(text)) return Uint8Array.from(text.split(/[:.-]/), (byte) => Number.parseInt(byte, 16));
  if (/^([\da-f]{2})+$/i.test(text))
    return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return fail(`"${text}" is not a valid byte string.`);
}

function etherFor(spec: FieldSpec, token: Token, fail: Fail): string {
  const text = token.kind === 'string' ? token.value : token.text;
  if (token.kind === 'string') return fail(cannot(spec, text));
  if (!BYTES.test(text) && !/^([\da-f]{2})+$/i.test(text))
    return fail(`"${text}" is not a valid hostname or Ethernet address.`);
  const bytes = [...bytesFor(token, fail)];
  if (bytes.length < MAC_BYTES) return fail(`"${text}" contains too few bytes to be a valid Ethernet address.`);
  if (bytes.length > MAC_BYTES) return fail(`"${text}" contains too many bytes to be a valid Ethernet address.`);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function addressFor(spec: FieldSpec, token: Token, fail: Fail): Literal {
  const text = token.kind === 'string' ? token.value : token.text;
  if (token.kind === 'string') return fail(cannot(spec, text));
  const [address = '', bits] = text.split('/');
  const parsed = parseIpv4(address);
  if (parsed === null) return fail(`"${address}" is not a valid hostname or IPv4 address.`);
  const length = bits === undefined ? MAX.most : Number(bits);
  if (Number.isNaN(length)) return fail(`"${text}" is not a valid hostname or IPv4 address.`);
  if (length > MAX.most) return fail(`Netmask bits in a CIDR IPv4 address should be <= 32, not ${length}`);
  return { value: parsed, mask: length };
}

function secondsFor(token: Token, fail: Fail): bigint {
  const [, sign, whole, fraction = ''] = SECONDS.exec(token.text) ?? [];
  if (whole === undefined) return fail(`"${token.text}" is not a valid time.`);
  const nanos = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
  return sign === '-' ? -nanos : nanos;
}

/** Values in their order: negative, zero or positive; NaN when they do not compare. */
export function compareValues(spec: FieldSpec, left: Value, { value: right, mask }: Literal): number {
  if (spec.type === 'ipv4') return networkOf(left, mask) - networkOf(right, mask);
  const [a, b] = [orderOf(left), orderOf(right)];
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}

/** Something that `<` compares: bytes as Latin-1 text. */
function orderOf(value: Value): number | bigint | string {
  if (value instanceof Uint8Array) return latin1Of(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? '';
}

/** The bits of an address that a prefix keeps. */
function networkOf(value: Value, mask: number): number {
  const address = typeof value === 'string' ? parseIpv4(value) : null;
  return address === null ? Number.NaN : (ipv4Number(address) & maskOf(mask)) >>> 0;
}
