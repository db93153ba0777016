import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cookedPacket, ethernetPacket, ipPacket } from '../../tests/support/packets.ts';
import { decode, type Link } from './decode.ts';
import { encode, encodedLength } from './encode.ts';
import type { Packet } from './layers.ts';

const KINDS: readonly (readonly [Link, fc.Arbitrary<Packet>])[] = [
  ['ethernet', ethernetPacket],
  ['sll2', cookedPacket],
  ['ipv4', ipPacket],
];

describe.each(KINDS)('packets over %s', (link, packets) => {
  test('come back from their bytes as they were', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const bytes = encode(packet);
        expect(decode(bytes, link)).toEqual({ packet, problem: null });
        expect(encodedLength(packet)).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  test('give the same bytes when they are encoded twice', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const bytes = encode(packet);
        expect(encode(decode(bytes, link).packet)).toEqual(bytes);
      }),
      { numRuns: 200 },
    );
  });
});
