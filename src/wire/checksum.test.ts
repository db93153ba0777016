import { expect, test } from 'vitest';
import { bytesOf } from '../../tests/support/hex.ts';
import { checksumOf, sum16 } from './checksum.ts';

/** RFC 1071 section 3: the words 0001 f203 f4f5 f6f7 add up to ddf2 after folding. */
test("the RFC's own example", () => {
  expect(checksumOf(sum16(bytesOf('0001 f203 f4f5 f6f7'), 0, 8))).toBe(~0xddf2 & 0xffff);
});

test('an odd byte is the high half of a word', () => {
  expect(sum16(bytesOf('0102 03'), 0, 3)).toBe(0x0102 + 0x0300);
  expect(sum16(bytesOf('ff 0102 03 ff'), 1, 4)).toBe(0x0102 + 0x0300);
});

test('a sum goes on from another', () => {
  expect(sum16(bytesOf('0001'), 0, 2, 0xfffff)).toBe(0x100000);
});

test('the longest packet does not overflow', () => {
  const bytes = new Uint8Array(65535).fill(0xff);
  // Words of ffff are zero to this sum, so ff00 and the seed's 4 + 0000 are left.
  expect(checksumOf(sum16(bytes, 0, bytes.length, 0x40000))).toBe(~0xff04 & 0xffff);
});

test('a carry out of folding is folded in as well', () => {
  expect(checksumOf(0x1ffff)).toBe(0xfffe);
});
