import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../base/bytes.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { CAPTURE_LIMIT } from './pcap-limits.ts';
import { type Tap, type TappedPacket, writePcapng } from './pcapng.ts';
import { readPcapng } from './pcapng-read.ts';

const TAPS: readonly Tap[] = [
  { name: 'eth1', linktype: 1 },
  { name: 'any', linktype: 276 },
];
const EPOCH = { epochSeconds: 0x68000000 };
const FRAME = bytesOf('0102030405');

/** 'simulated by Hopscope' is 21 bytes, 'Hopscope' is 8. */
const SECTION = bytesOf(`0a0d0d0a 48000000 4d3c2b1a 0100 0000 ffffffffffffffff
  0100 1500 73696d756c6174656420627920486f7073636f7065 000000
  0400 0800 486f7073636f7065
  0000 0000 48000000`);
const INTERFACE = bytesOf(`01000000 28000000 0100 0000 00000400
  0200 0400 65746831 0900 0100 09 000000 0000 0000 28000000`);

describe('writing', () => {
  const file = writePcapng(TAPS.slice(0, 1), [{ tap: 0, at: 7, bytes: FRAME, comment: 'SYN' }], EPOCH);

  test('a section that says where it comes from, and an interface per tap', () => {
    expect(file.slice(0, 72)).toEqual(SECTION);
    expect(file.slice(72, 112)).toEqual(INTERFACE);
  });

  test('a packet with its time in nanoseconds and its comment', () => {
    // 0x68000000 s are 1744830464000000007 ns with the seven of `at`.
    const time = 1_744_830_464_000_000_007n;
    const block = file.slice(112);
    const view = new DataView(block.buffer);
    expect((BigInt(view.getUint32(12, true)) << 32n) | BigInt(view.getUint32(16, true))).toBe(time);
    expect(block.slice(0, 12)).toEqual(bytesOf('06000000 34000000 00000000'));
    expect(block.slice(20)).toEqual(
      bytesOf('05000000 05000000 0102030405 000000 0100 0300 53594e 00 0000 0000 34000000'),
    );
  });

  test('refuses a tap that is not there and a time that is no integer', () => {
    expect(() => writePcapng(TAPS, [{ tap: 2, at: 0, bytes: FRAME }], EPOCH)).toThrow('no tap 2 among 2');
    expect(() => writePcapng(TAPS, [{ tap: 0, at: 0.5, bytes: FRAME }], EPOCH)).toThrow(RangeError);
  });
});

const written = (packets: readonly TappedPacket[]): Uint8Array => writePcapng(TAPS, packets, EPOCH);
const ONE = written([{ tap: 1, at: 7, bytes: FRAME }]);
const block = (type: string, length: string, body: string): Uint8Array => bytesOf(`${type}${length}${body}${length}`);

