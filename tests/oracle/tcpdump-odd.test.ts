import { expect, it } from 'vitest';
import { concatBytes, utf8 } from '../../src/base/bytes.ts';
import { tcpdumpLines } from '../../src/capture/tcpdump/lines.ts';
import { checksumOf, pseudoHeaderSum, sum16 } from '../../src/wire/checksum.ts';
import { describeTcpdump, FORMS, framesIn, numberedPcap, tcpdumpSays } from './tcpdump.ts';

// Frames that no host of a lab sends: every ICMP message, options, wrong lengths, padding, and what is in no protocol.

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const hex4 = (n: number): string => n.toString(16).padStart(4, '0');
const hex2 = (n: number): string => n.toString(16).padStart(2, '0');
const [SRC, DST] = ['ac1400d7', 'ac140298'];

const ethernet = (type: string, payload: Uint8Array): Uint8Array =>
  concatBytes(bytes(`020000000002 020000000001 ${type}`), payload);

interface Ip {
  readonly tos?: number;
  readonly ttl?: number;
  readonly fragment?: string;
  /** Whole words. */
  readonly options?: string;
  /** What the length field says beyond the truth. */
  readonly longer?: number;
}

function ip(
  protocol: number,
  payload: Uint8Array,
  { tos = 0, ttl = 64, fragment = '4000', options = '', longer = 0 }: Ip = {},
) {
  const size = 20 + options.length / 2;
  const length = hex4(size + payload.length + longer);
  const start = `4${(size / 4).toString(16)}${hex2(tos)} ${length} 1234 ${fragment} ${hex2(ttl)}${hex2(protocol)}`;
  const header = bytes(`${start} 0000 ${SRC} ${DST} ${options}`);
  header.set(bytes(hex4(checksumOf(sum16(header, 0, size)))), 10);
  return concatBytes(header, payload);
}

/** With the checksum that belongs at `at`, over the pseudo-header for UDP and TCP. */
function summed(payload: Uint8Array, at: number, protocol: 1 | 6 | 17): Uint8Array {
  const pseudo = protocol === 1 ? 0 : pseudoHeaderSum(Number(`0x${SRC}`), Number(`0x${DST}`), protocol, payload.length);
  payload.set(bytes(hex4(checksumOf(sum16(payload, 0, payload.length, pseudo)))), at);
  return payload;
}

const icmp = (type: number, code: number, rest: string): Uint8Array =>
  ip(1, summed(bytes(`${hex2(type)}${hex2(code)} 0000 ${rest}`), 2, 1));
const udp = (from: number, to: number, data: Uint8Array, longer = 0): Uint8Array =>
  ip(17, summed(concatBytes(bytes(`${hex4(from)} ${hex4(to)} ${hex4(8 + data.length + longer)} 0000`), data), 6, 17));
function tcp(flags: number, data: Uint8Array, { options = '', ports = 'bc5c 0050', urgent = '0000' } = {}): Uint8Array {
  const header = `${ports} 00000064 000000c8 ${(5 + options.length / 8).toString(16)}0${hex2(flags)} 01f6 0000 ${urgent} ${options}`;
  return ip(6, summed(concatBytes(bytes(header), data), 16, 6));
}
const hexOf = (packet: Uint8Array): string => [...packet].map(hex2).join('');

const QUOTE = hexOf(udp(33_000, 33_434, utf8('a quoted probe')));
const range = (to: number): readonly number[] => Array.from({ length: to + 1 }, (_, i) => i);

const ICMP: readonly Uint8Array[] = [
  ...range(16).map((code) => icmp(3, code, `00000578 ${QUOTE}`)),
  icmp(3, 4, `00000000 ${QUOTE}`),
  icmp(3, 3, `00000000 ${hexOf(tcp(2, new Uint8Array()))}`),
  icmp(3, 3, `00000000 ${hexOf(ip(253, bytes('0000080000001234')))}`),
  ...range(4).map((code) => icmp(5, code, `c0a80ac8 ${QUOTE}`)),
  ...range(2).map((code) => icmp(11, code, `00000000 ${QUOTE}`)),
  ...range(1).map((code) => icmp(12, code, `14000000 ${QUOTE}`)),
  ...[4, 10, 13, 15, 16, 17, 18, 40].map((type) => icmp(type, 0, `00070009 ${QUOTE}`)),
  icmp(14, 0, '00070009 00000001 036ee7ff 05265bff'),
  icmp(8, 0, '00070009'),
  icmp(11, 0, '00000000 4500'),
  icmp(3, 3, '00000000 450000'),
  icmp(11, 0, `00000000 ${'45'.padEnd(256, '0')} 2000dfff 00080101 00001101`),
  icmp(11, 0, `00000000 ${QUOTE.padEnd(256, '0')} ${'07'.repeat(40)}`),
  ip(1, bytes('0800dead00070009')),
];

