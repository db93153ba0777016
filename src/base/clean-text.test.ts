import { expect, test } from 'vitest';
import { cleanLines, cleanText } from './clean-text.ts';

test.each([
  ['a\x1b[31mb\x1b[0mc', 'abc'],
  ['a\x1b]52;c;YQ==\x07b', 'ab'],
  ['a\x1b]0;title\x1b\\b', 'ab'],
  ['a\x1b]never ended', 'anever ended'],
  ['a\x9b31mb\x00\x7f', 'ab'],
  ['\u202egnp.exe\u202c', 'gnp.exe'],
  ['a\u200bb\ufeff\u00ad\u2066c', 'abc'],
  ['\ud800x', '\ufffdx'],
  ['\u1112\u1161\u11ab', '한'],
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
])('%j is cleaned to %j', (text, clean) => {
  expect(cleanLines(text)).toBe(clean);
  expect(cleanText(text)).toBe(clean.replaceAll('\n', ' '));
});

test('a text without end has one, and no character is cut in half', () => {
  expect(cleanText('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(cleanText('😀'.repeat(20), 10)).toBe(`${'😀'.repeat(9)}…`);
  expect(cleanText('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
});
