import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labProblemText } from '../../src/i18n/lab-problems.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { parseLab, parseLabText, type ParsedLab } from '../../src/lab/parse.ts';
import { smallFile, week4File } from './week4-file.ts';

function sentences(parsed: ParsedLab): readonly string[] {
  return parsed.ok ? [] : parsed.problems.map((problem) => labProblemText(problem, 'en'));
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

describe('noise ends in one clear sentence', () => {
  const TEN_MB = 10 * 1024 * 1024;

  it.each([
    ['letters', 'x'.repeat(TEN_MB)],
    ['brackets', '['.repeat(TEN_MB)],
    ['Hangul', '가'.repeat(400_000)],
  ])('%s', (_, text) => {
    expect(sentences(parseLabText(text))).toEqual([
      'the file is larger than 1 MiB: keep the machines and pods that the question needs',
    ]);
  });

  it.each([
    ['open brackets', '['.repeat(1_000_000)],
    ['closed brackets', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['objects', '{"a":'.repeat(100_000)],
  ])('%s of less than 1 MiB', (_, text) => {
    expect(sentences(parseLabText(text))[0]).toContain('nests deeper than 32 levels');
  });

  it.each([
    ['a million quotes', '"'.repeat(1_000_000), 'is not JSON'],
    ['a million backslashes', `"${'\\'.repeat(1_000_000)}`, 'is not JSON'],
    ['a million digits', '1'.repeat(1_000_000), 'is not an object'],
    ['a million empty lists', `[${'[],'.repeat(300_000)}[]]`, 'holds more than 100000 values'],
    ['a string of 1 MB', JSON.stringify('x'.repeat(1_000_000)), 'is not an object'],
  ])('%s', (_, text, sentence) => {
    const told = sentences(parseLabText(text));
    expect(told.length).toBe(1);
    expect(told[0]).toContain(sentence);
    expect(told[0]!.length).toBeLessThan(300);
  });

  it('a value that was nested by another parser', () => {
    expect(sentences(parseLab(nested(200)))).toEqual([expect.stringContaining('nests deeper than 32 levels')]);
    expect(sentences(parseLab(nested(100_000)))).toEqual([expect.stringContaining('nests deeper than 32 levels')]);
    expect(sentences(parseLab(Array.from({ length: 10_000_000 })))).toEqual([
      expect.stringContaining('holds more than 100000 values'),
    ]);
  });

  it('a small value that unfolds into a large one through shared references', () => {
    let laugh: unknown = ['ha'];
    for (let i = 0; i < 25; i++) laugh = [laugh, laugh, laugh, laugh, laugh];
    expect(sentences(parseLab({ ...week4File(), policies: [laugh] }))).toEqual([
      expect.stringContaining('holds more than 100000 values'),
    ]);
    const ring: unknown[] = [];
    ring.push(ring);
    expect(sentences(parseLab(ring))).toEqual([expect.stringContaining('nests deeper than 32 levels')]);
  });

  it('a file full of nodes, pods and services', () => {
    const many = <T>(count: number, entry: (i: number) => T) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, entry(i)]));
    const same = many(9000, () => ({ ip: '10.1.0.5', node: 'n', labels: { app: 'x' } }));
    parseLab(smallFile({ pods: same }));
    parseLab(
      smallFile({
        pods: {},
        services: many(4000, () => ({ clusterIP: '10.96.0.1', port: 80, selector: { app: 'x' } })),
      }),
    );
    parseLab({ format: 'hopscope-lab/1', nodes: many(4000, () => ({ ip: '192.0.2.1', podCIDR: '10.0.0.0/8' })) });
  });
});

describe('no value makes it throw', () => {
  it('any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        parseLabText(text);
        parseLab(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('any text agrees with JSON.parse on what is JSON', () => {
    const almost = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '0', '\n'))
      .map(([json, at, noise]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + noise + json.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(almost, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const parsed = parseLabText(text);
        const refusedAsText = !parsed.ok && parsed.problems[0]?.code === 'not-json';
        expect(refusedAsText).toBe(!isJson);
      }),
      { numRuns: 2000 },
    );
  });

  it('any value in any place of a lab; what passes can be derived', () => {
    const places = fc.constantFrom(
      'format',
      'title',
      'clock',
      'seed',
      'versions',
      'cilium',
      'nodes',
      'router',
      'pods',
      'services',
      'policies',
      'recorded',
    );
    const keys = fc.constantFrom(
      'ip',
      'prefix',
      'dev',
      'podCIDR',
      'cilium_host',
      'uplink',
      'static_routes',
      'mtu',
      'node',
      'labels',
      'ports',
      'lxc',
      'selector',
      'port',
      '__proto__',
      'constructor',
    );
    const noise = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('10.1.0.1', '10.1.0.0/24', '0.0.0.0/0', 'default via 192.0.2.9', -0, 2 ** 53, Number.NaN),
    );
    fc.assert(
      fc.property(
        places,
        fc.constantFrom('k8s-ctr', 'curl-pod', 'webpod', '__proto__', 'toString'),
        keys,
        noise,
        fc.boolean(),
        (place, name, key, value, deep) => {
          const file: Record<string, unknown> = week4File();
          const before = file[place];
          const inner: unknown = deep ? JSON.parse(`{${JSON.stringify(name)}:{${JSON.stringify(key)}:null}}`) : value;
          if (deep) (inner as Record<string, Record<string, unknown>>)[name]![key] = value;
          file[place] = deep && typeof before === 'object' ? { ...before, ...(inner as object) } : inner;
          const parsed = parseLab(file);
          const sizes = parsed.ok
            ? [...deriveWorld(parsed.lab).netns.values()].map(({ tables }) => tables.routes.size)
            : [parsed.problems.length];
          expect(Math.min(...sizes)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('names that JavaScript has plans for', () => {
  it('are pods and labels like any other', () => {
    const text = JSON.stringify(
      smallFile({ pods: { constructor: { ip: '10.1.0.5', node: 'n', labels: { PROTO: 'x', toString: 'y' } } } }),
    );
    const parsed = parseLabText(text.replace('PROTO', '__proto__'));
    if (!parsed.ok) throw new Error(sentences(parsed).join('\n'));
    const pod = deriveWorld(parsed.lab).pods.get('constructor' as never);
    expect(pod?.labels).toEqual([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
  });

  it('are no node that a pod could name', () => {
    expect(sentences(parseLab(smallFile({ pods: { a: { ip: '10.1.0.5', node: 'constructor' } } })))).toEqual([
      "pods.a.node: 'constructor' is not a node of this lab (n)",
    ]);
  });

  it('are unknown keys and nothing more', () => {
    const parsed = parseLabText(
      '{"format":"hopscope-lab/1","__proto__":{"nodes":{}},"nodes":{"n":{"ip":"192.0.2.1","podCIDR":"10.1.0.0/24","__proto__":{"mtu":1}}}}',
    );
    expect(parsed.ok).toBe(true);
    expect(parsed.warnings.map(({ path }) => path)).toEqual(['__proto__', 'nodes.n.__proto__']);
  });
});
