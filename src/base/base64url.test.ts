import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';

test('is what Node writes, and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
    { seed: 1 },
  );
});

test('no two texts are the same bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AQgw-_z9'), maxLength: 12 }), (text) => {
      const bytes = fromBase64url(text);
      expect(bytes === null || toBase64url(bytes) === text).toBe(true);
    }),
    { seed: 2, numRuns: 500 },
  );
  expect(['A', 'AB', 'AA=', 'A+', 'A/', '가'].map(fromBase64url)).toEqual([null, null, null, null, null, null]);
});
