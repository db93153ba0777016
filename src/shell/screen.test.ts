import { describe, expect, it } from 'vitest';
import type { Nanos } from '../lab/names.ts';
import { Signalled } from './process/task.ts';
import { Screen } from './screen.ts';

const PIECE = 'x'.repeat(100_000);

/** Writes until the terminal takes no more, and says how often it did. */
function filled(screen: Screen): number {
  const sink = screen.sink('stdout');
  for (let count = 0; ; count++) {
    try {
      sink.put(PIECE);
    } catch (error) {
      if (error instanceof Signalled) return count;
      throw error;
    }
  }
}

describe('what a line may write', () => {
  const moment = () => ({ at: 0 as Nanos, events: 0, tells: null });

  it('is 10 MB, then it is told and the writer gets SIGPIPE', () => {
    const screen = new Screen(80, moment);
    screen.begin();
    expect(filled(screen)).toBe(99);
    expect(screen.chunks.at(-1)?.text).toContain('written more than 10 MB');
    expect(() => screen.sink('stderr').put('more')).toThrow(Signalled);
    screen.begin();
    expect(screen.sink('stdout').put('again')).toBe(true);
  });

  it('leaves chunks where they are and forgets the text of the oldest', () => {
    const screen = new Screen(80, moment);
    for (let line = 0; line < 6; line++) {
      screen.begin();
      filled(screen);
    }
    const kept = screen.chunks.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThan(41_000_000);
    expect(screen.chunks).toHaveLength(600);
    expect(screen.chunks[0]?.text).toBe('');
    expect(screen.chunks.at(-2)?.text).toBe(PIECE);
  });
});
