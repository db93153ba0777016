import { describe, expect, it } from 'vitest';
import { wordsKo } from '../i18n/words.ko.ts';
import { openShelf } from './shelf.ts';

describe('a shelf of words', () => {
  it('has what it was opened with, and says so of what it lacks', () => {
    const shelf = openShelf({ ko: wordsKo });
    expect([shelf.has('ko'), shelf.has('en')]).toEqual([true, false]);
    expect(shelf.of('ko')).toBe(wordsKo);
    expect(() => shelf.of('en')).toThrow("the words of 'en'");
  });

  it('fetches a language once, and is settled when it has come', async () => {
    const shelf = openShelf();
    const [first, second] = [shelf.fetch('en'), shelf.fetch('en')];
    expect(first).toBe(second);
    await shelf.settled();
    expect(shelf.has('en')).toBe(true);
    expect(shelf.of('en').page.app.skip).not.toBe(wordsKo.page.app.skip);
  });
});
