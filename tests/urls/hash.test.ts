import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../src/base/base64url.ts';
import { crc32 } from '../../src/base/crc32.ts';
import { labSource } from '../../src/lab/lab-source.ts';
import { crowded } from '../../src/lab/presets/crowded.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { isStateHash } from '../../src/state/address.ts';
import { guardedJson, STATE_LIMITS } from '../../src/state/hash/guarded-json.ts';
import { fieldsOf, hashOf, type LinkState, readState } from '../../src/state/hash/hash-state.ts';
import { HASH_LIMITS, readHash, writeHash } from '../../src/state/hash/hash-text.ts';
import { inflated } from '../../src/state/hash/inflate.ts';
import { readLink } from '../../src/state/link.ts';
import { seedOf } from '../property/runs.ts';
import { stateArbitrary } from './arbitrary-state.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A hash of this JSON as somebody else might make it, its checksum right. */
function packed(json: string, codec: 'j' | 'd'): string {
  const bytes = bytesOf(json);
  const body = codec === 'j' ? bytes : deflateRawSync(bytes, { level: 9 });
  return `v1.${codec}.${toBase64url(body)}.${crc32(bytes).toString(36)}`;
}

async function faultOf(hash: string): Promise<string> {
  const read = await readState(hash);
  return read.kind === 'state' ? 'none' : read.fault;
}

const WITH_LAB: LinkState = {
  v: 1,
  sc: 'other-subnet-vxlan',
  p: { routing: 'geneve', count: 3 },
  seed: 7,
  view: { at: 'encap', detail: 2 },
  doc: { lab: labSource({ ...week4, title: '우리 반의 랩' }) as { format: string } },
};

test('a thousand random states come back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(stateArbitrary, async (state) => {
      const text = await writeHash(JSON.stringify(state));
      if (text === null) throw new Error('too long');
      expect(text).toMatch(/^v1\.[jd]\.[A-Za-z0-9_-]+\.[0-9a-z]{1,7}$/);
      const read = await readState(`#${text}`);
      expect(read.kind === 'state' ? read.state : read).toEqual(state);
      expect(read.kind === 'state' && (read.lab !== null) === (state.doc !== undefined)).toBe(true);
      expect(await hashOf(state)).toBe(text);
    }),
    { seed: seedOf(21), numRuns: 1000 },
  );
});

test('both ways of writing are read, and the shorter is written', async () => {
  const short: LinkState = { v: 1, sc: 'same-node' };
  expect(await hashOf(short)).toMatch(/^v1\.j\./);
  expect(await hashOf(WITH_LAB)).toMatch(/^v1\.d\./);
  for (const codec of ['j', 'd'] as const) {
    const read = await readState(packed(JSON.stringify(short), codec));
    expect(read).toEqual({ kind: 'state', state: short, lab: null });
  }
});

describe('a hash that was cut or mangled on its way', () => {
  const states: readonly LinkState[] = [
    { v: 1 },
    { v: 1, sc: 'same-node', p: { routing: 'vxlan', 'route.1': '10.0.0.0-via-10.0.0.1' }, seed: 4294967295 },
    { v: 1, sc: 'dns-lookup', view: { at: '12.5', from: 'connect', to: 'end', focus: ['k8s-ctr', 'router:eth1'] } },
    WITH_LAB,
  ];

  test.each(states)('every truncation is refused: %#', async (state) => {
    const text = (await hashOf(state)) ?? '';
    const faults = new Set<string>();
    for (let length = 0; length < text.length; length++) faults.add(await faultOf(text.slice(0, length)));
    expect([...faults].toSorted()).toEqual(expect.arrayContaining(['checksum', 'truncated']));
    expect(faults).not.toContain('none');
  });

  test.each(states)('every change of one character is refused or the same state: %#', async (state) => {
    const text = (await hashOf(state)) ?? '';
    const letters = 'Aaz09-_.vjd';
    let refused = 0;
    for (let at = 0; at < text.length; at++) {
      // A long hash is tried with one letter at each place, a short one with all.
      for (const letter of text.length < 400 ? letters : letters[at % letters.length]!) {
        if (letter === text[at]) continue;
        const read = await readState(text.slice(0, at) + letter + text.slice(at + 1));
        if (read.kind === 'refused') refused += 1;
        const same = read.kind === 'refused' || JSON.stringify(read.state) === JSON.stringify(state);
        expect(same).toBe(true);
      }
    }
    expect(refused).toBeGreaterThan(text.length / 2);
  });

  test('random states, random places', async () => {
    await fc.assert(
      fc.asyncProperty(stateArbitrary, fc.nat(), fc.nat(63), async (state, where, which) => {
        const text = (await hashOf(state)) ?? '';
        const at = where % text.length;
        const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[which] ?? 'A';
        const changed = await readState(text.slice(0, at) + letter + text.slice(at + 1));
        expect(changed.kind === 'refused' || JSON.stringify(changed.state) === JSON.stringify(state)).toBe(true);
        expect((await readState(text.slice(0, at))).kind).toBe('refused');
      }),
      { seed: seedOf(22), numRuns: 500 },
    );
  });

  test('no text makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('', '#', 'v1.', 'v1.j.', 'v1.d.'),
        async (text, head) => {
          expect((await readState(head + text)).kind).toBe('refused');
        },
      ),
      { seed: seedOf(23), numRuns: 500 },
    );
  });
});

