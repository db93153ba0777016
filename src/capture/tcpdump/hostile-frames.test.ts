import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cookedPacket, ethernetPacket } from '../../../tests/support/packets.ts';
import { encode } from '../../wire/encode.ts';
import type { LinkType } from '../pcap-limits.ts';
import { FILE, parseFilter } from './filter.ts';
import type { TcpdumpFrame } from './frame.ts';
import { tcpdumpLines } from './lines.ts';
import { DEFAULTS, type TcpdumpOptions } from './options.ts';

const options: fc.Arbitrary<TcpdumpOptions> = fc.record({
  numeric: fc.boolean(),
  link: fc.boolean(),
  verbose: fc.nat({ max: 3 }),
  quiet: fc.boolean(),
  absolute: fc.boolean(),
  time: fc.constantFrom('clock', 'none', 'unix', 'delta', 'date', 'since-first'),
  dump: fc.constantFrom('none', 'hex', 'hex-link', 'text', 'text-link', 'ascii', 'ascii-link'),
  count: fc.constant(null),
  utcOffsetMinutes: fc.constantFrom(0, 540, -210),
  hostName: fc.constant(DEFAULTS.hostName),
  portNames: fc.boolean(),
});

/** Frames of a lab in which a few bytes are others and the end is missing, and bytes that never were a frame. */
const bytes = fc.oneof(
  fc
    .record({
      packet: fc.oneof(ethernetPacket, cookedPacket),
      changes: fc.array(fc.tuple(fc.nat({ max: 160 }), fc.nat({ max: 255 })), { maxLength: 3 }),
      kept: fc.nat({ max: 200 }),
    })
    .map(({ packet, changes, kept }) => {
      const frame = encode(packet).slice(0, kept + 20);
      for (const [at, value] of changes) if (at < frame.length) frame[at] = value;
      return frame;
    }),
  fc.uint8Array({ maxLength: 120 }),
);

function frameOf(frame: Uint8Array, linktype: LinkType, missing: number): TcpdumpFrame {
  const length = frame.length + missing;
  return { linktype, seconds: 1_754_763_180, nanos: 1, bytes: frame, length, device: 'eth1', tap: null };
}

const linktype = fc.constantFrom<LinkType>(1, 276);
/** What reaches a terminal: no escapes, and no control characters but a tab and the end of a line. */
const HARMLESS = /^[\t\x20-\x7e]*$/;

test('whatever the bytes are, lines of harmless characters come out', () => {
  fc.assert(
    fc.property(bytes, linktype, fc.nat({ max: 40 }), options, (frame, link, missing, asked) => {
      for (const line of tcpdumpLines([frameOf(frame, link, missing)], asked)) expect(line).toMatch(HARMLESS);
    }),
    { numRuns: 3000, seed: 20250817 },
  );
});

const words = fc.constantFrom(
  ...'host net port portrange proto src dst and or not ( ) [ ] : & | = != > < + - * / << ! ip tcp udp icmp arp'.split(
    ' ',
  ),
  ...'ether less greater len broadcast multicast inbound vlan geneve 80 0x50 10.0.0.1 10.0.0.0/8 mask \\tcp'.split(' '),
  ...'tcpflags tcp-syn icmptype aa:bb:cc:dd:ee:ff www 80-90 fe80::1 @ é'.split(' '),
);

test('whatever the expression is, it is a filter or a fault', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 9 }), linktype, bytes, (expression, link, frame) => {
      const filter = parseFilter(expression.join(' '), { ...FILE, linktype: link });
      const answer = filter.ok ? `${filter.takes(frameOf(frame, link, 0))}` : filter.message;
      expect(answer).not.toBe('');
    }),
    { numRuns: 3000, seed: 20250818 },
  );
});
