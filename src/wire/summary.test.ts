import { expect, test } from 'vitest';
import { ETHERNET, IPV4, mac } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import type { Layer, Packet } from './layers.ts';
import { summaryOf } from './summary.ts';

const TCP: Layer<'tcp'> = {
  kind: 'tcp',
  srcPort: 48220,
  dstPort: 80,
  seq: 7,
  ack: 9,
  flags: 0x18,
  window: 502,
  options: [],
};
const SYN: Layer<'tcp'> = {
  ...TCP,
  ack: 0,
  flags: 2,
  options: [
    { kind: 'mss', value: 1460 },
    { kind: 'sack-permitted' },
    { kind: 'timestamps', value: 5, echo: 0 },
    { kind: 'nop' },
    { kind: 'window-scale', shift: 7 },
  ],
};
const UDP: Layer<'udp'> = { kind: 'udp', srcPort: 40000, dstPort: 8472, zeroChecksum: true };
const HEAD = 'GET / HTTP/1.1\r\nHost: webpod\r\n\r\n';
const DNS: Layer<'dns'> = {
  kind: 'dns',
  id: 7,
  response: false,
  authoritative: false,
  recursionDesired: true,
  recursionAvailable: false,
  rcode: 0,
  questions: [{ name: 'webpod', type: 'A' }],
  answers: [],
};
const QUOTE = bytesOf('45');
const A = '192.0.2.1 > 192.0.2.2';

test.each<readonly [string, Packet]>([
  [`${A} TCP 48220 → 80 [SYN] Seq=7 Win=502 Len=0 MSS=1460 SACK_PERM TSval=5 TSecr=0 WS=128`, [ETHERNET, IPV4, SYN]],
  [
    `${A} TCP 48220 → 80 [PSH, ACK] Seq=7 Ack=9 Win=502 Len=33 GET / HTTP/1.1`,
    [ETHERNET, IPV4, TCP, { kind: 'http', head: HEAD }, { kind: 'data', bytes: QUOTE }],
  ],
  [`${A} ICMP echo request id=163 seq=1`, [IPV4, { kind: 'icmp-echo', type: 'request', id: 163, seq: 1 }]],
  [`${A} ICMP unreachable code=4 mtu=1450`, [IPV4, { kind: 'icmp-unreachable', code: 4, mtu: 1450, quote: QUOTE }]],
  [`${A} ICMP time exceeded code=0`, [IPV4, { kind: 'icmp-time-exceeded', code: 0, quote: QUOTE }]],
  [
    `${A} ICMP redirect code=1 gateway=192.0.2.9`,
    [IPV4, { kind: 'icmp-redirect', code: 1, gateway: ipv4('192.0.2.9'), quote: QUOTE }],
  ],
  [
    `${A} frag 1376 IP protocol 17 Len=1`,
    [
      { ...IPV4, fragOffset: 1376 },
      { kind: 'ip-payload', protocol: 17, bytes: QUOTE },
    ],
  ],
  [`${A} UDP 40000 → 53 DNS 7 A? webpod`, [IPV4, { ...UDP, dstPort: 53 }, DNS]],
  [
    `${A} UDP 53 → 40000 DNS 7 rcode 3 A? webpod`,
    [IPV4, { ...UDP, srcPort: 53, dstPort: 40000 }, { ...DNS, response: true, rcode: 3 }],
  ],
  [
    `${A} UDP 40000 → 8472 VXLAN vni=27143 | ${A} ICMP echo reply id=1 seq=2`,
    [
      ETHERNET,
      IPV4,
      UDP,
      { kind: 'vxlan', vni: 27143 },
      ETHERNET,
      IPV4,
      { kind: 'icmp-echo', type: 'reply', id: 1, seq: 2 },
    ],
  ],
  [
    `${A} UDP 40000 → 6081 Geneve vni=1 options=1 | ARP 192.0.2.1 is-at 08:00:27:aa:10:64`,
    [
      ETHERNET,
      IPV4,
      { ...UDP, dstPort: 6081 },
      { kind: 'geneve', vni: 1, options: [{ class: 1, type: 1, data: QUOTE }] },
      ETHERNET,
      {
        kind: 'arp',
        op: 'reply',
        senderMac: mac('08:00:27:aa:10:64'),
        senderIp: ipv4('192.0.2.1'),
        targetMac: mac('08:00:27:aa:10:65'),
        targetIp: ipv4('192.0.2.2'),
      },
    ],
  ],
  ['Len=1', [{ kind: 'data', bytes: QUOTE }]],
])('%s', (text, packet) => {
  expect(summaryOf(packet)).toBe(text);
});
