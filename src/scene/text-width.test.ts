import { expect, test } from 'vitest';
import { fitText, podLabel, textWidth, wrapText } from './text-width.ts';

test('mono is half an em, and a Hangul syllable a whole one', () => {
  expect(textWidth('abcd', 12, 'mono')).toBe(24);
  expect(textWidth('한글', 12, 'mono')).toBe(24);
});

test('bold is wider than regular, Hangul narrower than an em', () => {
  expect(textWidth('webpod', 13, 'bold')).toBeGreaterThan(textWidth('webpod', 13));
  expect(textWidth('커널', 10)).toBeCloseTo(17.2);
});

test.each([
  ['curl-pod', 200, /^curl-pod$/],
  ['webpod-697b545f57-9nnfd', 96, /^webpo.*…9nnfd$/],
  ['x', 1, /^$/],
])('%s in %d px is like %s', (text, width, expected) => {
  const fitted = fitText(text, width, 13, 'bold');
  expect(textWidth(fitted, 13, 'bold')).toBeLessThanOrEqual(width);
  expect(fitted).toMatch(expected);
});

test('Korean breaks between eojeol, never inside one', () => {
  const text = 'ip route는 여기를 가리키지만 터널은 ipcache가 정한다';
  const lines = wrapText(text, 150, 12, 'sans');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(' ')).toBe(text);
});

test('what does not fit into the last line ends in an ellipsis', () => {
  const lines = wrapText('one two three four five six seven eight', 60, 12, 'sans', 2);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.endsWith('…')).toBe(true);
  for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(60);
});

test('a pod of a Deployment is named by its ends', () => {
  expect(podLabel('webpod-697b545f57-9nnfd')).toBe('webpod…9nnfd');
  expect(podLabel('curl-pod')).toBe('curl-pod');
});
