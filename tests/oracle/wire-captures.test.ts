import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPcap, writePcap } from '../../src/capture/pcap.ts';
import type { LinkType, ReadPacket } from '../../src/capture/pcap-limits.ts';
import { decode, type Link } from '../../src/wire/decode.ts';
import { dissect } from '../../src/wire/dissect.ts';
import type { DissectNode, Note } from '../../src/wire/dissect-node.ts';
import { encode } from '../../src/wire/encode.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
const RECORDS = 24;

interface Capture {
  readonly linktype: LinkType;
  readonly link: Link;
  readonly nanos: boolean;
  readonly epochSeconds: number;
  readonly packets: readonly ReadPacket[];
  readonly bytes: Uint8Array;
}

function captureIn(file: string): Capture {
  const bytes = new Uint8Array(readFileSync(new URL(file, FOLDER)));
  const read = readPcap(bytes);
  if (!read.ok) throw new Error(`${file}: ${read.why} at ${read.offset}`);
  return { ...read, link: read.linktype === 1 ? 'ethernet' : 'sll2', bytes };
}

function notes(nodes: readonly DissectNode[]): readonly (Note | null)[] {
  return nodes.flatMap((node) => [node.note, ...notes(node.children)]);
}

const isWhole = ({ bytes, originalLength }: ReadPacket): boolean => bytes.length === originalLength;
/** The kernel had left these checksums to a network card that was none. */
const isOffloaded = (file: string): boolean => file.startsWith('13-offload-on');

/** The frame with those bytes changed that a bad checksum fills. */
function repaired(frame: Uint8Array, link: Link): Uint8Array {
  const right = encode(decode(frame, link).packet);
  const bytes = frame.slice();
  const isBad = ({ note }: DissectNode): boolean => note === 'checksum-bad';
  const bad = dissect(frame, link).flatMap(({ children }) => children.filter(isBad));
  for (const { offset, length } of bad) bytes.set(right.subarray(offset, offset + length), offset);
  return bytes;
}

describe.each(FILES)('%s', (file) => {
  const { link, linktype, nanos, epochSeconds, packets, bytes } = captureIn(file);

  test('is written again as it was read', () => {
    const again = writePcap(packets, linktype, { epochSeconds, nanos });
    expect(again.slice(RECORDS)).toEqual(bytes.slice(RECORDS));
  });

  test('whole frames decode completely and encode to the same bytes', () => {
    for (const packet of packets.filter(isWhole)) {
      const decoded = decode(packet.bytes, link);
      expect(decoded.problem).toBe(null);
      expect(encode(decoded.packet)).toEqual(isOffloaded(file) ? repaired(packet.bytes, link) : packet.bytes);
    }
  });

  test('frames that were cut say so and are read up to there', () => {
    for (const packet of packets.filter((p) => !isWhole(p))) {
      const { packet: layers, problem } = decode(packet.bytes, link);
      expect(problem).toMatchObject({ layer: 'ipv4', why: 'truncated' });
      expect(layers.map(({ kind }) => kind)).toContain('tcp');
    }
  });

  test('checksums are judged as the kernel left them', () => {
    const judged = packets.filter(isWhole).flatMap(({ bytes: frame }) => notes(dissect(frame, link)));
    expect(judged.includes('checksum-bad')).toBe(isOffloaded(file));
    expect(judged.includes('checksum-good')).toBe(true);
  });
});

test('an offloaded checksum is called bad and set right', () => {
  const { packets, link } = captureIn('13-offload-on-vxlan.k8s-ctr.eth1.pcap');
  const bad = packets.filter(({ bytes }) => notes(dissect(bytes, link)).includes('checksum-bad'));
  expect(bad.length).toBeGreaterThan(0);
  for (const { bytes } of bad)
    expect(notes(dissect(encode(decode(bytes, link).packet), link))).not.toContain('checksum-bad');
});
