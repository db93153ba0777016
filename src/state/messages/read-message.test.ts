import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './protocol.ts';
import { readMessage } from './read-message.ts';
import { isBounded, MOST_BYTES, MOST_CHARACTERS } from './size.ts';

const cmd = (name: unknown, data?: unknown): object => ({
  hopscope: 1,
  kind: 'cmd',
  id: 'a1',
  name,
  ...(data === undefined ? {} : { data }),
});

/** What a command may say, one line each. */
const GOOD: readonly (readonly [string, unknown])[] = [
  ['play', undefined],
  ['pause', {}],
  ['toggle', undefined],
  ['seek', { at: 'encap' }],
  ['seek', { at: 12.5 }],
  ['seek', { at: '12.5' }],
  ['seek', { at: 'end' }],
  ['seek', { delta: -3 }],
  ['seek', { percent: 40 }],
  ['seek', { phase: 'next' }],
  ['set', {}],
  ['set', { speed: 2, loop: true, lang: 'en', theme: 'dark', detail: 2, motion: 'reduce', seed: 7 }],
  ['set', { panes: ['topology', 'packet'], params: { routing: 'vxlan', kpr: true, count: 3, 'p.dst': 'pod-a/b:80' } }],
  ['focus', { nodes: ['k8s-ctr', 'k8s-ctr:eth1'] }],
  ['focus', { events: [3, 9] }],
  ['getState', undefined],
  ['getTrace', undefined],
  ['export', { format: 'svg', at: 'encap', scale: 2 }],
  ['run', { cmd: 'cilium status' }],
  ['load', { state: 'v1.j.e30.1a2b' }],
  ['load', { pcap: new ArrayBuffer(8) }],
  ['load', { trace: { format: 'x' } }],
  ['subscribe', { events: ['timeupdate'], minIntervalMs: 250 }],
];

describe('what a host may say', () => {
  it.each(GOOD)('%s %j', (name, data) => {
    expect(readMessage(cmd(name, data))).toMatchObject({ kind: 'cmd', id: 'a1', command: { name } });
  });

  it('has an example of every command here', () => {
    expect(new Set(GOOD.map(([name]) => name))).toEqual(new Set(COMMANDS));
  });

  it('hello, with what the host can', () => {
    const hello = { hopscope: 1, kind: 'hello', id: 'x', data: { proto: [1, 2], port: true, want: ['event'] } };
    expect(readMessage(hello)).toEqual({ kind: 'hello', id: 'x', hello: hello.data });
  });
});

describe('what it may not', () => {
  const BAD: readonly (readonly [string, object, string])[] = [
    ['a command that there is not', cmd('open'), 'E_UNKNOWN'],
    ['a name that every object has', cmd('constructor'), 'E_UNKNOWN'],
    ['a name that is none', cmd(7), 'E_UNKNOWN'],
    ['another kind', { hopscope: 1, kind: 'eval', id: 'a1', name: 'play' }, 'E_UNKNOWN'],
    ['another version', { hopscope: 2, kind: 'cmd', id: 'a1', name: 'play' }, 'E_UNKNOWN'],
    ['a key more around it', { ...cmd('play'), origin: '*' }, 'E_UNKNOWN'],
    ['a key more inside', cmd('seek', { at: 'encap', also: 'play' }), 'E_DATA'],
    ['two ways at once', cmd('seek', { at: 'encap', delta: 1 }), 'E_DATA'],
    ['nowhere', cmd('seek', {}), 'E_DATA'],
    ['data where none belongs', cmd('play', { loud: true }), 'E_DATA'],
    ['a place that is markup', cmd('seek', { at: '<b>' }), 'E_DATA'],
    ['a place with an address', cmd('seek', { at: 'data:text/html,x' }), 'E_DATA'],
    ['no number', cmd('seek', { at: Number.NaN }), 'E_DATA'],
    ['no end', cmd('seek', { delta: Number.POSITIVE_INFINITY }), 'E_DATA'],
    ['half a step', cmd('seek', { delta: 0.5 }), 'E_DATA'],
    ['more than all', cmd('seek', { percent: 101 }), 'E_DATA'],
    ['another language', cmd('set', { lang: 'fr' }), 'E_DATA'],
    ['a parameter with a line break', cmd('set', { params: { dst: 'a\nb' } }), 'E_DATA'],
    ['a pane twice too many', cmd('set', { panes: Array.from({ length: 6 }, () => 'packet') }), 'E_DATA'],
    ['too many places', cmd('focus', { nodes: Array.from({ length: 9 }, (_, i) => `n${i}`) }), 'E_DATA'],
    ['a state with a path', cmd('load', { state: 'v1.j.../../x' }), 'E_DATA'],
    ['a text that is no capture', cmd('load', { pcap: 'AAAA' }), 'E_DATA'],
    ['ticks without end', cmd('subscribe', { events: [], minIntervalMs: 1 }), 'E_DATA'],
    ['a command too long', cmd('run', { cmd: 'x'.repeat(201) }), 'E_DATA'],
  ];
  it.each(BAD)('%s', (_, message, code) => {
    expect(readMessage(message)).toMatchObject({ kind: 'refused', code });
  });

  it('an id is only repeated when it is one', () => {
    const bad = (id: unknown): unknown => readMessage({ hopscope: 1, kind: 'cmd', id, name: 'open' });
    expect(bad('ok_1')).toMatchObject({ id: 'ok_1' });
    for (const id of ['', 'x'.repeat(33), '<b>', 7, null, ['a']]) expect(bad(id)).toMatchObject({ id: null });
  });

  it.each([null, undefined, 'text', 7, [], {}, { kind: 'cmd' }, JSON.stringify(cmd('play'))])(
    'what is not ours is not looked at: %j',
    (data) => {
      expect(readMessage(data)).toEqual({ kind: 'foreign' });
    },
  );
});

