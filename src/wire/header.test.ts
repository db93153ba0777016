import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../tests/support/hex.ts';
import { diagramOf } from './diagram.ts';
import { derived, fixed, flag, hex, split, uint } from './field.ts';
import { defineHeader } from './header.ts';
import { IPV4 } from './ipv4.ts';
import { LAYOUTS } from './layouts.ts';

const ODD = defineHeader({
  version: fixed(3, 5),
  on: flag(),
  low: uint(4),
  wide: uint(13, 8),
  tail: uint(3),
  sum: derived(24),
  long: uint(32),
});

describe('a header table', () => {
  test('places its fields one after the other', () => {
    expect(ODD.size).toBe(10);
    expect(ODD.slots.map(({ name, bit, byte, bytes, shift }) => [name, bit, byte, bytes, shift])).toEqual([
      ['version', 0, 0, 1, 5],
      ['on', 3, 0, 1, 4],
      ['low', 4, 0, 1, 0],
      ['wide', 8, 1, 2, 3],
      ['tail', 21, 2, 1, 0],
      ['sum', 24, 3, 3, -1],
      ['long', 48, 6, 4, -1],
    ]);
  });

  test('writes fixed and own fields and reads the own ones', () => {
    const out = new Uint8Array(12);
    const own = { on: true, low: 9, wide: 0x1fff * 8, tail: 6, long: 0xfedcba98 };
    ODD.write(out, 1, own);
    expect(out).toEqual(bytesOf('00 b9 fffe 000000 fedcba98 00'));
    expect(ODD.read(out, 1)).toEqual(own);
    expect(ODD.deviation(out, 1)).toBe(null);
    out[1] = 0x99;
    expect(ODD.deviation(out, 1)?.name).toBe('version');
  });

  test.each([
    ['low', 16],
    ['wide', 4],
    ['wide', 8 * 8192],
    ['long', 2 ** 32],
    ['tail', 0.5],
  ])('%s refuses %d', (name, value) => {
    const own = { on: false, low: 0, wide: 0, tail: 0, long: 0, [name]: value };
    expect(() => ODD.write(new Uint8Array(10), 0, own)).toThrow(RangeError);
  });

  test('refuses what it cannot place', () => {
    expect(() => defineHeader({ a: uint(4) })).toThrow('header of 4 bits');
    expect(() => defineHeader({ a: uint(4), b: uint(16), c: uint(4) })).toThrow('span more than two bytes');
    expect(() => defineHeader({ a: uint(40) })).toThrow('40 bits');
    expect(() => split(hex(uint(8)), { a: 3, b: 4 })).toThrow('parts of 7 bits in a field of 8');
  });
});

/** RFC 791 section 3.1, figure 4, with our names. */
test('a diagram as in the RFC', () => {
  expect(diagramOf(IPV4)).toBe(
    [
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '|version|  ihl  |      tos      |          totalLength          |',
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '|              id               |r|d|m|       fragOffset        |',
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '|      ttl      |   protocol    |           checksum            |',
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '|                              src                              |',
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
      '|                              dst                              |',
      '+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+',
    ].join('\n'),
  );
});

/** Lengths that the protocols' documents give, in bytes. */
test('headers have the lengths of their documents', () => {
  const sizes = Object.fromEntries(Object.entries(LAYOUTS).map(([kind, layout]) => [kind, layout?.size ?? null]));
  expect(sizes).toEqual({
    sll2: 20,
    ethernet: 14,
    arp: 28,
    ipv4: 20,
    'ip-payload': null,
    'icmp-echo': 8,
    'icmp-unreachable': 8,
    'icmp-time-exceeded': 8,
    'icmp-redirect': 8,
    udp: 8,
    tcp: 20,
    vxlan: 8,
    geneve: 8,
    dns: 12,
    http: null,
    data: null,
  });
});
