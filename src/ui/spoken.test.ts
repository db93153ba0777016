import { describe, expect, it } from 'vitest';
import { spoken } from './spoken.ts';

describe('what is said aloud', () => {
  it('A30 is at most 120 characters long and ends with a whole word', () => {
    const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ');
    expect(spoken(long).length).toBeLessThanOrEqual(120);
    expect(spoken(long)).toMatch(/ word\d+…$/);
    expect(spoken('가'.repeat(200))).toHaveLength(120);
    expect(spoken('short')).toBe('short');
  });
});