describe('reading', () => {
  test('a file of ours', () => {
    expect(readPcapng(ONE)).toEqual({
      ok: true,
      comment: 'simulated by Hopscope',
      taps: TAPS,
      epochSeconds: EPOCH.epochSeconds,
      packets: [{ tap: 1, at: 7, bytes: FRAME, originalLength: 5, comment: '' }],
      skipped: 0,
    });
  });

  test('text is UTF-8', () => {
    const read = readPcapng(written([{ tap: 0, at: 0, bytes: FRAME, comment: '첫 패킷 →' }]));
    expect(read).toMatchObject({ packets: [{ comment: '첫 패킷 →' }] });
  });

  test('blocks that it does not know are counted and passed over', () => {
    const names = block('04000000', '10000000', '00000000');
    const custom = block('ad0b0000', '14000000', '0102030405060708');
    expect(readPcapng(concatBytes(SECTION, names, INTERFACE, custom))).toMatchObject({
      ok: true,
      taps: [TAPS[0]],
      skipped: 2,
    });
  });

  test('the other byte order, microseconds by default, and a second section', () => {
    const section = bytesOf('0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c');
    const tap = bytesOf('00000001 00000014 0001 0000 00000000 00000014');
    const packet = bytesOf(`00000006 00000024 00000000 000632ea 00000001 00000003 00000009 aabbcc00 00000024`);
    const read = readPcapng(concatBytes(section, tap, packet, ONE));
    expect(read).toMatchObject({
      ok: true,
      comment: '',
      epochSeconds: EPOCH.epochSeconds,
      taps: [{ name: '', linktype: 1 }, ...TAPS],
    });
    if (!read.ok) throw new Error(read.why);
    expect(read.packets.map(({ tap: at }) => at)).toEqual([0, 2]);
    expect(read.packets[0]).toMatchObject({ at: 1000, originalLength: 9, bytes: bytesOf('aabbcc') });
  });

  const SECTION_AND_TAP = concatBytes(SECTION, INTERFACE);
  const after = (bytes: Uint8Array): Uint8Array => concatBytes(SECTION_AND_TAP, bytes);
  const packetBlock = (tap: string, length: string, original: string): Uint8Array =>
    after(block('06000000', '24000000', `${tap} 00000000 00000000 ${length} ${original} 00000000`));
  const tapWith = (option: string): Uint8Array =>
    concatBytes(SECTION, block('01000000', '20000000', `0100 0000 00000000 ${option} 00000000`));

  test.each([
    ['nothing', new Uint8Array(0), { why: 'not-a-capture', offset: 0 }],
    ['a pcap file', bytesOf('4d3cb2a1 0200 0400 00000000 00000000'), { why: 'not-a-capture', offset: 0 }],
    ['a byte order that is none', bytesOf('0a0d0d0a 0000001c 01020304 00010000'), { why: 'not-a-capture', offset: 8 }],
    [
      'a block shorter than its frame',
      after(bytesOf('05000000 08000000 08000000')),
      { why: 'block-length', offset: 116, value: 8 },
    ],
    [
      'a block of no whole words',
      after(bytesOf('05000000 0d000000 00 0d000000')),
      { why: 'block-length', offset: 116, value: 13 },
    ],
    [
      'a block beyond the end',
      after(bytesOf('05000000 10000000 10000000')),
      { why: 'truncated', offset: 116, value: 16 },
    ],
    [
      'two lengths that differ',
      after(bytesOf('05000000 0c000000 10000000')),
      { why: 'block-length', offset: 120, value: 16 },
    ],
    ['half a block', after(bytesOf('05000000 0c00')), { why: 'truncated', offset: 112, value: 6 }],
    [
      'an interface that is not there',
      packetBlock('01000000', '00000000', '00000000'),
      { why: 'interface', offset: 120, value: 1 },
    ],
    [
      'more bytes than the block',
      packetBlock('00000000', '05000000', '05000000'),
      { why: 'truncated', offset: 132, value: 5 },
    ],
    [
      'more bytes than the packet had',
      packetBlock('00000000', '04000000', '03000000'),
      { why: 'caplen-over-length', offset: 132, value: 4 },
    ],
    [
      'more bytes than the limit',
      packetBlock('00000000', '01000400', '01000400'),
      { why: 'caplen-over-snaplen', offset: 132, value: 0x40001 },
    ],
    ['a clock of powers of two', tapWith('0900 0100 8a000000'), { why: 'time', offset: 72, value: 0x8a }],
    [
      'a shifted clock',
      concatBytes(SECTION, block('01000000', '24000000', '0100 0000 00000000 0e00 0800 0100000000000000 00000000')),
      { why: 'time', offset: 72, value: 14 },
    ],
    [
      'another link type',
      concatBytes(SECTION, block('01000000', '14000000', '7100 0000 00000000')),
      { why: 'linktype', offset: 80, value: 113 },
    ],
    [
      'another version',
      bytesOf('0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000'),
      { why: 'version', offset: 12, value: 2 },
    ],
  ])('refuses %s', (_, bytes, problem) => {
    expect(readPcapng(bytes)).toMatchObject({ ok: false, ...problem });
  });

  test('files and packet counts have a limit', () => {
    expect(readPcapng(new Uint8Array(CAPTURE_LIMIT.file + 1))).toMatchObject({ ok: false, why: 'file-too-large' });
    const many = Array.from({ length: CAPTURE_LIMIT.packets + 1 }, () => ({ tap: 0, at: 0, bytes: new Uint8Array(0) }));
    expect(readPcapng(written(many))).toMatchObject({ ok: false, why: 'too-many-packets' });
  });
});

const packets = fc.array(
  fc.record({
    tap: fc.nat(1),
    at: fc.integer({ min: 0, max: 1_000_000_000_000 }),
    bytes: fc.uint8Array({ maxLength: 40 }),
    comment: fc.string({ unit: 'grapheme', maxLength: 10 }),
    cut: fc.nat(100),
  }),
  { minLength: 1, maxLength: 5 },
);

test('what is written is read', () => {
  fc.assert(
    fc.property(packets, (list) => {
      const expected = list.map(({ cut, ...packet }) => ({ ...packet, originalLength: packet.bytes.length + cut }));
      const read = readPcapng(written(expected));
      if (!read.ok) throw new Error(read.why);
      const shift = (read.epochSeconds - EPOCH.epochSeconds) * 1_000_000_000;
      expect(read.packets.map((packet) => ({ ...packet, at: packet.at + shift }))).toEqual(expected);
    }),
  );
});

test('any bytes are read or refused, never thrown at', () => {
  const anyFile = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    fc.array(fc.tuple(fc.nat(ONE.length - 1), fc.nat(255)), { maxLength: 4 }).map((flips) => {
      const bytes = ONE.slice();
      for (const [at, value] of flips) bytes[at] = value;
      return bytes;
    }),
  );
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const read = readPcapng(bytes);
      expect(read.ok || (read.offset >= 0 && read.offset <= bytes.length)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
