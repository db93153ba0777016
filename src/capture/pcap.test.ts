import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../tests/support/hex.ts';
import { readPcap, writePcap } from './pcap.ts';
import { CAPTURE_LIMIT } from './pcap-limits.ts';

const EPOCH = { epochSeconds: 0x68000000, nanos: true };
const FRAME = bytesOf('0102030405');
/** One packet of five bytes, 1.5 s and 7 ns after the epoch, cut from nine. */
const PACKET = { at: 1_500_000_007, bytes: FRAME, originalLength: 9 };

const FILE = `4d3cb2a1 0200 0400 00000000 00000000 00000400 14010000
  01000068 0765cd1d 05000000 09000000 0102030405`;

describe('writing', () => {
  test('nanoseconds, little-endian', () => {
    expect(writePcap([PACKET], 276, EPOCH)).toEqual(bytesOf(FILE));
  });

  test('microseconds have another magic and lose the rest', () => {
    const bytes = writePcap([PACKET], 1, { ...EPOCH, nanos: false });
    expect(bytes.slice(0, 4)).toEqual(bytesOf('d4c3b2a1'));
    expect(bytes.slice(20, 32)).toEqual(bytesOf('01000000 01000068 20a10700'));
  });

  test('times before the epoch count back', () => {
    const bytes = writePcap([{ at: -1, bytes: FRAME }], 1, EPOCH);
    expect(bytes.slice(24, 32)).toEqual(bytesOf('ffffff67 ffc99a3b'));
  });

  test.each([0.5, Number.NaN, 2 ** 60])('refuses the time %d', (at) => {
    expect(() => writePcap([{ at, bytes: FRAME }], 1, EPOCH)).toThrow(RangeError);
  });

  test('refuses times before 1970', () => {
    expect(() => writePcap([{ at: -1, bytes: FRAME }], 1, { epochSeconds: 0, nanos: true })).toThrow(RangeError);
  });
});

const BIG_ENDIAN = `a1b2c3d4 0002 0004 00000000 00000000 00000060 00000001
  68000001 0007a120 00000005 00000009 0102030405`;

describe('reading', () => {
  test('a file of ours', () => {
    const packets = [{ at: 500_000_007, bytes: FRAME, originalLength: 9 }];
    const epochSeconds = 0x68000001;
    expect(readPcap(bytesOf(FILE))).toEqual({ ok: true, linktype: 276, nanos: true, epochSeconds, packets });
  });

  test('the other byte order and microseconds', () => {
    const packets = [{ at: 500_000_000, bytes: FRAME, originalLength: 9 }];
    const epochSeconds = 0x68000001;
    expect(readPcap(bytesOf(BIG_ENDIAN))).toEqual({ ok: true, linktype: 1, nanos: false, epochSeconds, packets });
  });

  test('a file without packets', () => {
    expect(readPcap(writePcap([], 1, EPOCH))).toMatchObject({ ok: true, epochSeconds: 0, packets: [] });
  });

  test('a snaplen of zero means none, and a check sequence length is no part of the link type', () => {
    const bytes = bytesOf(BIG_ENDIAN);
    bytes.set(bytesOf('00000000 14000001'), 16);
    expect(readPcap(bytes)).toMatchObject({ ok: true, linktype: 1, packets: [{ originalLength: 9 }] });
  });

  const changed = (at: number, hex: string): Uint8Array => {
    const bytes = bytesOf(BIG_ENDIAN);
    bytes.set(bytesOf(hex), at);
    return bytes;
  };

  test.each([
    ['nothing', new Uint8Array(0), { why: 'not-a-capture', offset: 0, value: 0 }],
    ['text', bytesOf('48656c6c 6f'), { why: 'not-a-capture', offset: 0, value: 0x48656c6c }],
    ['half a header', bytesOf(BIG_ENDIAN).slice(0, 12), { why: 'truncated', offset: 12, value: 24 }],
    ['another version', changed(4, '0003'), { why: 'version', offset: 4, value: 3 }],
    ['another link type', changed(20, '00000071'), { why: 'linktype', offset: 20, value: 113 }],
    ['half a record header', bytesOf(BIG_ENDIAN).slice(0, 30), { why: 'truncated', offset: 24, value: 6 }],
    ['more bytes than the snaplen', changed(32, '00000061'), { why: 'caplen-over-snaplen', offset: 32, value: 97 }],
    ['more bytes than the packet had', changed(32, '0000000a'), { why: 'caplen-over-length', offset: 32, value: 10 }],
    ['more bytes than there are', changed(32, '00000006'), { why: 'truncated', offset: 32, value: 6 }],
    ['a million microseconds', changed(28, '000f4240'), { why: 'time', offset: 24, value: 1_000_000_000 }],
  ])('refuses %s', (_, bytes, problem) => {
    expect(readPcap(bytes)).toEqual({ ok: false, ...problem });
  });

  test('a snaplen above ours does not lift the limit', () => {
    const bytes = changed(16, 'ffffffff');
    bytes.set(bytesOf('00040001 00040001'), 32);
    expect(readPcap(bytes)).toEqual({ ok: false, why: 'caplen-over-snaplen', offset: 32, value: 0x40001 });
  });

  test('files and packet counts have a limit', () => {
    expect(readPcap(new Uint8Array(CAPTURE_LIMIT.file + 1))).toMatchObject({ ok: false, why: 'file-too-large' });
    const many = Array.from({ length: CAPTURE_LIMIT.packets + 1 }, () => ({ at: 0, bytes: new Uint8Array(0) }));
    expect(readPcap(writePcap(many, 1, EPOCH))).toMatchObject({ ok: false, why: 'too-many-packets' });
    expect(readPcap(writePcap(many.slice(1), 1, EPOCH))).toMatchObject({ ok: true });
  });

  test('a view into a larger buffer', () => {
    const around = new Uint8Array(100);
    const file = bytesOf(FILE);
    around.set(file, 7);
    expect(readPcap(around.subarray(7, 7 + file.length))).toEqual(readPcap(file));
  });
});

const packets = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 1_000_000_000_000 }),
    bytes: fc.uint8Array({ maxLength: 40 }),
    cut: fc.nat(100),
  }),
  { maxLength: 5 },
);

test('what is written is read', () => {
  fc.assert(
    fc.property(packets, fc.constantFrom(1 as const, 276 as const), (list, linktype) => {
      const written = list.map(({ at, bytes, cut }) => ({ at, bytes, originalLength: bytes.length + cut }));
      const read = readPcap(writePcap(written, linktype, EPOCH));
      if (!read.ok) throw new Error(read.why);
      const shift = (read.epochSeconds - EPOCH.epochSeconds) * 1_000_000_000;
      const back = read.packets.map((packet) => ({ ...packet, at: packet.at + (list.length > 0 ? shift : 0) }));
      expect({ linktype: read.linktype, packets: back }).toEqual({ linktype, packets: written });
    }),
  );
});

test('any bytes are read or refused, never thrown at', () => {
  const anyFile = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    fc.array(fc.tuple(fc.nat(44), fc.nat(255)), { maxLength: 4 }).map((flips) => {
      const bytes = bytesOf(FILE);
      for (const [at, value] of flips) bytes[at] = value;
      return bytes;
    }),
  );
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const read = readPcap(bytes);
      expect(read.ok || (read.offset >= 0 && read.offset <= bytes.length)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
