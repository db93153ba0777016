import { expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';

test('the addresses come destination first, then the EtherType of what follows', () => {
  const bytes = encode([ETHERNET, IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }]);
  expect(bytes.slice(0, 14)).toEqual(bytesOf('080027aa1065 080027aa1064 0800'));
});

test('another EtherType is told, and its bytes are kept', () => {
  const bytes = bytesOf('333300000001 080027aa1064 86dd 6000000000003aff');
  expect(decode(bytes, 'ethernet')).toEqual({
    packet: [
      { kind: 'ethernet', dst: '33:33:00:00:00:01', src: '08:00:27:aa:10:64' },
      { kind: 'data', bytes: bytesOf('6000000000003aff') },
    ],
    problem: { layer: 'ethernet', offset: 12, why: 'unsupported', text: 'etherType 34525' },
  });
});

test('less than a header is data', () => {
  const bytes = bytesOf('080027aa1065 0800');
  expect(decode(bytes, 'ethernet')).toEqual({
    packet: [{ kind: 'data', bytes }],
    problem: { layer: 'ethernet', offset: 0, why: 'truncated', text: '8 of 14 bytes' },
  });
});

test('no bytes are no packet', () => {
  const { packet, problem } = decode(new Uint8Array(0), 'ethernet');
  expect(packet).toEqual([]);
  expect(problem?.why).toBe('truncated');
});

test.each([
  ['nothing', [ETHERNET]],
  ['data', [ETHERNET, { kind: 'data' as const, bytes: new Uint8Array(4) }]],
])('cannot carry %s: there is no EtherType for it', (_, packet) => {
  expect(() => encode(packet)).toThrow(/ethernet/);
});
