import { describe, expect, it } from 'vitest';
import { createConsent } from './consent.ts';

describe('consent', () => {
  it('asks once, and gives the answer to who asked', async () => {
    const desk = createConsent();
    const seen: (string | null)[] = [];
    desk.subscribe(() => seen.push(desk.asking()));
    const first = desk.ask('https://blog.example');
    expect(desk.asking()).toBe('https://blog.example');
    desk.answer(true);
    expect(await first).toBe(true);
    expect(seen).toEqual(['https://blog.example', null]);
  });

  it('while a question stands, the next is a no and changes nothing', async () => {
    const desk = createConsent();
    const first = desk.ask('https://blog.example');
    expect(await desk.ask('https://evil.test')).toBe(false);
    expect(desk.asking()).toBe('https://blog.example');
    desk.answer(false);
    expect(await first).toBe(false);
  });

  it('an answer that nobody has asked for does nothing', async () => {
    const desk = createConsent();
    desk.answer(true);
    const asked = desk.ask('');
    expect(desk.asking()).toBe('');
    desk.answer(false);
    expect(await asked).toBe(false);
  });
});
