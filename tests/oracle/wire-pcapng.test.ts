import { expect, test } from 'vitest';
import { writePcap } from '../../src/capture/pcap.ts';
import { writePcapng } from '../../src/capture/pcapng.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Layer, Packet } from '../../src/wire/layers.ts';
import { ETHERNET, IPV4 } from '../support/frames.ts';
import { describeTshark, tshark } from './tshark.ts';

const PING: readonly Layer[] = [IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];
const ON_WIRE: Packet = [ETHERNET, ...PING];
const ON_ANY: Packet = [{ kind: 'sll2', ifindex: 3, arphrd: 1, packetType: 4, address: ETHERNET.src }, ...PING];
const EPOCH = { epochSeconds: 1_700_000_000 };

const fields = (names: readonly string[]): readonly string[] => [
  '-T',
  'fields',
  ...names.flatMap((name) => ['-e', name]),
];

describeTshark('capture files', () => {
  test('a pcapng file names its taps, keeps nanoseconds and says that it is simulated', () => {
    const file = writePcapng(
      [
        { name: 'k8s-ctr:eth1', linktype: 1 },
        { name: 'router:any', linktype: 276 },
      ],
      [
        { tap: 0, at: 1, bytes: encode(ON_WIRE), comment: 'before the router' },
        { tap: 1, at: 2_000_000_003, bytes: encode(ON_ANY), originalLength: 90 },
      ],
      EPOCH,
    );
    const columns = [
      'frame.interface_name',
      'frame.time_epoch',
      'frame.len',
      'frame.cap_len',
      'frame.comment',
      'frame.protocols',
    ];
    expect(tshark(fields(columns), file)).toBe(
      [
        'k8s-ctr:eth1\t1700000000.000000001\t42\t42\tbefore the router\teth:ethertype:ip:icmp',
        'router:any\t1700000002.000000003\t90\t48\t\tsll:ethertype:ip:icmp',
        '',
      ].join('\n'),
    );
    expect(tshark(['-T', 'fields', '-e', 'frame.number', '-Y', '_ws.malformed'], file)).toBe('');
  });

  test.each([
    [true, '1700000000.123456789'],
    [false, '1700000000.123456000'],
  ])('a pcap file with nanoseconds: %s', (nanos, time) => {
    const file = writePcap([{ at: 123_456_789, bytes: encode(ON_WIRE) }], 1, { ...EPOCH, nanos });
    expect(tshark(fields(['frame.time_epoch', 'ip.dst']), file)).toBe(`${time}\t${IPV4.dst}\n`);
  });
});
