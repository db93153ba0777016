/** Whatever a dissection can show has a name and a sentence, in every language. */
import { describe, expect, test } from 'vitest';
import type { FieldWords } from '../../src/i18n/field-word.ts';
import { FIELD_WORDS, fieldWords } from '../../src/i18n/field-words.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { dissect } from '../../src/wire/dissect.ts';
import type { DissectNode } from '../../src/wire/dissect-node.ts';
import { DNS_QUESTION, DNS_RECORD } from '../../src/wire/dns-records.ts';
import { encode } from '../../src/wire/encode.ts';
import { GENEVE_OPTION } from '../../src/wire/geneve.ts';
import type { LayerKind, Packet } from '../../src/wire/layers.ts';
import { LAYOUTS } from '../../src/wire/layouts.ts';
import { TCP_OPTION_KIND } from '../../src/wire/tcp-options.ts';
import { frameLink } from '../../src/trace/frame.ts';
import { CLIENT, curl, ping, WEBPOD } from '../errors/runs.ts';
import { ETHERNET, IPV4 } from '../support/frames.ts';

const KINDS = Object.keys(LAYOUTS) as LayerKind[];

const all: readonly (readonly [where: string, words: FieldWords])[] = KINDS.flatMap((kind) => {
  const { layer, fields, parts } = FIELD_WORDS[kind];
  const rows: readonly [string, FieldWords][] = [...Object.entries<FieldWords>(fields), ...Object.entries(parts)];
  return [[kind, layer] as const, ...rows.map(([name, words]) => [`${kind}.${name}`, words] as const)];
});

function labelsOf(nodes: readonly DissectNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    ...(fieldWords(node.layer, node.label) === null ? [node.label] : []),
    ...labelsOf(node.children),
  ]);
}

describe('the words of fields', () => {
  test('cover every field of every header, and the bits with names of their own', () => {
    const labels = KINDS.flatMap((kind) =>
      (LAYOUTS[kind]?.slots ?? []).flatMap(({ name, field }) => [
        [kind, `${kind}.${name}`] as const,
        ...Object.keys(field.parts).map((part) => [kind, `${kind}.${name}.${part}`] as const),
      ]),
    );
    expect(labels.length).toBeGreaterThan(70);
    expect(labels.filter(([kind, label]) => fieldWords(kind, label) === null)).toEqual([]);
  });

  test('cover options and records', () => {
    const names = [
      ...Object.keys(TCP_OPTION_KIND).map((name) => ['tcp', `tcp.options.${name}`] as const),
      ...GENEVE_OPTION.slots.map(({ name }) => ['geneve', `geneve.options.option.${name}`] as const),
      ...DNS_QUESTION.slots.map(({ name }) => ['dns', `dns.question.${name}`] as const),
      ...DNS_RECORD.slots.map(({ name }) => ['dns', `dns.answer.${name}`] as const),
    ];
    expect(names.filter(([kind, label]) => fieldWords(kind, label) === null)).toEqual([]);
  });

  test('cover every node of every frame of runs in all modes', () => {
    const traces = [
      curl('vxlan', CLIENT.ctr, WEBPOD.w0),
      ping('geneve', CLIENT.ctr, WEBPOD.w0),
      ping('native', CLIENT.ctr, WEBPOD.w0),
      ping('repaired', CLIENT.ctr, WEBPOD.w0, { ttl: 2 }),
      ping('native', CLIENT.ctr, WEBPOD.ctr, { size: 3000 }),
    ];
    const frames = traces.flatMap((trace) => trace.frames);
    expect(frames.length).toBeGreaterThan(50);
    expect(new Set(frames.flatMap((bytes) => labelsOf(dissect(bytes, frameLink(bytes)))))).toEqual(new Set());
  });

  test('cover headers that no run has, cut ones and damaged ones', () => {
    const packets: readonly Packet[] = [
      [
        ETHERNET,
        IPV4,
        { kind: 'udp', srcPort: 40000, dstPort: 6081, zeroChecksum: true },
        { kind: 'geneve', vni: 7, options: [{ class: 1, type: 2, data: new Uint8Array(4) }] },
        ETHERNET,
        IPV4,
        { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 },
      ],
      [
        ETHERNET,
        IPV4,
        { kind: 'udp', srcPort: 53, dstPort: 40000, zeroChecksum: false },
        {
          kind: 'dns',
          id: 1,
          response: true,
          authoritative: false,
          recursionDesired: true,
          recursionAvailable: true,
          rcode: 0,
          questions: [{ name: 'webpod', type: 'A' }],
          answers: [{ name: 'webpod', type: 'A', ttl: 30, data: '192.0.2.7' }],
        },
      ],
    ];
    for (const bytes of packets.map((packet) => encode(packet))) {
      for (let length = 0; length <= bytes.length; length++) {
        expect(labelsOf(dissect(bytes.subarray(0, length), 'ethernet'))).toEqual([]);
      }
      for (let at = 12; at < bytes.length; at++) {
        const damaged = Uint8Array.from(bytes, (value, i) => (i === at ? value ^ 0xff : value));
        expect(labelsOf(dissect(damaged, 'ethernet'))).toEqual([]);
      }
    }
  });

  test.each(LANGS)('are one short line with an end and without an address (%s)', (lang) => {
    const bad = all.filter(([, { means }]) => !/^.{2,109}\.$/.test(means[lang]) || /\d+(\.\d+){3}/.test(means[lang]));
    expect(bad.map(([where]) => where)).toEqual([]);
  });

  test('are Korean in Korean, and have a name and a source', () => {
    expect(all.filter(([, { means }]) => !/[가-힣]/.test(means.ko) || /[가-힣]/.test(means.en))).toEqual([]);
    expect(all.filter(([, { name, source }]) => name === '' || source.ref === '')).toEqual([]);
  });
});
