import { describe, expect, test } from 'vitest';
import { IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { type Layer, type Packet, TCP_FLAG, type TcpOption } from './layers.ts';

/** Recorded: curl's SYN, as Linux builds it. */
const SYN = bytesOf(`45 00 003c 3488 4000 3f 06 ac90 ac1400d7 ac1401a4
  bc5c 0050 e1bf72e9 00000000 a0 02 faf0 db6b 0000
  020405b4 0402 080a6c17999200000000 01 030307`);
const TCP: Layer<'tcp'> = {
  kind: 'tcp',
  srcPort: 48220,
  dstPort: 80,
  seq: 0xe1bf72e9,
  ack: 0,
  flags: TCP_FLAG.syn,
  window: 64240,
  options: [
    { kind: 'mss', value: 1460 },
    { kind: 'sack-permitted' },
    { kind: 'timestamps', value: 0x6c179992, echo: 0 },
    { kind: 'nop' },
    { kind: 'window-scale', shift: 7 },
  ],
};
const PACKET: Packet = [
  { ...IPV4, id: 0x3488, df: true, ttl: 63, src: ipv4('172.20.0.215'), dst: ipv4('172.20.1.164') },
  TCP,
];

/** The options' bytes of a header with these. */
const optionBytes = (options: readonly TcpOption[]): Uint8Array => encode([IPV4, { ...TCP, options }]).slice(40);

/** What is read from a header whose options are these bytes. */
function readBack(hex: string): ReturnType<typeof decode> {
  const options = bytesOf(hex);
  const nops = Array.from({ length: options.length }, (): TcpOption => ({ kind: 'nop' }));
  const bytes = encode([IPV4, { ...TCP, options: nops }]);
  bytes.set(options, 40);
  return decode(bytes, 'ipv4');
}

test('a recorded SYN', () => {
  expect(decode(SYN, 'ipv4')).toEqual({ packet: PACKET, problem: null });
  expect(encode(PACKET)).toEqual(SYN);
});

/** Recorded: a closed port answers. */
test('a recorded RST without options', () => {
  const bytes = bytesOf(`45 00 0028 0000 4000 3f 06 e12c ac1401a4 ac1400d7
    0051 bc5c 00000000 d4df98e2 50 14 0000 2abd 0000`);
  const { packet, problem } = decode(bytes, 'ipv4');
  expect(problem).toBe(null);
  expect(packet[1]).toMatchObject({ flags: TCP_FLAG.rst | TCP_FLAG.ack, window: 0, ack: 0xd4df98e2, options: [] });
  expect(encode(packet)).toEqual(bytes);
});

describe('options', () => {
  test('are written in their order and filled up with zeros', () => {
    expect(optionBytes([{ kind: 'window-scale', shift: 7 }])).toEqual(bytesOf('030307 00'));
    expect(optionBytes([{ kind: 'mss', value: 1410 }, { kind: 'sack-permitted' }])).toEqual(
      bytesOf('02040582 0402 0000'),
    );
  });

  test('SACK blocks are pairs of sequence numbers', () => {
    const options: readonly TcpOption[] = [
      { kind: 'nop' },
      { kind: 'nop' },
      { kind: 'sack', blocks: [[1, 0xffffffff]] },
    ];
    expect(optionBytes(options)).toEqual(bytesOf('01 01 050a 00000001 ffffffff'));
    expect(decode(encode([IPV4, { ...TCP, options }]), 'ipv4').packet[1]).toMatchObject({ options });
  });

  test('more than forty bytes do not fit', () => {
    const sack: TcpOption = {
      kind: 'sack',
      blocks: [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9, 10],
      ],
    };
    expect(() => optionBytes([sack])).toThrow(RangeError);
  });

  test.each([
    ['an unknown kind', '1c 04 0000', { why: 'unsupported', text: 'option kind 28 length 4' }],
    ['a known kind of another length', '02 03 05 01', { why: 'unsupported', text: 'option kind 2 length 3' }],
    ['a length beyond the header', '08 0a 00 00', { why: 'malformed', text: 'option kind 8' }],
    ['a length of nothing', '08 00 00 00', { why: 'malformed', text: 'option kind 8' }],
    ['something after the end of the list', '00 00 00 01', { why: 'unsupported', text: 'option padding 4' }],
    ['padding that is not zero', '03 03 07 00 01 00 02 00', { why: 'unsupported', text: 'option padding 5' }],
  ])('refuse %s, and the segment is kept as bytes', (_, hex, problem) => {
    const { packet, problem: found } = readBack(hex.replaceAll(' ', ''));
    expect(found).toMatchObject({ layer: 'tcp', ...problem });
    expect(packet[1]).toMatchObject({ kind: 'ip-payload', protocol: 6 });
  });

  test.each([
    { kind: 'mss', value: 65536 },
    { kind: 'window-scale', shift: 256 },
    { kind: 'timestamps', value: -1, echo: 0 },
    { kind: 'sack', blocks: [[0, 2 ** 32]] },
  ] as const)('$kind with a value that does not fit', (option) => {
    expect(() => optionBytes([option as TcpOption])).toThrow(RangeError);
  });
});

test.each([
  ['urgent data', 38, 1, { offset: 38, why: 'unsupported', text: 'urgentPointer 256' }],
  ['reserved bits', 32, 0xa1, { offset: 32, why: 'unsupported', text: 'reserved 1' }],
  ['a data offset below the header', 32, 0x40, { offset: 32, why: 'malformed', text: 'dataOffset 4' }],
  ['a data offset beyond the segment', 32, 0xf0, { offset: 20, why: 'truncated', text: '40 of 60 bytes' }],
])('refuses %s', (_, at, value, problem) => {
  const bytes = SYN.slice();
  bytes[at] = value;
  expect(decode(bytes, 'ipv4').problem).toMatchObject({ layer: 'tcp', ...problem });
});

describe('payload', () => {
  const segment = (ports: { srcPort: number; dstPort: number }, text: string): Packet => {
    const bytes = Uint8Array.from(text, (ch) => ch.charCodeAt(0));
    return decode(encode([IPV4, { ...TCP, ...ports, options: [] }, { kind: 'data', bytes }]), 'ipv4').packet.slice(2);
  };
  const REQUEST = 'GET / HTTP/1.1\r\nHost: webpod\r\n\r\n';

  test('at port 80 a head and what follows it are told apart', () => {
    expect(segment({ srcPort: 48220, dstPort: 80 }, `${REQUEST}body`)).toEqual([
      { kind: 'http', head: REQUEST },
      { kind: 'data', bytes: bytesOf('626f6479') },
    ]);
    expect(segment({ srcPort: 80, dstPort: 48220 }, 'HTTP/1.1 200 OK\r\n\r\n')).toEqual([
      { kind: 'http', head: 'HTTP/1.1 200 OK\r\n\r\n' },
    ]);
  });

  test.each([
    ['another port', { srcPort: 48220, dstPort: 81 }, REQUEST],
    ['a head that goes on in the next segment', { srcPort: 48220, dstPort: 80 }, 'GET / HTTP/1.1\r\nHost: webpod\r\n'],
    ['the middle of a body', { srcPort: 80, dstPort: 48220 }, 'Hostname: webpod\r\n\r\n'],
  ])('is data at %s', (_, ports, text) => {
    expect(segment(ports, text).map(({ kind }) => kind)).toEqual(['data']);
  });
});
