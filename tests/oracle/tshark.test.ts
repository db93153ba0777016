import { expect, test } from 'vitest';
import { DECODE_AS, describeTshark, tshark } from './tshark.ts';

/** A capture of one frame: an ARP request, 42 bytes. */
function arpCapture(): Uint8Array {
  const header = 'd4c3b2a1 0200 0400 00000000 00000000 00000400 01000000';
  const record = '00000000 00000000 2a000000 2a000000';
  const frame = 'ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202';
  return Buffer.from(`${header}${record}${frame}`.replaceAll(' ', ''), 'hex');
}

describeTshark('tshark', () => {
  test('reads a capture from memory', () => {
    const fields = ['frame.protocols', 'arp.dst.proto_ipv4'].flatMap((field) => ['-e', field]);
    expect(tshark([...DECODE_AS, '-T', 'fields', ...fields], arpCapture())).toBe('eth:ethertype:arp\t192.0.2.2\n');
  });
});
