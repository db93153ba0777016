import { type Mac, macBytes, macOf } from './address.ts';
import { put16, put32, u16, u32 } from './byte-order.ts';

const TWO_32 = 0x100000000;
/** MACs as 48-bit numbers, and back: a lab has few and asks often. */
const numbers = new Map<Mac, number>();
const texts = new Map<number, Mac>();
const MEMO_LIMIT = 65536;

function macNumber(mac: Mac): number {
  const known = numbers.get(mac);
  if (known !== undefined) return known;
  const bytes = macBytes(mac);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  if (bytes.length !== 6 || Number.isNaN(number)) throw new Error(`'${mac}' is not a MAC address`);
  if (numbers.size > MEMO_LIMIT) numbers.clear();
  numbers.set(mac, number);
  return number;
}

/** Writes the six bytes of a MAC. Throws when the text is none. */
export function putMac(out: Uint8Array, at: number, mac: Mac): void {
  const number = macNumber(mac);
  put16(out, at, Math.floor(number / TWO_32));
  put32(out, at + 2, number >>> 0);
}

/** The MAC in the six bytes at `at`. */
export function macAt(bytes: Uint8Array, at: number): Mac {
  const number = u16(bytes, at) * TWO_32 + u32(bytes, at + 2);
  const known = texts.get(number);
  if (known !== undefined) return known;
  const mac = macOf([...bytes.subarray(at, at + 6)]);
  if (texts.size > MEMO_LIMIT) texts.clear();
  texts.set(number, mac);
  return mac;
}
