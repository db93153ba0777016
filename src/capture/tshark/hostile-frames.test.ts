import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cookedPacket, ethernetPacket } from '../../../tests/support/packets.ts';
import { encode } from '../../wire/encode.ts';
import type { LinkType } from '../pcap-limits.ts';
import { parseDecodeAs } from './decode-as.ts';
import { parseDisplayFilter } from './display-filter.ts';
import { FIELDS } from './fields/known.ts';
import { startTshark } from './lines.ts';
import { DEFAULTS, type TsharkOptions } from './options.ts';
import type { TsharkFrame } from './tshark-frame.ts';

const VXLAN = { table: 'udp.port', low: 8472, high: 8472, protocol: 'vxlan' } as const;

const options: fc.Arbitrary<TsharkOptions> = fc
  .record({
    format: fc.constantFrom('summary' as const, 'tree' as const, 'fields' as const),
    hex: fc.boolean(),
    numeric: fc.boolean(),
    time: fc.constantFrom('r' as const, 'ad' as const, 'e' as const),
  })
  .map((asked) => ({ ...DEFAULTS, ...asked, decodeAs: [VXLAN], fields: [...FIELDS.keys()] }));

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

function frameOf(frame: Uint8Array, linktype: LinkType, missing: number): TsharkFrame {
  const length = frame.length + missing;
  return { linktype, seconds: 1_754_763_180, nanos: 1, bytes: frame, length, device: 'eth1', tap: null };
}

const linktype = fc.constantFrom<LinkType>(1, 276);
/** What reaches a terminal: no control characters but the tab between fields. */
const HARMLESS = /^[^\u0000-\u0008\u000a-\u001f\u007f-\u009f]*$/;

test('whatever the bytes are, lines of harmless characters come out', () => {
  fc.assert(
    fc.property(
      fc.array(bytes, { minLength: 1, maxLength: 3 }),
      linktype,
      fc.nat({ max: 40 }),
      options,
      (all, link, missing, asked) => {
        const tshark = startTshark(asked);
        for (const frame of all)
          for (const line of tshark.linesOf(frameOf(frame, link, missing))) expect(line).toMatch(HARMLESS);
      },
    ),
    { numRuns: 3000, seed: 20250817 },
  );
});

const words = fc.constantFrom(
  ...`ip.addr tcp.port tcp http.host frame.time eth.addr tcp.flags.syn foo and or not ! == != > contains matches in { } ( ) [ ] & , ..
     "a" "\\" 80 0x1f 10.0.0.1 10.0.0.0/8 ff:ff:ff:ff:ff:ff 'x' True 1.5 any all len`.split(/\s+/),
);

test('a filter is compiled or refused, never a crash', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
        fc.string(),
      ),
      (text) => {
        const parsed = parseDisplayFilter(text);
        if (parsed.ok) {
          const tshark = startTshark({ ...DEFAULTS, filter: parsed.filter });
          return tshark.linesOf(frameOf(new Uint8Array(60), 1, 0)).length < 2;
        }
        return parsed.message[0]?.startsWith('tshark: ') === true;
      },
    ),
    { numRuns: 5000, seed: 20250818 },
  );
});

test('-d says what is wrong with it', () => {
  expect(parseDecodeAs('udp.port==8472,vxlan')).toEqual({ ok: true, rule: VXLAN, warning: null });
  expect(parseDecodeAs('udp.port=8472,vxlan')).toMatchObject({
    ok: true,
    warning: 'tshark: WARNING: -d requires "==" instead of "=". Option will be treated as "udp.port==8472,vxlan"',
  });
  expect(parseDecodeAs('tcp.port==8000-8100,http')).toMatchObject({
    rule: { low: 8000, high: 8100, protocol: 'http' },
  });
  for (const [text, first] of [
    ['udp.port==8472,VXLAN', 'tshark: Unknown protocol -- "VXLAN"'],
    ['udp.port==80,http', `tshark: Protocol "http" isn't valid for layer type "udp.port"`],
    ['udp.port==abc,vxlan', 'tshark: Invalid selector number "abc"'],
    ['foo.port==1,vxlan', 'tshark: Unknown layer type -- foo.port'],
    ['udp.port==8472,', 'tshark: No protocol name specified'],
    [
      'udp.port==8472',
      `tshark: Parameter "udp.port==8472" doesn't follow the template "<layer_type>==<selector>,<decode_as_protocol>"`,
    ],
  ] as const) {
    const parsed = parseDecodeAs(text);
    expect(parsed.ok ? [] : parsed.message[0]).toBe(first);
  }
});
