import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ethernetPacket } from '../../tests/support/packets.ts';
import { decode, type Link } from './decode.ts';
import { dissect } from './dissect.ts';
import type { DissectNode } from './dissect-node.ts';
import { encode } from './encode.ts';
import { summaryOf } from './summary.ts';

const LINKS: readonly Link[] = ['ethernet', 'sll2', 'ipv4'];

function flat(nodes: readonly DissectNode[]): readonly DissectNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

/** Frames that were right and then lost their end or some of their bits. */
const damaged = fc
  .record({
    packet: ethernetPacket,
    flips: fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 255 })), { maxLength: 4 }),
    keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ packet, flips, keep }) => {
    const bytes = encode(packet);
    for (const [at, bits] of flips) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits;
    return bytes.slice(0, Math.floor(bytes.length * keep));
  });

const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged);

describe('any bytes', () => {
  test('decode without throwing, and what is read can be told', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...LINKS), (bytes, link) => {
        const { packet, problem } = decode(bytes, link);
        expect(typeof summaryOf(packet)).toBe('string');
        expect(problem === null || (problem.offset >= 0 && problem.offset <= bytes.length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('dissect into nodes that lie inside them, with ids of their own', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...LINKS), (bytes, link) => {
        const nodes = flat(dissect(bytes, link));
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
        for (const { offset, length, bits } of nodes) {
          expect(offset >= 0 && length >= 0 && offset + length <= bytes.length).toBe(true);
          expect(bits === null || (bits[0] < bits[1] && bits[1] <= length * 8)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('dissect into layers that cover every byte once', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...LINKS), (bytes, link) => {
        const covered = new Uint8Array(bytes.length);
        for (const { offset, length } of dissect(bytes, link))
          for (let i = offset; i < offset + length; i++) covered[i]! += 1;
        expect(covered.every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  test('that decode without a problem differ from their second encoding in checksums only', () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        const { packet, problem } = decode(bytes, 'ethernet');
        const tree = flat(dissect(bytes, 'ethernet'));
        // DNS names can be shortened in more than one way, and we have our own.
        const canonical = packet.every(({ kind }) => kind !== 'dns') && tree.every(({ note }) => note !== 'trailing');
        fc.pre(problem === null && canonical);
        const again = encode(packet);
        expect(again.length).toBe(bytes.length);
        for (const [i, byte] of bytes.entries()) {
          if (again[i] === byte) continue;
          const there = tree.filter(
            ({ offset, length, children }) => children.length === 0 && offset <= i && i < offset + length,
          );
          expect(there.map(({ label }) => label.split('.').at(-1))).toEqual(['checksum']);
        }
      }),
      { numRuns: 600 },
    );
  });
});
