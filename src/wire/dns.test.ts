import { describe, expect, test } from 'vitest';
import { IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer, Packet } from './layers.ts';

const UDP: Layer<'udp'> = { kind: 'udp', srcPort: 53, dstPort: 40000, zeroChecksum: true };
const packetWith = (layer: Layer): Packet => [IPV4, UDP, layer];
const messageOf = (layer: Layer<'dns'>): Uint8Array => encode(packetWith(layer)).slice(28);
const decoded = (message: Uint8Array) => decode(encode(packetWith({ kind: 'data', bytes: message })), 'ipv4');

const QUERY: Layer<'dns'> = {
  kind: 'dns',
  id: 0x1234,
  response: false,
  authoritative: false,
  recursionDesired: true,
  recursionAvailable: false,
  rcode: 0,
  questions: [{ name: 'f.isi.arpa', type: 'A' }],
  answers: [],
};
const QUERY_BYTES = bytesOf('1234 0100 0001 0000 0000 0000 0166 03697369 0461727061 00 0001 0001');

test('a query', () => {
  expect(messageOf(QUERY)).toEqual(QUERY_BYTES);
  expect(decoded(QUERY_BYTES)).toEqual({ packet: packetWith(QUERY), problem: null });
});

describe('an answer', () => {
  const ANSWER: Layer<'dns'> = {
    ...QUERY,
    response: true,
    authoritative: true,
    recursionAvailable: true,
    answers: [
      { name: 'f.isi.arpa', type: 'CNAME', ttl: 30, data: 'foo.f.isi.arpa' },
      { name: 'foo.f.isi.arpa', type: 'A', ttl: 5, data: '192.0.2.7' },
      { name: 'isi.arpa', type: 'AAAA', ttl: 5, data: '20010db8000000000000000000000001' },
      { name: '', type: 'PTR', ttl: 0, data: 'arpa' },
    ],
  };

  test('points to names that are there already (RFC 1035 section 4.1.4)', () => {
    const bytes = messageOf(ANSWER);
    expect(bytes).toEqual(
      bytesOf(`1234 8580 0001 0004 0000 0000
        0166 03697369 0461727061 00 0001 0001
        c00c 0005 0001 0000001e 0006 03666f6f c00c
        c028 0001 0001 00000005 0004 c0000207
        c00e 001c 0001 00000005 0010 20010db8000000000000000000000001
        00 000c 0001 00000000 0002 c012`),
    );
    expect(decoded(bytes)).toEqual({ packet: packetWith(ANSWER), problem: null });
  });
});

test('an error has a code', () => {
  const nxdomain: Layer<'dns'> = { ...QUERY, response: true, rcode: 3 };
  expect(messageOf(nxdomain).slice(2, 4)).toEqual(bytesOf('8103'));
});

test.each([
  [
    'names that point at themselves',
    '1234 0100 0001 0000 0000 0000 c00c 0001 0001',
    { offset: 40, why: 'malformed', text: 'name pointer 12' },
  ],
  [
    'names that point forward',
    '1234 0100 0001 0000 0000 0000 c010 0001 0001',
    { offset: 40, why: 'malformed', text: 'name pointer 16' },
  ],
  [
    'labels of an unknown form',
    '1234 0100 0001 0000 0000 0000 41 0001 0001',
    { offset: 40, why: 'unsupported', text: 'label type 1' },
  ],
  [
    'dots inside labels',
    '1234 0100 0001 0000 0000 0000 03612e62 00 0001 0001',
    { offset: 40, why: 'unsupported', text: 'dot in a label' },
  ],
  ['a name without end', '1234 0100 0001 0000 0000 0000 0161', { offset: 42, why: 'truncated', text: 'name' }],
  ['a label without end', '1234 0100 0001 0000 0000 0000 0561', { offset: 40, why: 'truncated', text: 'label' }],
  ['another type', '1234 0100 0001 0000 0000 0000 00 000f 0001', { offset: 41, why: 'unsupported', text: 'type 15' }],
  ['another class', '1234 0100 0001 0000 0000 0000 00 0001 0003', { offset: 43, why: 'unsupported', text: 'class 3' }],
  [
    'more questions than there are',
    '1234 0100 ffff 0000 0000 0000 00 0001 0001',
    { offset: 45, why: 'truncated', text: 'name' },
  ],
  [
    'an address of three bytes',
    '1234 8100 0000 0001 0000 0000 00 0001 0001 00000000 0003 010203',
    { offset: 51, why: 'malformed', text: 'A data of 3 bytes' },
  ],
  [
    'record data that is cut',
    '1234 8100 0000 0001 0000 0000 00 0001 0001 00000000 0004 0102',
    { offset: 51, why: 'truncated', text: 'record data' },
  ],
  [
    'bytes after the records',
    '1234 0100 0000 0000 0000 0000 ff',
    { offset: 40, why: 'unsupported', text: '1 bytes after the records' },
  ],
  [
    'additional records',
    '1234 0100 0000 0000 0000 0001',
    { offset: 38, why: 'unsupported', text: 'additionalCount 1' },
  ],
  ['a truncated answer', '1234 8300 0000 0000 0000 0000', { offset: 30, why: 'unsupported', text: 'truncation 1' }],
])('refuses %s and keeps the bytes', (_, hex, problem) => {
  const message = bytesOf(hex);
  expect(decoded(message)).toEqual({
    packet: packetWith({ kind: 'data', bytes: message }),
    problem: { layer: 'dns', ...problem },
  });
});

test('follows sixteen pointers and not one more', () => {
  // A name of one label, then names that each point to the one before.
  const chained = (pointers: number): Uint8Array => {
    const message = [...bytesOf('1234 0100 0000 0000 0000 0000'), ...bytesOf('0161 00')];
    message[5] = pointers + 1;
    message.push(0, 1, 0, 1);
    let target = 12;
    for (let i = 0; i < pointers; i++) {
      const at = message.length;
      message.push(0xc0 | (target >> 8), target & 255, 0, 1, 0, 1);
      target = at;
    }
    return Uint8Array.from(message);
  };
  expect(decoded(chained(16)).problem).toBe(null);
  expect(decoded(chained(17)).problem).toMatchObject({ why: 'malformed' });
});

test.each([
  ['a label of 64 bytes', 'a'.repeat(64)],
  ['an empty label', 'a..b'],
  ['a dot at the end', 'a.'],
  ['300 bytes', Array.from({ length: 150 }, () => 'a').join('.')],
  ['characters that are no bytes', '\u{d55c}'],
])('a name with %s has no form on the wire', (_, name) => {
  expect(() => messageOf({ ...QUERY, questions: [{ name, type: 'A' }] })).toThrow(/DNS/);
});
