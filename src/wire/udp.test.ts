import { expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer, Packet } from './layers.ts';

/** Recorded: traceroute's first probe. */
const PROBE = bytesOf(`45 00 003c c35e 0000 01 11 9cb9 ac1400d7 ac14009a c3b8 829a 0028 6aac
  404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f`);
const PACKET: Packet = [
  { ...IPV4, id: 0xc35e, ttl: 1, src: ipv4('172.20.0.215'), dst: ipv4('172.20.0.154') },
  { kind: 'udp', srcPort: 50104, dstPort: 33434, zeroChecksum: false },
  { kind: 'data', bytes: PROBE.slice(28) },
];

test('a recorded datagram', () => {
  expect(decode(PROBE, 'ipv4')).toEqual({ packet: PACKET, problem: null });
  expect(encode(PACKET)).toEqual(PROBE);
});

test('no checksum is a checksum of zero', () => {
  const packet = [PACKET[0] as Layer, { ...(PACKET[1] as Layer<'udp'>), zeroChecksum: true }, PACKET[2] as Layer];
  const bytes = encode(packet);
  expect(bytes.slice(26, 28)).toEqual(bytesOf('0000'));
  expect(decode(bytes, 'ipv4')).toEqual({ packet, problem: null });
});

test('a checksum that comes out as zero is sent as ffff', () => {
  const base: Layer<'udp'> = { kind: 'udp', srcPort: 40000, dstPort: 40001, zeroChecksum: false };
  const sum = encode([IPV4, base, { kind: 'data', bytes: new Uint8Array(2) }]).slice(26, 28);
  const balanced: Packet = [IPV4, base, { kind: 'data', bytes: sum }];
  const bytes = encode(balanced);
  expect(bytes.slice(26, 28)).toEqual(bytesOf('ffff'));
  expect(decode(bytes, 'ipv4')).toEqual({ packet: balanced, problem: null });
});

test('an odd number of bytes is summed with a zero after it', () => {
  const odd: Packet = [
    IPV4,
    { kind: 'udp', srcPort: 40000, dstPort: 40001, zeroChecksum: false },
    { kind: 'data', bytes: bytesOf('ff') },
  ];
  // 192.0.2.1, 192.0.2.2, 17, 9, 40000, 40001, 9, 0xff00 in words: sum 0x3bba7, folded 0xbbaa.
  expect(encode(odd).slice(26, 28)).toEqual(bytesOf('4455'));
});

test('a length that is not that of the payload is refused', () => {
  const bytes = PROBE.slice();
  bytes[25] = 0x27;
  expect(decode(bytes, 'ipv4')).toMatchObject({
    packet: [{ kind: 'ipv4' }, { kind: 'ip-payload', protocol: 17 }],
    problem: { layer: 'udp', offset: 24, why: 'malformed', text: 'length 39' },
  });
});

test('a datagram cut by the capture is still read', () => {
  const { packet, problem } = decode(PROBE.slice(0, 40), 'ipv4');
  expect(packet.map(({ kind }) => kind)).toEqual(['ipv4', 'udp', 'data']);
  expect(problem).toMatchObject({ layer: 'ipv4', why: 'truncated' });
});

test('cannot carry a frame without a tunnel header', () => {
  expect(() => encode([IPV4, PACKET[1] as Layer, ETHERNET])).toThrow(
    'impossible packet: ipv4/udp/ethernet at ethernet',
  );
});

test('needs IPv4 around it', () => {
  expect(() => encode([PACKET[1] as Layer])).toThrow('impossible packet: udp at udp');
});
