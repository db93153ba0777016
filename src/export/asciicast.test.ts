import { expect, test } from 'vitest';
import { asciicastOf } from './asciicast.ts';

const CAST = { title: 'a title', columns: 80.5, rows: 24, timestamp: 1_700_000_000.7, markers: [] };
const lines = (text: string): readonly unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

test('a header, then pieces and markers in order of time, a marker first', () => {
  const text = asciicastOf({
    ...CAST,
    pieces: [
      { time: 0, text: '$ ping\n' },
      { time: 1.0000004, text: 'one\r\ntwo\n' },
      { time: 2, text: '' },
    ],
    markers: [
      { time: 1, label: 'echo\n1' },
      { time: 0, label: 'start' },
    ],
  });
  expect(lines(text)).toEqual([
    { version: 2, width: 80, height: 24, timestamp: 1_700_000_000, title: 'a title', env: { TERM: 'xterm-256color' } },
    [0, 'm', 'start'],
    [0, 'o', '$ ping\r\n'],
    [1, 'm', 'echo 1'],
    [1, 'o', 'one\r\ntwo\r\n'],
  ]);
});

test('colours are played; nothing that writes to a clipboard, sets a title or moves the cursor is', () => {
  const hostile = '\x1b[31mred\x1b[0m \x1b]52;c;YQ==\x07\x1b]0;t\x1b\\\x1b[2J\x1b[H\x07\x9b1Aend\ud800\u202e';
  const [, event] = lines(asciicastOf({ ...CAST, pieces: [{ time: 0, text: hostile }] }));
  expect(event).toEqual([0, 'o', '\x1b[31mred\x1b[0m end\ufffd']);
});

test('a time that is none is the beginning, and a recording of nothing has its header', () => {
  const odd = asciicastOf({
    ...CAST,
    timestamp: null,
    pieces: [
      { time: Number.NaN, text: 'x' },
      { time: -1, text: 'y' },
    ],
  });
  expect(lines(odd).slice(1)).toEqual([
    [0, 'o', 'x'],
    [0, 'o', 'y'],
  ]);
  expect(lines(asciicastOf({ ...CAST, pieces: [] }))).toHaveLength(1);
});
