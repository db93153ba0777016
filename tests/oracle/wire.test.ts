import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writePcap } from '../../src/capture/pcap.ts';
import { CODECS } from '../../src/wire/codecs.ts';
import { encode } from '../../src/wire/encode.ts';
import { layerIndex, type LayerKind, type Packet } from '../../src/wire/layers.ts';
import { cookedPacket, ethernetPacket } from '../support/packets.ts';
import { DECODE_AS, describeTshark, tshark } from './tshark.ts';
import { expectedLayers, type Fields, hexOfIpv6 } from './wire-expected.ts';

/** Every checksum is checked, every packet is read by itself and every number is the one on the wire. */
const OPTIONS = [
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'ip.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
].flatMap((option) => ['-o', option]);

const FRAMES = 400;

type Json = string | null | readonly Json[] | { readonly [key: string]: Json };

/** The trees of a frame's protocols in their order; `protocol` occurs more than once in a tunnel. */
interface Found {
  readonly protocols: readonly string[];
  readonly trees: ReadonlyMap<string, readonly Json[]>;
  readonly text: string;
}

function framesOf(packets: readonly Packet[], linktype: 1 | 276): readonly Found[] {
  const captured = packets.map((packet, i) => ({ at: i * 1000, bytes: encode(packet) }));
  const file = writePcap(captured, linktype, { epochSeconds: 1_700_000_000, nanos: true });
  const json = JSON.parse(tshark([...DECODE_AS, ...OPTIONS, '-T', 'json', '--no-duplicate-keys'], file)) as readonly {
    readonly _source: { readonly layers: Readonly<Record<string, Json>> };
  }[];
  return json.map(({ _source: { layers } }) => {
    const trees = new Map(Object.entries(layers).map(([name, tree]) => [name, Array.isArray(tree) ? tree : [tree]]));
    const frame = layers['frame'] as { readonly 'frame.protocols': string };
    return { protocols: frame['frame.protocols'].split(':'), trees, text: JSON.stringify(layers) };
  });
}

/** What an ICMP error quotes is a tree of its own inside icmp's. */
const QUOTED = new Set(['ip', 'tcp', 'udp', 'icmp', 'http', 'dns']);

/** All values of a field in a protocol's tree, in their order. */
function valuesIn(tree: Json, field: string): readonly string[] {
  if (tree === null || typeof tree === 'string') return [];
  if (Array.isArray(tree)) return tree.flatMap((branch: Json) => valuesIn(branch, field));
  return Object.entries(tree).flatMap(([key, branch]) => {
    if (QUOTED.has(key)) return [];
    if (key !== field) return valuesIn(branch, field);
    return (Array.isArray(branch) ? branch : [branch]).filter((value): value is string => typeof value === 'string');
  });
}

function fieldsOf(tree: Json, wanted: Fields): Fields {
  return Object.fromEntries(
    Object.keys(wanted).map((field) => {
      const values = valuesIn(tree, field);
      // tshark may print an ICMP id in both byte orders, the one on the wire first.
      if (field === 'icmp.ident') return [field, values.slice(0, 1)];
      return [field, field === 'dns.aaaa' ? values.map(hexOfIpv6) : values];
    }),
  );
}

const has = (packet: Packet, ...kinds: readonly LayerKind[]): boolean =>
  kinds.some((kind) => layerIndex(packet, kind) >= 0);

describeTshark('what tshark reads in our frames', () => {
  for (const [link, linktype, packets] of [
    ['ethernet', 1, fc.sample(ethernetPacket, { numRuns: FRAMES, seed: 20260118 })],
    ['sll2', 276, fc.sample(cookedPacket, { numRuns: FRAMES, seed: 20260119 })],
  ] as const) {
    // Asked once, and not before a test runs: the body of a skipped suite is read too.
    let answer: readonly Found[] | undefined;
    const found = (): readonly Found[] => (answer ??= framesOf(packets, linktype));

    test(`over ${link}: every field of ${FRAMES} frames, good checksums`, () => {
      expect(found().length).toBe(FRAMES);
      for (const [i, packet] of packets.entries()) {
        const seen = new Map<string, number>();
        for (const { protocol, fields } of expectedLayers(packet)) {
          const nth = seen.get(protocol) ?? 0;
          seen.set(protocol, nth + 1);
          const tree = found()[i]?.trees.get(protocol)?.[nth] ?? null;
          expect({ frame: i + 1, protocol, nth, ...fieldsOf(tree, fields) }).toEqual({
            frame: i + 1,
            protocol,
            nth,
            ...fields,
          });
        }
      }
    });

    test(`over ${link}: nothing malformed, no protocol that we did not write`, () => {
      for (const [i, packet] of packets.entries()) {
        // The bytes of a fragment and of a cut quote are no whole packet to tshark either.
        if (has(packet, 'ip-payload')) continue;
        const { text = '', protocols = [] } = found()[i] ?? {};
        expect(`${i + 1} ${text}`).not.toContain('_ws.malformed');
        if (has(packet, 'icmp-unreachable', 'icmp-time-exceeded', 'icmp-redirect')) continue;
        expect(`${i + 1} ${text}`).not.toContain('"_ws.expert.severity":"8388608"');
        const ours = expectedLayers(packet).map(({ protocol }) => protocol);
        // To tshark any segment of port 80 is HTTP; where we wrote a head, the test of the fields looks at it.
        const silent = ['ethertype', 'data', 'http'];
        expect(protocols.filter((name) => !silent.includes(name))).toEqual(ours.filter((name) => name !== 'http'));
      }
    });

    test(`over ${link}: every kind of layer was among them`, () => {
      const kinds = new Set(packets.flatMap((packet) => packet.map(({ kind }) => kind)));
      const absent = link === 'sll2' ? [] : ['sll2'];
      expect([...kinds].toSorted()).toEqual(
        Object.keys(CODECS)
          .filter((kind) => !absent.includes(kind))
          .toSorted(),
      );
    });
  }
});
