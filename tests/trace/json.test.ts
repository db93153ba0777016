import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceFromJson, traceToJson } from '../../src/trace/json.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { checkComplete, CURRENT_VERSION, upgraded } from '../../src/trace/versions/upgraders.ts';
import { handTrace } from './hand-trace.ts';
import { handWorld } from './hand-world.ts';

const derive = () => handWorld;
const read = (text: string) => traceFromJson(text, derive);
const text = traceToJson(handTrace());

test('a trace comes back as it went', () => {
  const back = read(text);
  expect(back).toEqual({ ok: true, trace: handTrace() });
  expect(back.ok && traceToJson(back.trace)).toBe(text);
});

test('one event per line', () => {
  expect(text.split('\n').filter((line) => line.startsWith('{"id":') && line.includes('"kind":'))).toHaveLength(
    handTrace().events.length + handTrace().packets.length,
  );
});

const WRONG: readonly (readonly [
  string,
  string,
  { readonly kind: string; readonly where: string; readonly why: string },
])[] = [
  ['noise', 'x'.repeat(1000), { kind: 'not-json', where: '', why: 'this is not JSON' }],
  ['another format', '{"format":"hopscope-lab/1"}', { kind: 'not-a-trace', where: 'format', why: 'hopscope-trace/1' }],
  ['null', 'null', { kind: 'not-a-trace', where: 'format', why: 'hopscope-trace/1' }],
  [
    'the future',
    text.replace('hopscope-trace/1', 'hopscope-trace/2'),
    { kind: 'newer-version', where: 'format', why: 'version 2' },
  ],
  [
    'an unknown event',
    text.replace('"kind":"forward"', '"kind":"backward"'),
    { kind: 'malformed', where: 'events[11].kind', why: 'expected one of job, tcp' },
  ],
  ['a missing field', text.replace('"seed":1,', ''), { kind: 'malformed', where: 'lab.seed', why: 'found nothing' }],
  [
    'an unknown field',
    text.replace('"seed":1,', '"seed":1,"sead":2,'),
    { kind: 'malformed', where: 'lab.sead', why: 'expected only format' },
  ],
  [
    'a wrong type',
    text.replace('"seed":1,', '"seed":"1",'),
    { kind: 'malformed', where: 'lab.seed', why: 'expected an integer, found "1"' },
  ],
  [
    'half a byte',
    text.replace('"frames":[\n"', '"frames":[\n"f'),
    { kind: 'malformed', where: 'frames[0]', why: 'expected bytes in hex' },
  ],
  [
    'a broken promise',
    text.replace('"end":20', '"end":19'),
    { kind: 'inconsistent', where: 'packet 0 (echo request seq 1)', why: 'ends at event 20' },
  ],
];

test.each(WRONG)('%s is refused with place and reason', (_, broken, { kind, where, why }) => {
  expect(broken).not.toBe(text);
  const answer = read(broken);
  expect(answer).toMatchObject({ ok: false, kind, where });
  expect(!answer.ok && answer.why).toContain(why);
});

test('whatever happens to the text, it is read or refused, never believed', () => {
  const characters = fc.constantFrom(
    '0',
    '9',
    '-',
    '"',
    'x',
    '[',
    '{',
    '}',
    ',',
    ':',
    'null',
    'true',
    '\\u0000',
    '1e9',
  );
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(3), characters, (at, length, put) => {
      const answer = read(text.slice(0, at) + put + text.slice(at + length));
      return answer.ok ? validateTrace(answer.trace).length === 0 : answer.why !== '';
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('a lab that cannot be derived is refused', () => {
  const answer = traceFromJson(text, () => {
    throw new Error('no such node');
  });
  expect(answer).toEqual({ ok: false, kind: 'impossible-lab', where: 'lab', why: 'no such node' });
});

test('every old version has a way up', () => {
  expect(() => checkComplete(new Map(), 2)).toThrow('hopscope-trace/1');
  expect(() => checkComplete(new Map([[1, (file: unknown) => file]]), 1)).toThrow('no upgrader beyond');
  const steps = new Map([
    [1, (file: unknown) => `${String(file)} to 2`],
    [2, (file: unknown) => `${String(file)} to 3`],
  ]);
  checkComplete(steps, 3);
  expect(upgraded('file', 1, steps, 3)).toBe('file to 2 to 3');
  expect(upgraded('file', CURRENT_VERSION)).toBe('file');
});
