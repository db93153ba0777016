import { expect, test } from 'vitest';
import { mac } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4, ZERO_MAC } from './address.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import type { Packet } from './layers.ts';

/** Recorded: k8s-ctr asks for the router, the router answers. */
const REQUEST = bytesOf(`ffffffffffff 080027aa1064 0806
  0001 0800 06 04 0001 080027aa1064 c0a80a64 000000000000 c0a80ac8`);
const REPLY = bytesOf(`080027aa1064 080027aa10c8 0806
  0001 0800 06 04 0002 080027aa10c8 c0a80ac8 080027aa1064 c0a80a64`);

const NODE = { mac: mac('08:00:27:aa:10:64'), ip: ipv4('192.168.10.100') };
const ROUTER = { mac: mac('08:00:27:aa:10:c8'), ip: ipv4('192.168.10.200') };

const REQUEST_PACKET: Packet = [
  { kind: 'ethernet', dst: mac('ff:ff:ff:ff:ff:ff'), src: NODE.mac },
  { kind: 'arp', op: 'request', senderMac: NODE.mac, senderIp: NODE.ip, targetMac: ZERO_MAC, targetIp: ROUTER.ip },
];
const REPLY_PACKET: Packet = [
  { kind: 'ethernet', dst: NODE.mac, src: ROUTER.mac },
  { kind: 'arp', op: 'reply', senderMac: ROUTER.mac, senderIp: ROUTER.ip, targetMac: NODE.mac, targetIp: NODE.ip },
];

test.each([
  ['request', REQUEST, REQUEST_PACKET],
  ['reply', REPLY, REPLY_PACKET],
])('a recorded %s', (_, bytes, packet) => {
  expect(decode(bytes, 'ethernet')).toEqual({ packet, problem: null });
  expect(encode(packet)).toEqual(bytes);
});

test("padding up to Ethernet's minimum is kept as data", () => {
  const padded = new Uint8Array(60);
  padded.set(REQUEST);
  const { packet, problem } = decode(padded, 'ethernet');
  expect(problem).toBe(null);
  expect(packet).toEqual([...REQUEST_PACKET, { kind: 'data', bytes: new Uint8Array(18) }]);
  expect(encode(packet)).toEqual(padded);
});

test.each([
  ['a hardware other than Ethernet', 14, 6, { layer: 'arp', offset: 14, why: 'unsupported', text: 'hardwareType 6' }],
  [
    'an operation other than request and reply',
    20,
    8,
    { layer: 'arp', offset: 20, why: 'unsupported', text: 'operation 8' },
  ],
])('refuses %s', (_, at, value, problem) => {
  const odd = REQUEST.slice();
  odd[at + 1] = value;
  const decoded = decode(odd, 'ethernet');
  expect(decoded.problem).toEqual(problem);
  expect(decoded.packet.at(-1)).toEqual({ kind: 'data', bytes: odd.slice(14) });
});
