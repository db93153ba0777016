import { describe, expect, it } from 'vitest';
import { FOUND } from './found.ts';
import { linesOf, SESSION } from './known.ts';
import { HOSTS, play } from './play.ts';

/** `npm run fuzz:shell` plays many more of them, with other seeds. */
const COUNT = 600;
const SEED = 1;

describe('whatever is typed', () => {
  it.each(FOUND)(
    'does no harm any more: %s',
    (line) => {
      expect(play(line.split('\n'))).toBeNull();
    },
    300_000,
  );

  it(`throws nothing, ends, and stays inside (seed ${SEED}, ${COUNT} lines)`, () => {
    const wrong: string[] = [];
    for (let session = 0; session * SESSION < COUNT && wrong.length < 20; session++) {
      const what = play(linesOf(SEED, session), HOSTS[session % HOSTS.length]);
      if (what !== null) wrong.push(`session ${session} of seed ${SEED}: ${what}`);
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});