describe('a hostile hash', () => {
  test('that is longer than any that we write is not looked into', async () => {
    expect(await faultOf(`v1.j.${'A'.repeat(HASH_LIMITS.text)}.0`)).toBe('size');
  });

  test('that unpacks to two hundred million bytes is given up at the limit', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 9 });
    const out = await inflated(new Uint8Array(bomb), HASH_LIMITS.json);
    if (out.kind !== 'too-big') throw new Error(out.kind);
    // One slice of what comes in is the most that may have been unpacked beyond it.
    expect(out.seen).toBeLessThanOrEqual(HASH_LIMITS.json + 2 * 65_536);
    // The largest that an address may carry.
    const carried = packed(' '.repeat(20 * 1024 * 1024), 'd');
    expect(carried.length).toBeLessThan(HASH_LIMITS.text);
    expect(await faultOf(carried)).toBe('size');
  });

  test.each(['j', 'd'] as const)('cannot name what objects are made of: %s', async (codec) => {
    for (const json of [
      '{"v":1,"__proto__":{"sc":"x"}}',
      '{"v":1,"p":{"__proto__":"x"}}',
      '{"v":1,"p":{"constructor":"x"}}',
      '{"v":1,"doc":{"lab":{"format":"hopscope-lab/1","prototype":{}}}}',
      '{"v":1,"doc":{"lab":{"format":"hopscope-lab/1","pods":{"__proto__":{}}}}}',
      '{"v":1,"\\u005f_proto__":{}}',
    ]) {
      expect(await faultOf(packed(json, codec))).toBe('state');
    }
    expect(({} as { readonly sc?: unknown }).sc).toBeUndefined();
  });

  test('of any depth is refused before it is parsed', async () => {
    for (const deep of ['['.repeat(60_000) + ']'.repeat(60_000), '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)]) {
      expect(await faultOf(packed(deep, 'd'))).toBe('state');
      expect(guardedJson(deep)).toEqual({ ok: false, values: 0 });
    }
  });

  test('of many values or long texts is not walked to its end', async () => {
    const many = guardedJson(`[${'0,'.repeat(100_000)}0]`);
    expect(many).toEqual({ ok: false, values: STATE_LIMITS.values + 1 });
    const long = 'x'.repeat(STATE_LIMITS.string + 1);
    expect(await faultOf(packed(JSON.stringify({ v: 1, doc: { lab: { format: long } } }), 'd'))).toBe('state');
    expect(await faultOf(packed(JSON.stringify({ v: 1, [long]: 1 }), 'd'))).toBe('state');
  });

  test('that is whole but says something else is no state', async () => {
    for (const json of [
      '',
      'null',
      '1',
      '[]',
      '{}',
      '{"v":2}',
      '{"v":"1"}',
      '{"v":1,"extra":1}',
      '{"v":1,"sc":"A b"}',
      '{"v":1,"v":1}',
      '{"v":1,"seed":4294967296}',
      '{"v":1,"seed":1.5}',
      '{"v":1,"view":{"at":"<b>"}}',
      '{"v":1,"view":{"panes":["script"]}}',
      '{"v":1,"p":{"src":"a b"}}',
    ]) {
      expect([json, await faultOf(packed(json, 'j'))]).toEqual([json, json === '' ? 'truncated' : 'state']);
    }
  });

  test('whose lab is none says which problem it has, and one of too many nodes is refused', async () => {
    const read = await readState(packed('{"v":1,"doc":{"lab":{"format":"hopscope-lab/1"}}}', 'j'));
    expect(read).toMatchObject({ kind: 'refused', fault: 'lab', problem: { path: 'nodes' } });
    const nodes = Object.fromEntries(
      Array.from({ length: 201 }, (_, i) => [
        `n${i}`,
        { ip: `192.168.${Math.floor(i / 200)}.${(i % 200) + 1}`, prefix: 16, podCIDR: `10.1.${i}.0/24` },
      ]),
    );
    const lab = { format: 'hopscope-lab/1', nodes };
    expect(await faultOf(packed(JSON.stringify({ v: 1, doc: { lab } }), 'd'))).toBe('size');
  });
});

test('what a later version has written is not guessed at', async () => {
  expect(await faultOf('v2.j.AAAA.0')).toBe('version');
  expect(await faultOf('v999.q')).toBe('version');
  expect(await faultOf('v0.j.e30.0')).toBe('truncated');
});

test('places of the document are no states', () => {
  expect(['#stage', '#', '', '#value', '#v1', '#v1.j.x', '#v12.'].map(isStateHash)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('what would not be opened is not written', async () => {
  const crowd = labSource(crowded) as { format: string };
  expect(await hashOf({ v: 1, doc: { lab: crowd } })).toMatch(/^v1\.d\./);
  expect(await hashOf({ v: 1, doc: { lab: { ...crowd, title: 'x'.repeat(3000) } } })).toBeNull();
  expect(await hashOf({ v: 1, sc: 'No Slug' })).toBeNull();
  expect((await readHash((await hashOf(WITH_LAB)) ?? '')).ok).toBe(true);
});

test('the fields of a state are those of a link, and a query wins over them', () => {
  const under = fieldsOf(WITH_LAB);
  const link = readLink('?at=leak&p.count=1', under);
  expect(link.unread).toEqual([]);
  expect([link.at, link.detail, link.params.get('seed')]).toEqual([{ kind: 'moment', name: 'leak' }, 2, '7']);
  expect([link.params.get('p.count'), link.params.get('p.routing')]).toEqual(['1', 'geneve']);
});
