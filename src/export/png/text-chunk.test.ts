import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32, textOf, withText } from './text-chunk.ts';

/** One white pixel. */
function onePixel(): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('the checksum is that of PNG: an IEND chunk has the one that every PNG ends with', () => {
  expect(crc32(Buffer.from('IEND')).toString(16)).toBe('ae426082');
});

test('a text comes back as it was put in, and the picture around it is untouched', () => {
  const png = onePixel();
  const state = JSON.stringify({ link: '?at=leak', title: '한국어' });
  const more = withText(png, 'hopscope', state);
  expect(JSON.parse(textOf(more, 'hopscope') ?? '')).toEqual(JSON.parse(state));
  expect(textOf(png, 'hopscope')).toBeNull();
  expect([...more.subarray(0, 33)]).toEqual([...png.subarray(0, 33)]);
  expect([...more.subarray(more.length - (png.length - 33))]).toEqual([...png.subarray(33)]);
});

test('what is no PNG is refused', () => {
  expect(() => withText(Uint8Array.of(1, 2, 3), 'hopscope', '')).toThrow('no PNG');
});
