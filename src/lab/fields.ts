import { parseCidr, parseIpv4, prefixLength, type Ipv4Addr } from '../wire/address.ts';
import { isHostOf, parseInterfaceAddress } from './interface-address.ts';
import { nearestKey } from './nearest-key.ts';
import type { Findings, Wanted } from './problems.ts';

const LONGEST_SHOWN = 60;

/** A foreign value as a message of any language may show it: bounded, on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return clipped(value);
  if (value === null) return 'null';
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return value === undefined ? '' : '{…}';
}

function clipped(text: string): string {
  const line = text.slice(0, LONGEST_SHOWN + 1).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}

/** A key below `path`: 'pods.a', 'pods["a b"]'. */
export function below(path: string, key: string): string {
  if (/^[\w/-]{1,80}$/.test(key)) return path === '' ? key : `${path}.${key}`;
  return `${path}[${JSON.stringify(clipped(key))}]`;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One object of the file, read key by key. Every reader records what is wrong and returns a harmless value, so that
 * reading goes on to the next mistake; the result counts only if nothing was recorded. A null stands for an absent key.
 */
export class Fields {
  readonly path: string;
  readonly found: Findings;
  readonly #object: Readonly<Record<string, unknown>>;

  constructor(
    object: Readonly<Record<string, unknown>>,
    path: string,
    found: Findings,
    known: readonly string[],
    alsoKnown?: RegExp,
  ) {
    this.path = path;
    this.found = found;
    this.#object = object;
    for (const key of Object.keys(object)) {
      if (known.includes(key) || alsoKnown?.test(key)) continue;
      found.warning(below(path, key), 'unknown-key', { key: shown(key), nearest: nearestKey(key, known) });
    }
  }

  at(key: string): string {
    return below(this.path, key);
  }

  /** The raw value; undefined when the key is absent. Never an inherited property. */
  raw(key: string): unknown {
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  isNull(key: string): boolean {
    return this.raw(key) === null;
  }

  keys(): readonly string[] {
    return Object.keys(this.#object);
  }

  missing(key: string, want: Wanted): void {
    this.found.problem(this.at(key), 'missing', { want });
  }

  text<F extends string | null>(key: string, fallback: F, limit = 200): string | F {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) return fallback;
    if (typeof value !== 'string') this.found.problem(this.at(key), 'not-text', { got: shown(value) });
    else if (value.length > limit) this.found.problem(this.at(key), 'too-long', { length: value.length, limit });
    else return value;
    return fallback;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.raw(key) ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value ?? fallback;
    this.found.problem(this.at(key), 'not-boolean', { got: shown(value) });
    return fallback;
  }

  number<F extends number | null>(key: string, low: number, high: number, fallback: F): number | F {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) return fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high)
      return value === 0 ? 0 : value;
    this.found.problem(this.at(key), 'not-number', { got: shown(value), low, high });
    return fallback;
  }

  oneOf<T extends string | number>(key: string, options: readonly T[], fallback: T): T;
  oneOf<T extends string | number>(key: string, options: readonly T[], fallback: null): T | null;
  oneOf<T extends string | number>(key: string, options: readonly T[], fallback: T | null): T | null {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) return fallback;
    const option = options.find((candidate) => candidate === value);
    if (option !== undefined) return option;
    this.found.problem(this.at(key), 'not-one-of', { got: shown(value), options: options.map(String) });
    return fallback;
  }

  /** An IPv4 address. Null when absent or wrong; absence is a problem when `required`. */
  address(key: string, required: boolean): Ipv4Addr | null {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) {
      if (required) this.missing(key, 'address');
      return null;
    }
    const address = typeof value === 'string' ? parseIpv4(value) : null;
    if (address === null) this.found.problem(this.at(key), 'not-ipv4', { got: shown(value) });
    return address;
  }

  /** An address with its length ('ADDRESS/LENGTH') in the words of the file. Null when absent or wrong. */
  interfaceAddress(key: string, required: boolean): string | null {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) {
      if (required) this.missing(key, 'address/length');
      return null;
    }
    const address = typeof value === 'string' ? parseInterfaceAddress(value) : null;
    if (address === null) this.found.problem(this.at(key), 'not-interface-address', { got: shown(value) });
    else if (address.length < 8 || address.length > 30)
      this.found.problem(this.at(key), 'prefix-length', { got: shown(value), low: 8, high: 30 });
    else if (!isHostOf(address.ip, address.subnet))
      this.found.problem(this.at(key), 'not-a-host', { ip: address.ip, cidr: address.subnet });
    else return value as string;
    return null;
  }

  /** A prefix without host bits whose length lies in `low`..`high`. Null when absent or wrong. */
  prefix(key: string, required: boolean, low: number, high: number): string | null {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) {
      if (required) this.missing(key, 'prefix');
      return null;
    }
    const cidr = typeof value === 'string' ? parseCidr(value) : null;
    if (cidr === null) {
      const address = typeof value === 'string' ? parseInterfaceAddress(value) : null;
      if (address === null) this.found.problem(this.at(key), 'not-prefix', { got: shown(value) });
      else this.found.problem(this.at(key), 'host-bits', { got: shown(value), mend: address.subnet });
      return null;
    }
    const length = prefixLength(cidr);
    if (length >= low && length <= high) return cidr;
    this.found.problem(this.at(key), 'prefix-length', { got: cidr, low, high });
    return null;
  }

  /** The items of a list; none when absent or wrong. */
  list(key: string): readonly unknown[] {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.found.problem(this.at(key), 'not-list', { got: shown(value) });
    return [];
  }

  /** An object's own keys and values in the file's order; none when absent or wrong. */
  pairs(key: string): readonly (readonly [key: string, value: unknown])[] {
    const value = this.raw(key) ?? undefined;
    if (value === undefined) return [];
    if (isObject(value)) return Object.entries(value);
    this.found.problem(this.at(key), 'not-object', { got: shown(value) });
    return [];
  }
}
