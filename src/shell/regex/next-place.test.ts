import { expect, it } from 'vitest';
import { nextPlace } from './next-place.ts';
import { Regex } from './regex.ts';
import { BASIC } from './syntax.ts';

it('goes past characters of two code units as a whole, so that no match of nothing is found twice', () => {
  const text = 'a😀한';
  const found: number[] = [];
  const regex = new Regex('x*', BASIC);
  for (let at = 0; at <= text.length && found.length < 10;) {
    const match = regex.exec(text, at);
    if (match === null) break;
    found.push(match.index);
    at = nextPlace(text, match.end);
  }
  expect(found).toEqual([0, 1, 3, 4]);
});
