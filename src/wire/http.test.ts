import { expect, test } from 'vitest';
import { IPV4 } from '../../tests/support/frames.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer, Packet } from './layers.ts';

const TCP: Layer<'tcp'> = {
  kind: 'tcp',
  srcPort: 80,
  dstPort: 48220,
  seq: 0,
  ack: 0,
  flags: 0x18,
  window: 502,
  options: [],
};
const packetWith = (head: string): Packet => [IPV4, TCP, { kind: 'http', head }];

test('bytes above ASCII are the characters of the same number', () => {
  const packet = packetWith('HTTP/1.1 200 OK\r\nX-Name: caf\u00e9\r\n\r\n');
  const bytes = encode(packet);
  expect(bytes.at(-5)).toBe(0xe9);
  expect(decode(bytes, 'ipv4')).toEqual({ packet, problem: null });
});

test('a character that is no byte is refused', () => {
  expect(() => encode(packetWith('HTTP/1.1 200 OK\r\nX-Name: \u{d55c}\r\n\r\n'))).toThrow('not Latin-1');
});
