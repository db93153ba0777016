import { describe, expect, test } from 'vitest';
import { ETHERNET, IPV4, mac } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { GeneveOption, Layer, Packet } from './layers.ts';

/** Recorded: the same SYN in both tunnels, on the wire of the sending node. */
const VXLAN = bytesOf(`080027aa10c8 080027aa1064 0800 4500006ea2ab0000401137bbc0a80a64c0a81464 9ae8 2118 005a 0000
  08000000 006a0700 ee750e002064 ee750e001064 0800 4500003cc22940003f061dfbac1400d7ac140298
  bc5c005042e6625a00000000a002fd5c69a20000020405820402080a4577de360000000001030307`);
const GENEVE = bytesOf(`080027aa10c8 080027aa1064 0800 4500006e41a60000401198c0c0a80a64c0a81464 78b9 17c1 005a 0000
  00006558 006a0700 ee750e002064 ee750e001064 0800 4500003cd46340003f060bc1ac1400d7ac140298
  bc5c005097894cf000000000a002fd5cc76a0000020405820402080a457941330000000001030307`);
const KINDS = ['ethernet', 'ipv4', 'udp', null, 'ethernet', 'ipv4', 'tcp'] as const;

const PING: Packet = [ETHERNET, IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];
const through = (dstPort: number, header: Layer, inner: Packet = PING): Packet => [
  ETHERNET,
  IPV4,
  { kind: 'udp', srcPort: 40000, dstPort, zeroChecksum: true },
  header,
  ...inner,
];

test.each([
  ['vxlan', VXLAN, 27143],
  ['geneve', GENEVE, 27143],
] as const)('a recorded %s frame', (kind, bytes, vni) => {
  const { packet, problem } = decode(bytes, 'ethernet');
  expect(problem).toBe(null);
  expect(packet.map((layer) => layer.kind)).toEqual(KINDS.map((name) => name ?? kind));
  expect(packet[3]).toMatchObject({ kind, vni });
  expect(packet[4]).toEqual({ kind: 'ethernet', dst: mac('ee:75:0e:00:20:64'), src: mac('ee:75:0e:00:10:64') });
  expect(encode(packet)).toEqual(bytes);
});

describe('vxlan', () => {
  test.each([
    ['without the I flag', 42, 0, { offset: 42, text: 'flags 0' }],
    ['with a group policy', 44, 1, { offset: 43, text: 'reserved1 256' }],
    ['with a last byte', 49, 1, { offset: 49, text: 'reserved2 1' }],
  ])('%s is refused', (_, at, value, problem) => {
    const bytes = VXLAN.slice();
    bytes[at] = value;
    expect(decode(bytes, 'ethernet')).toMatchObject({
      packet: [{ kind: 'ethernet' }, { kind: 'ipv4' }, { kind: 'udp' }, { kind: 'data' }],
      problem: { layer: 'vxlan', why: 'unsupported', ...problem },
    });
  });

  test('a VNI has 24 bits', () => {
    expect(() => encode(through(8472, { kind: 'vxlan', vni: 2 ** 24 }))).toThrow(RangeError);
  });

  test('an inner frame that is too short is data', () => {
    const packet = through(8472, { kind: 'vxlan', vni: 1 }, [{ kind: 'data', bytes: bytesOf('0102') }]);
    const decoded = decode(encode(packet), 'ethernet');
    expect(decoded.packet).toEqual(packet);
    expect(decoded.problem).toMatchObject({ layer: 'ethernet', offset: 50, why: 'truncated' });
  });
});

describe('geneve', () => {
  const options: readonly GeneveOption[] = [
    { class: 0x0102, type: 0x01, data: new Uint8Array(0) },
    { class: 0x0103, type: 0x80, data: bytesOf('deadbeef') },
  ];
  const PACKET = through(6081, { kind: 'geneve', vni: 0x643e, options });

  test('options make the header longer; one that is critical sets the flag', () => {
    const bytes = encode(PACKET);
    expect(bytes.slice(42, 62)).toEqual(bytesOf('03 40 6558 00643e 00 0102 01 00 0103 80 01 deadbeef'));
    expect(decode(bytes, 'ethernet')).toEqual({ packet: PACKET, problem: null });
  });

  test.each([
    ['another version', 42, 0x43, { offset: 42, why: 'unsupported', text: 'version 1' }],
    ['a control packet', 43, 0xc0, { offset: 43, why: 'unsupported', text: 'control 1' }],
    ['a payload without Ethernet', 44, 0x08, { offset: 44, why: 'unsupported', text: 'protocolType 2136' }],
    ['a critical flag without a critical option', 56, 0x00, { offset: 43, why: 'malformed', text: 'critical 1' }],
    ['an option longer than the options', 53, 0x1f, { offset: 50, why: 'malformed', text: 'option length 124' }],
    ['reserved bits of an option', 53, 0x20, { offset: 53, why: 'unsupported', text: 'reserved 1' }],
  ])('refuses %s', (_, at, value, problem) => {
    const bytes = encode(PACKET);
    bytes[at] = value;
    expect(decode(bytes, 'ethernet').problem).toMatchObject({ layer: 'geneve', ...problem });
  });

  test('options are whole words of at most 124 bytes', () => {
    for (const length of [2, 128]) {
      const odd = [{ class: 1, type: 1, data: new Uint8Array(length) }];
      expect(() => encode(through(6081, { kind: 'geneve', vni: 1, options: odd }))).toThrow(RangeError);
    }
  });
});

test('a tunnel is known by its destination port, not by its source port', () => {
  const bytes = encode([
    IPV4,
    { kind: 'udp', srcPort: 8472, dstPort: 40000, zeroChecksum: true },
    { kind: 'data', bytes: VXLAN.slice(42) },
  ]);
  expect(decode(bytes, 'ipv4').packet.map(({ kind }) => kind)).toEqual(['ipv4', 'udp', 'data']);
});

test('tunnels in tunnels are followed four times', () => {
  let packet = PING;
  for (let i = 0; i < 5; i++) packet = through(8472, { kind: 'vxlan', vni: i }, packet);
  const { packet: found, problem } = decode(encode(packet), 'ethernet');
  expect(found.filter(({ kind }) => kind === 'vxlan').length).toBe(4);
  expect(found.at(-1)?.kind).toBe('data');
  expect(problem).toMatchObject({ layer: 'vxlan', why: 'unsupported', text: 'more than 4 tunnels' });
});
