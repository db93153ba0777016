import { expect, test } from 'vitest';
import { closingLines, listeningLines, readingLines } from './banner.ts';

// Printed by tcpdump 4.99 in the terminals of the study.

test('before the first packet on any, and on one device', () => {
  expect(listeningLines({ device: 'any', linktype: 276, verbose: 0, writes: false })).toEqual([
    'tcpdump: data link type LINUX_SLL2',
    'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode',
    'listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes',
  ]);
  expect(listeningLines({ device: 'lxc93b551d233cf', linktype: 1, verbose: 0, writes: false })).toEqual([
    'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode',
    'listening on lxc93b551d233cf, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
  ]);
});

test('with -w or -v there is no advice to use -v', () => {
  expect(listeningLines({ device: 'any', linktype: 276, verbose: 0, writes: true })).toEqual([
    'tcpdump: data link type LINUX_SLL2',
    'tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes',
  ]);
  expect(listeningLines({ device: 'lo', linktype: 1, verbose: 1, writes: false })).toEqual([
    'tcpdump: listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
  ]);
});

test('at the end', () => {
  expect(closingLines({ captured: 22, received: 26, dropped: 0 })).toEqual([
    '22 packets captured',
    '26 packets received by filter',
    '0 packets dropped by kernel',
  ]);
  expect(closingLines({ captured: 1, received: 1, dropped: 0 })[0]).toBe('1 packet captured');
});

test('about a file', () => {
  expect(readingLines('/tmp/vxlan.pcap', 276, 262_144)).toEqual([
    'reading from file /tmp/vxlan.pcap, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144',
    'Warning: interface names might be incorrect',
  ]);
});
