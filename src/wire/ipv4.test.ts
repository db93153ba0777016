import { describe, expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer, Packet } from './layers.ts';

/** Recorded: the header of a SYN that the node has forwarded. */
const HEADER = bytesOf('45 00 003c 3488 4000 3f 06 ac90 ac1400d7 ac1401a4');
const LAYER: Layer<'ipv4'> = {
  kind: 'ipv4',
  tos: 0,
  id: 0x3488,
  df: true,
  mf: false,
  fragOffset: 0,
  ttl: 63,
  src: ipv4('172.20.0.215'),
  dst: ipv4('172.20.1.164'),
};

const ECHO: Packet = [IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];

/** ECHO with some bytes of its IPv4 header replaced. */
function altered(changes: Readonly<Record<number, number>>): Uint8Array {
  const bytes = encode(ECHO);
  for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
  return bytes;
}

test('a recorded header, with its length, protocol and checksum computed', () => {
  const packet: Packet = [LAYER, { kind: 'ip-payload', protocol: 6, bytes: new Uint8Array(40) }];
  expect(encode(packet).slice(0, 20)).toEqual(HEADER);
});

describe('fragments', () => {
  /** Recorded: the last fragment of a tunnel packet, at byte 1376. */
  const LAST = bytesOf('45 00 007c e23f 00ac 3f 11 f86c c0a81464 c0a80a64');

  test('offsets count in eight bytes on the wire and in bytes here', () => {
    const content = Uint8Array.from({ length: 104 }, (_, i) => i);
    const bytes = Uint8Array.from([...LAST, ...content]);
    const { packet, problem } = decode(bytes, 'ipv4');
    expect(problem).toBe(null);
    expect(packet[0]).toMatchObject({ fragOffset: 1376, mf: false, df: false });
    expect(packet[1]).toEqual({ kind: 'ip-payload', protocol: 17, bytes: content });
    expect(encode(packet)).toEqual(bytes);
  });

  test('a first fragment is not read either: its payload is not complete', () => {
    const bytes = encode([
      { ...IPV4, mf: true },
      { kind: 'ip-payload', protocol: 1, bytes: bytesOf('0800f7fd00010001') },
    ]);
    expect(decode(bytes, 'ipv4').packet.map(({ kind }) => kind)).toEqual(['ipv4', 'ip-payload']);
  });

  test('carry bytes, not protocols', () => {
    const [, echo] = ECHO as [Layer, Layer];
    expect(() => encode([{ ...IPV4, mf: true }, echo])).toThrow('a fragment carries ip-payload, not icmp-echo');
  });

  test('have offsets that are whole multiples of eight', () => {
    const payload: Layer = { kind: 'ip-payload', protocol: 1, bytes: new Uint8Array(8) };
    expect(() => encode([{ ...IPV4, fragOffset: 12 }, payload])).toThrow(RangeError);
  });
});

test.each([
  ['another version', { 0: 0x65 }, { layer: 'ipv4', offset: 0, why: 'malformed', text: 'version 6' }],
  ['options', { 0: 0x46 }, { layer: 'ipv4', offset: 0, why: 'unsupported', text: 'ihl 6: options' }],
  ['a header shorter than itself', { 0: 0x44 }, { layer: 'ipv4', offset: 0, why: 'malformed', text: 'ihl 4' }],
  ['the reserved flag', { 6: 0x80 }, { layer: 'ipv4', offset: 6, why: 'unsupported', text: 'reserved 1' }],
  [
    'a total length below the header',
    { 3: 19 },
    { layer: 'ipv4', offset: 2, why: 'malformed', text: 'totalLength 19' },
  ],
])('refuses %s', (_, changes, problem) => {
  const bytes = altered(changes);
  expect(decode(bytes, 'ipv4')).toEqual({ packet: [{ kind: 'data', bytes }], problem });
});

test('an unknown protocol is kept with its number and written again', () => {
  const bytes = encode([IPV4, { kind: 'ip-payload', protocol: 2, bytes: bytesOf('1600 0904') }]);
  const { packet, problem } = decode(bytes, 'ipv4');
  expect(problem).toEqual({ layer: 'ipv4', offset: 9, why: 'unsupported', text: 'protocol 2' });
  expect(encode(packet)).toEqual(bytes);
});

test('a packet cut by the capture says how much is missing', () => {
  const bytes = encode(ECHO).slice(0, 25);
  expect(decode(bytes, 'ipv4').problem).toEqual({ layer: 'ipv4', offset: 2, why: 'truncated', text: '25 of 28 bytes' });
});

test('a packet without payload keeps its protocol', () => {
  const bytes = encode(ECHO).slice(0, 20);
  bytes[3] = 20;
  const { packet, problem } = decode(bytes, 'ipv4');
  expect(packet[1]).toEqual({ kind: 'ip-payload', protocol: 1, bytes: new Uint8Array(0) });
  expect(problem?.why).toBe('unsupported');
});

test('zeros up to the minimum frame are no problem, other bytes after the packet are', () => {
  const frame = encode([ETHERNET, ...ECHO]);
  const padded = new Uint8Array(60);
  padded.set(frame);
  expect(decode(padded, 'ethernet')).toEqual({ packet: [ETHERNET, ...ECHO], problem: null });
  padded[59] = 1;
  expect(decode(padded, 'ethernet').problem).toEqual({
    layer: 'ipv4',
    offset: 42,
    why: 'unsupported',
    text: '18 bytes after the packet',
  });
});

test.each([
  ['ttl', 256],
  ['ttl', -1],
  ['id', 1.5],
  ['tos', Number.NaN],
])('%s %d fits no field', (field, value) => {
  expect(() => encode([{ ...IPV4, [field]: value }, ...ECHO.slice(1)])).toThrow(RangeError);
});
