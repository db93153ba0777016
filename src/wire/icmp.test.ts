import { describe, expect, test } from 'vitest';
import { IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Layer } from './layers.ts';

const icmpBytes = (layers: readonly Layer[]): Uint8Array => encode([IPV4, ...layers]).slice(20);
const layersIn = (bytes: Uint8Array): readonly Layer[] =>
  decode(encode([IPV4, { kind: 'ip-payload', protocol: 1, bytes }]), 'ipv4').packet.slice(1);
const problemIn = (bytes: Uint8Array) =>
  decode(encode([IPV4, { kind: 'ip-payload', protocol: 1, bytes }]), 'ipv4').problem;

describe('echo', () => {
  /** Recorded: `ping -e 163`, first request. */
  const PING = bytesOf(`08 00 a642 00a3 0001 c4df006b00000000cbfb010000000000
    101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637`);
  const LAYERS: readonly Layer[] = [
    { kind: 'icmp-echo', type: 'request', id: 163, seq: 1 },
    { kind: 'data', bytes: PING.slice(8) },
  ];

  test('a recorded request', () => {
    expect(layersIn(PING)).toEqual(LAYERS);
    expect(icmpBytes(LAYERS)).toEqual(PING);
  });

  test('a reply is type 0', () => {
    expect(icmpBytes([{ kind: 'icmp-echo', type: 'reply', id: 163, seq: 1 }])).toEqual(bytesOf('00 00 ff5b 00a3 0001'));
  });

  test('refuses a code', () => {
    expect(problemIn(bytesOf('08 01 0000 00a3 0001'))).toMatchObject({
      layer: 'icmp-echo',
      offset: 21,
      text: 'code 1',
    });
  });
});

describe('destination unreachable', () => {
  /** Recorded: the router has no route for a SYN. */
  const NET = bytesOf(`03 00 58c6 00000000
    4500003c798e40003f066696ac1400d7ac140298 bc5c005055afd64e00000000a002faf03a040000
    020405b40402080a459589330000000001030307`);

  test('a recorded net unreachable', () => {
    const layer: Layer = { kind: 'icmp-unreachable', code: 0, mtu: 0, quote: NET.slice(8) };
    expect(layersIn(NET)).toEqual([layer]);
    expect(icmpBytes([layer])).toEqual(NET);
  });

  test('fragmentation needed carries the MTU in its second half word', () => {
    const layer: Layer = { kind: 'icmp-unreachable', code: 4, mtu: 1450, quote: NET.slice(8, 36) };
    expect(icmpBytes([layer]).slice(4, 8)).toEqual(bytesOf('0000 05aa'));
    expect(layersIn(icmpBytes([layer]))).toEqual([layer]);
  });

  test.each([1, 2, 3, 9, 10, 13, 15])('code %d comes back', (code) => {
    const layer: Layer = { kind: 'icmp-unreachable', code, mtu: 0, quote: NET.slice(8, 36) };
    expect(layersIn(icmpBytes([layer]))).toEqual([layer]);
  });

  test('an MTU belongs to code 4 only', () => {
    const layer: Layer = { kind: 'icmp-unreachable', code: 1, mtu: 1450, quote: NET.slice(8) };
    expect(() => icmpBytes([layer])).toThrow('mtu 1450 with code 1');
    expect(problemIn(bytesOf('03 01 0000 0000 05aa'))).toMatchObject({ why: 'unsupported', text: 'mtu 1450' });
  });
});

describe('time exceeded', () => {
  /** Recorded: `ping -t 2`, answered by the node where the second hop ended. */
  const TTL = bytesOf(`0b 00 f4ff 00000000 450000547ea9400001019f68ac1400d7ac140298
    08008c1e00a30001fae3006b00000000a31b0e0000000000
    101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637`);

  test('a recorded answer', () => {
    const layer: Layer = { kind: 'icmp-time-exceeded', code: 0, quote: TTL.slice(8) };
    expect(layersIn(TTL)).toEqual([layer]);
    expect(icmpBytes([layer])).toEqual(TTL);
  });
});

describe('redirect', () => {
  /** Put together by hand from RFC 792, for no recording has one; tshark calls its checksums good. */
  const HOST = bytesOf(`05 01 2ff1 c0a80a65 450000547ea940003f01e6dec0a80a640a000115
    08008c1e00a30001fae3006b00000000a31b0e0000000000
    101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637`);

  test.each([
    ['net', 0, '2ff2'],
    ['host', 1, '2ff1'],
  ] as const)('for a %s', (_, code, checksum) => {
    const bytes = HOST.slice();
    bytes.set([code, ...bytesOf(checksum)], 1);
    const layer: Layer = { kind: 'icmp-redirect', code, gateway: ipv4('192.168.10.101'), quote: HOST.slice(8) };
    expect(layersIn(bytes)).toEqual([layer]);
    expect(icmpBytes([layer])).toEqual(bytes);
  });
});

test('other types are kept as bytes', () => {
  const timestamp = bytesOf('0d 00 f2ff 0000 0000');
  expect(layersIn(timestamp)).toEqual([{ kind: 'ip-payload', protocol: 1, bytes: timestamp }]);
  expect(problemIn(timestamp)).toMatchObject({ layer: 'ipv4', why: 'unsupported', text: 'protocol 1' });
});

test.each(['08 00 f7', '03 00 fcff 0000', '0b 00 f4ff', '05 01 faff c0a8'])('%s is cut', (hex) => {
  expect(problemIn(bytesOf(hex))).toMatchObject({ why: 'truncated' });
});