const TCP: readonly Uint8Array[] = [
  ...[0x00, 0x02, 0x12, 0x11, 0x18, 0x29, 0xd2, 0xff].map((flags) => tcp(flags, new Uint8Array())),
  tcp(0x04, utf8('go away')),
  tcp(0x14, utf8('a reason that is longer than thirty characters')),
  tcp(0x18, utf8('POST /x HTTP/1.1\r\nHost: a\tb\r\n\r\nbody without end')),
  tcp(0x18, utf8('HTTP/1.1 404 Not Found\nline\rmiddle\n\u0001 binary\n')),
  tcp(0x18, utf8('not a request\r')),
  tcp(0x18, utf8('x\r')),
  tcp(0x18, utf8('\rx\r\ny\r')),
  tcp(0x18, utf8('get / http/1.0')),
  tcp(0x38, utf8('urgent'), { urgent: '0003' }),
  tcp(0x10, new Uint8Array(), { options: '0101050a000000c9000000d20101080a0000000100000002'.padEnd(48, '0') }),
  tcp(0x10, new Uint8Array(), { options: '0101051200000065000000c9000000d2000000dc' }),
  tcp(0x02, new Uint8Array(), { options: '020405b40402080a00000001000000000103030700000000' }),
  tcp(0x02, new Uint8Array(), { options: '0205050505010000' }),
  tcp(0x02, new Uint8Array(), { options: '0101010301010108' }),
  tcp(0x02, new Uint8Array(), { options: '4504123400000000' }),
  tcp(0x18, bytes('0005 aabb01'), { ports: 'bc5c 0035' }),
  tcp(0x18, bytes('000c aabb0100000100000000000000'.slice(0, 28)), { ports: 'bc5c 0035' }),
  tcp(0x18, utf8('GET / HTTP/1.1\r\n'), { ports: '1f90 bc5c' }),
];

const name = '0377656204746573740000010001';
const DNS: readonly string[] = [
  `aabb 0100 0001 0000 0000 0000 ${name}`,
  `aabb 0120 0001 0000 0000 0001 ${name} 0000 2904d000000000000c000a00081122334455667788`,
  `aabb 0110 0001 0000 0000 0001 ${name} 0000 2904d000008000 001c000a00181122334455667788000102030405060708090a0b0c0d0e0f`,
  `aabb 8583 0001 0000 0001 0000 ${name} c00c 0006 0001 0000003c 0018 c00c c00c 00000001 00000002 00000003 00000004 00000005`,
  `aabb 81a0 0001 0003 0000 0000 ${name} c00c 0005 0001 00015180 0002 c010 c00c 0001 0001 000e1005 0004 ac140298 c00c 001c 0001 00000000 0010 fe800000000000000000000000000001`,
  `aabb 8580 0001 0004 0000 0000 ${name} c00c 000f 0001 0000003c 0004 000a c00c c00c 0010 0001 0000003c 0006 0568656c6c6f c00c 0021 0001 0000003c 0008 0001 0002 0050 c00c c00c 00ff 0003 0000003c 0002 abcd`,
  `aabb 8200 0001 0001 0000 0000 ${name} c00c 0001 0001 0000003c 0004 ac14`,
  `aabb 0100 0002 0000 0000 0000 ${name} c00c 001c 0001`,
  `aabb 0100 0001 0000 0000 0000 c00c 0001 0001`,
  `aabb 0100 0001 0000 0000 0000 41ff 0001 0001`,
  `aabb 0900 0000 0001 0000 0000`,
  'aabb 0100 00',
  `aabb 8585 0000 0000 0000 0000`,
  `aabb 0100 0001 0000 0000 0000 02c3bf 017f 00 00fe 00ff`,
  `aabb 8180 0001 0001 0000 0001 ${name} c00c 0001 0001 0000003c 0004 ac140298 0000 29 04d0 01 00 8000 0000`,
];

