import { fromBase64url, toBase64url } from '../../base/base64url.ts';
import { crc32 } from '../../base/crc32.ts';
import { deflated, inflated } from './inflate.ts';

/** Meaning of what is inside. Another number only when a field gets another meaning. */
export const HASH_MAJOR = 1;
/** Characters of a hash, and bytes of the JSON inside of it. */
export const HASH_LIMITS = { text: 32_768, json: 262_144 } as const;

/** Why a hash is not opened. */
export type HashFault =
  /** Made by a later version of this page. */
  | 'version'
  /** Cut short, or mangled so that it cannot be read at all. */
  | 'truncated'
  /** Read, but not what was written. */
  | 'checksum'
  | 'size'
  /** Whole, but not a state. */
  | 'state'
  /** A state whose lab file has problems. */
  | 'lab';

export type HashText =
  | { readonly ok: true; readonly major: number; readonly json: string }
  | { readonly ok: false; readonly fault: HashFault };

const HASH = /^v([1-9]\d{0,2})\.([jd])\.([A-Za-z0-9_-]+)\.([0-9a-z]{1,7})$/;

/** `v1.j.…` or `v1.d.…`, whichever is shorter; null when it would be too long to be read again. */
export async function writeHash(json: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > HASH_LIMITS.json) return null;
  const [plain, packed] = [toBase64url(bytes), toBase64url(await deflated(bytes))];
  const body = packed.length < plain.length ? `d.${packed}` : `j.${plain}`;
  const text = `v${HASH_MAJOR}.${body}.${crc32(bytes).toString(36)}`;
  return text.length > HASH_LIMITS.text ? null : text;
}

/** The JSON text of a hash. Never throws; every limit is looked at before the work that it bounds. */
export async function readHash(hash: string): Promise<HashText> {
  const text = bare(hash);
  if (text.length > HASH_LIMITS.text) return refused('size');
  const major = Number(/^v([1-9]\d{0,2})\./.exec(text)?.[1] ?? 0);
  if (major > HASH_MAJOR) return refused('version');
  const [, , codec, payload = '', crc] = HASH.exec(text) ?? [];
  const packed = codec === undefined ? null : fromBase64url(payload);
  if (packed === null) return refused('truncated');
  const bytes = codec === 'j' ? packed : await unpacked(packed);
  if (typeof bytes === 'string') return refused(bytes);
  if (crc32(bytes).toString(36) !== crc) return refused('checksum');
  const json = utf8(bytes);
  return json === null ? refused('state') : { ok: true, major, json };
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | HashFault> {
  const out = await inflated(packed, HASH_LIMITS.json);
  if (out.kind === 'bytes') return out.bytes;
  return out.kind === 'too-big' ? 'size' : 'truncated';
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(fault: HashFault): HashText {
  return { ok: false, fault };
}

function bare(hash: string): string {
  return hash.startsWith('#') ? hash.slice(1) : hash;
}
