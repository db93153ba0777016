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
  [press('<'), 'slower'],
  [press('l'), 'next'],
  [press('j'), 'back'],
  [press('.'), 'nudge'],
  [press(','), 'nudge-back'],
  [press('f', 'KeyF'), 'fullscreen'],
  [press('d', 'KeyD'), 'detail'],
  [press('g', 'KeyG'), 'stage'],
  [press('Escape', 'Escape'), 'leave'],
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
  expect(keyAction(press('ㄹ', 'KeyF'))).toBe('fullscreen');
  expect(keyAction(press('ㅇ', 'KeyD'))).toBe('detail');
  expect(keyAction(press('Dead', 'KeyG'))).toBe('stage');
  expect(keyAction(press('Process', 'Period', { shift: true }))).toBe('faster');
  expect(keyAction(press('Process', 'Comma'))).toBe('nudge-back');
  expect(keyAction(press('Process', 'Slash', { shift: true }))).toBe('help');
});

test('PageDown and PageUp scroll, and turn the pages of a presentation', () => {
  expect(keyAction(press('PageDown'))).toBe(null);
  expect(keyAction(press('PageDown'), 'present')).toBe('next');
  expect(keyAction(press('PageUp'), 'present')).toBe('back');
});

test('on another Latin layout the letter counts, not the place of its key', () => {
  expect(keyAction(press('n', 'KeyL'))).toBe(null);
  expect(keyAction(press('e', 'KeyD'))).toBe(null);
});

test('the browser keeps its own keys', () => {
  expect(keyAction(press('k', 'KeyK', { modified: true }))).toBe(null);
  expect(keyAction(press('Tab', 'Tab'))).toBe(null);
  expect(keyAction(press('/', 'Slash'))).toBe(null);
});
