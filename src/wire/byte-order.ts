/** The byte at `at`, which the caller knows to be there. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

/** Two bytes in network order (RFC 1700, "Data Notations"). */
export function u16(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) << 8) | u8(bytes, at + 1);
}

/** Four bytes in network order, 0..2^32-1. */
export function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0;
}

export function put16(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 8;
  out[at + 1] = value;
}

/** `value` is an integer in 0..2^32-1. */
export function put32(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}