const inner = hexOf(ethernet('0800', ip(1, bytes('0800f7ef00070009'))));
const OTHERS: readonly Uint8Array[] = [
  ...DNS.map((message) => udp(40_000, 53, bytes(message))),
  udp(40_000, 53, bytes(DNS[0] ?? ''), 9),
  udp(40_000, 9999, utf8('short'), 20),
  ip(17, bytes('9c40 270f 0004 0000')),
  ip(17, bytes('9c40 270f 00')),
  ip(17, bytes('9c40 270f 000d dead 68656c6c6f')),
  udp(40_000, 8472, bytes(`08000000 006a0700 ${inner}`)),
  udp(40_000, 8472, bytes(`00000102 006a07ff ${inner}`)),
  udp(40_000, 8472, bytes(`08000000 006a0700 ${inner}`), -3),
  udp(40_000, 8472, bytes('08000000')),
  udp(40_000, 4789, bytes(`08000000 006a0700 ${inner}`)),
  udp(40_000, 4789, bytes(`08000000 006a0700 ${inner.slice(0, 20)}`)),
  udp(40_000, 6081, bytes(`0000 6558 006a0700 ${inner}`)),
  udp(40_000, 6081, bytes(`04c0 6558 006a07ff 0102 8002 0000000100000002 0104 0100 ${inner}`)),
  udp(40_000, 6081, bytes(`0200 6558 006a0700 0005 8001 00000001 ${inner}`)),
  udp(40_000, 6081, bytes(`0100 6558 006a0700 fff1 0109 ${inner}`)),
  udp(40_000, 6081, bytes(`0000 0800 006a0700 ${inner.slice(28)}`)),
  udp(40_000, 6081, bytes('0000 1234 006a0700')),
  udp(40_000, 6081, bytes('3f00 6558 006a0700')),
  udp(40_000, 6081, bytes('8000 6558 006a0700')),
  udp(40_000, 6081, bytes('0000')),
  ip(4, ip(1, bytes('0800f7ef00070009'))),
  ip(253, utf8('nobody')),
  ip(17, utf8('the rest of it'), { fragment: '00b9' }),
  ip(17, concatBytes(bytes('9c40 270f 0100 1234'), utf8('the first of it')), { fragment: '2000' }),
  ip(6, utf8('the rest of it'), { fragment: 'e0b9' }),
  ...range(3).map((ecn) => ip(1, bytes('0800f7ef00070009'), { tos: 0xb8 + ecn, ttl: ecn })),
  ip(1, bytes('0800f7ef00070009'), { longer: 30 }),
  ip(1, bytes('0800f7ef00070009'), { longer: -25 }),
  ip(6, bytes('bc5c0050'), { longer: 0 }),
  ip(6, bytes('bc5c00')),
  ip(1, bytes('0800f7ef00070009'), { options: '01010100' }),
  ip(1, bytes('0800f7ef00070009'), { options: '01014400' }),
  bytes(`60000000${'00'.repeat(36)}`),
  bytes(`50000000${'00'.repeat(36)}`),
  bytes(`4400001c${'00'.repeat(24)}`),
  bytes('45000054'),
];

const arp = (operation: number, more = ''): Uint8Array =>
  bytes(`0001 0800 06 04 ${hex4(operation)} 020000000001 ${SRC} ${more === '' ? '000000000000' : more} ${DST}`);
const OTHER_LINKS: readonly Uint8Array[] = [
  ...[1, 2, 3, 4, 8, 9, 25].map((operation) => ethernet('0806', arp(operation))),
  ethernet('0806', arp(1, '020000000002')),
  ethernet('0806', bytes('0006 86dd 06 10 0001 020000000001')),
  ethernet('88b5', utf8('local experiment')),
  ethernet('88b5', new Uint8Array()),
  bytes('020000000002'),
];
const PADDING = new Uint8Array(18);

describeTcpdump('lines of frames that are odd', () => {
  it.each([
    ['ICMP', ICMP.map((packet) => ethernet('0800', packet))],
    ['TCP', TCP.map((packet) => ethernet('0800', packet))],
    ['UDP, tunnels and IP', OTHERS.map((packet) => ethernet('0800', packet))],
    ['ARP and unknown EtherTypes', OTHER_LINKS],
    ['padded', [...ICMP, ...TCP, ...OTHERS].map((packet) => concatBytes(ethernet('0800', packet), PADDING))],
    [
      'cut',
      [...ICMP, ...TCP, ...OTHERS].flatMap((packet) =>
        [34, 38, 41, 47, 60].map((n) => ethernet('0800', packet).slice(0, n)),
      ),
    ],
  ])('%s', (_, frames) => {
    const whole = frames.map((frame) => ({ bytes: frame, originalLength: Math.max(frame.length, 60) }));
    for (const captured of [frames.map((frame) => ({ bytes: frame })), whole]) {
      const pcap = numberedPcap(captured, 1);
      for (const [args, options] of FORMS)
        expect({ args, lines: tcpdumpLines(framesIn(pcap), options) }).toEqual({
          args,
          lines: tcpdumpSays(args.split(' '), pcap),
        });
    }
  });
});
