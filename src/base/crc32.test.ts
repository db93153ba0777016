import { crc32 as nodeCrc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

test('is the checksum that everybody computes', () => {
  const text = new TextEncoder();
  expect(crc32(text.encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
  const long = deflateRawSync(text.encode('패킷'.repeat(1000)));
  expect(crc32(long)).toBe(nodeCrc32(long));
});