describe('size', () => {
  it('a message is small', () => {
    expect(isBounded(cmd('run', { cmd: 'x'.repeat(MOST_CHARACTERS - 200) }))).toBe(true);
    expect(readMessage(cmd('run', { cmd: 'x'.repeat(MOST_CHARACTERS) }))).toMatchObject({ code: 'E_SIZE', id: null });
    expect(isBounded(Array.from({ length: MOST_CHARACTERS }, () => 0))).toBe(false);
  });

  it('and flat, and no ring', () => {
    const ring: Record<string, unknown> = { hopscope: 1 };
    ring['a'] = ring;
    ring['b'] = [ring, ring, ring];
    expect(readMessage(ring)).toMatchObject({ code: 'E_SIZE' });
    let deep: unknown = 1;
    for (let i = 0; i < 40; i++) deep = [deep];
    expect(isBounded(deep)).toBe(false);
  });

  it('with one buffer at most, of 8 MiB at most', () => {
    expect(isBounded({ pcap: new ArrayBuffer(MOST_BYTES) })).toBe(true);
    expect(isBounded({ pcap: new ArrayBuffer(MOST_BYTES + 1) })).toBe(false);
    expect(isBounded([new ArrayBuffer(1), new ArrayBuffer(1)])).toBe(false);
  });

  it('of plain things only', () => {
    for (const thing of [new Map(), new Date(), /x/, new Uint8Array(4), 1n, new Error('x')]) {
      expect(readMessage({ hopscope: 1, kind: 'cmd', id: 'a', name: 'play', data: thing })).toMatchObject({
        kind: 'refused',
        code: 'E_SIZE',
      });
    }
    expect(isBounded(JSON.parse('{"__proto__": {"ok": true}}'))).toBe(false);
  });
});

describe('strangers', () => {
  it('whatever is sent gets one of four answers, and leaves no trace in the objects of the page', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withDate: true, withTypedArray: true, maxDepth: 6 }), (data) => {
        const said = readMessage(data);
        expect(['foreign', 'refused', 'hello', 'cmd']).toContain(said.kind);
      }),
      { numRuns: 2000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('a real command with anything as its data is read or refused, never both', () => {
    const data = fc.oneof(
      fc.anything({ maxDepth: 4 }),
      fc.dictionary(fc.constantFrom('at', 'delta', 'phase', 'percent', 'lang', 'params', 'state'), fc.anything()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS), data, (name, anything) => {
        const said = readMessage(cmd(name, anything));
        const what = said.kind === 'refused' ? said.code : said.kind === 'cmd' ? said.command.name : said.kind;
        expect(['E_DATA', 'E_SIZE', name]).toContain(what);
      }),
      { numRuns: 2000 },
    );
  });

  it('one key more in a good message makes it a bad one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), fc.stringMatching(/^[a-z]{9,12}$/), (good, key) => {
        const [name, data] = good;
        const inner = readMessage(cmd(name, { ...(data as object), [key]: 1 }));
        expect(inner.kind).toBe('refused');
        expect(readMessage({ ...cmd(name, data), [key]: 1 }).kind).toBe('refused');
      }),
    );
  });
});
