import { expect, test } from 'vitest';
import { IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer } from './layers.ts';

/** Recorded: what `tcpdump -i any` puts before a packet that came in at eth1. */
const HEADER = bytesOf('0800 0000 00000003 0001 00 06 080027aa10650000');
const LAYER: Layer<'sll2'> = {
  kind: 'sll2',
  ifindex: 3,
  arphrd: 1,
  packetType: 0,
  address: '08:00:27:aa:10:65' as Layer<'ethernet'>['src'],
};
const PING: readonly Layer[] = [IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];

test('a recorded header', () => {
  const bytes = encode([LAYER, ...PING]);
  expect(bytes.slice(0, 20)).toEqual(HEADER);
  expect(decode(bytes, 'sll2')).toEqual({ packet: [LAYER, ...PING], problem: null });
});

test('a device without addresses has an address of no length', () => {
  const packet = [{ ...LAYER, arphrd: 65534, address: null }, ...PING];
  const bytes = encode(packet);
  expect(bytes.slice(8, 20)).toEqual(bytesOf('fffe 00 00 0000000000000000'));
  expect(decode(bytes, 'sll2')).toEqual({ packet, problem: null });
});

test.each([
  ['an address of another length', 11, 8, 'addressLength 8'],
  ['bytes after the address', 19, 1, 'address padding'],
])('refuses %s', (_, at, value, text) => {
  const bytes = encode([LAYER, ...PING]);
  bytes[at] = value;
  expect(decode(bytes, 'sll2')).toEqual({
    packet: [{ kind: 'data', bytes }],
    problem: { layer: 'sll2', offset: at, why: 'unsupported', text },
  });
});
