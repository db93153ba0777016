import { expect, test } from 'vitest';
import { keyAction, type KeyPress } from './keys.ts';

function press(key: string, code = '', extra: Partial<KeyPress> = {}): KeyPress {
  return { key, code, shift: false, modified: false, ...extra };
}

test.each([
  [press(' ', 'Space'), 'toggle'],
  [press('k', 'KeyK'), 'toggle'],
  [press('K', 'KeyK', { shift: true }), 'toggle'],
  [press('ArrowRight'), 'next'],
  [press('ArrowLeft'), 'back'],
  [press('ArrowRight', '', { shift: true }), 'next-phase'],
  [press('['), 'back-phase'],
  [press(']'), 'next-phase'],
  [press('Home'), 'start'],
  [press('End'), 'end'],
  [press('?', 'Slash', { shift: true }), 'help'],
  [press('>'), 'faster'],
])('%o asks for %s', (key, action) => {
  expect(keyAction(key)).toBe(action);
});

test('digits go to their share of the run', () => {
  expect(keyAction(press('7', 'Digit7'))).toEqual({ share: 0.7 });
});

test('under a Hangul layout the key on the board counts', () => {
  expect(keyAction(press('ㅏ', 'KeyK'))).toBe('toggle');
  expect(keyAction(press('ㅓ', 'KeyJ'))).toBe('back');
  expect(keyAction(press('Process', 'KeyL'))).toBe('next');
});

test('on another Latin layout the letter counts, not the place of its key', () => {
  expect(keyAction(press('n', 'KeyL'))).toBe(null);
});

test('the browser keeps its own keys', () => {
  expect(keyAction(press('k', 'KeyK', { modified: true }))).toBe(null);
  expect(keyAction(press('Tab', 'Tab'))).toBe(null);
  expect(keyAction(press('/', 'Slash'))).toBe(null);
});
