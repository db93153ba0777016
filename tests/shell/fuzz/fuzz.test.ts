import { describe, expect, it } from 'vitest';
import { CASES } from '../language-cases.ts';
import { POSTS_LINES } from '../posts-lines.ts';
import { AWK_LINES } from '../awk-lines.ts';
import { FILTER_LINES } from '../filter-lines.ts';
import { ARITHMETIC_LINES } from '../arithmetic-lines.ts';
import { LANGUAGE_LINES } from '../language-lines.ts';
import { SED_LINES } from '../sed-lines.ts';
import { SMALL_LINES } from '../small-lines.ts';
import { openMachine } from '../../../src/shell/open-machine.ts';
import { COMMANDS } from '../../../src/shell/registry.ts';
import { stillLab } from '../still-lab.ts';
import { Chance } from './chance.ts';
import { FOUND } from './found.ts';
import { Grower } from './grow.ts';
import { mutated } from './mutate.ts';
import { HOSTS, play } from './play.ts';

/** `FUZZ=100000 npx vitest run tests/shell/fuzz`: so many lines; `SEED=7` begins elsewhere. */
const COUNT = Number(process.env['FUZZ'] ?? 3_000);
const SEED = Number(process.env['SEED'] ?? 1);
/** Lines typed in one lab, one after the other. */
const SESSION = 20;

const machine = openMachine(stillLab());
const EXAMPLES = [...COMMANDS.values()].flatMap((command) => command.examples?.(machine) ?? []).map(({ line }) => line);
const KNOWN: readonly string[] = [
  ...POSTS_LINES,
  ...POSTS_LINES,
  ...EXAMPLES,
  ...CASES.map(({ line }) => line),
  ...LANGUAGE_LINES,
  ...ARITHMETIC_LINES,
  ...FILTER_LINES,
  ...SED_LINES,
  ...AWK_LINES,
  ...SMALL_LINES,
];

function linesOf(session: number): readonly string[] {
  const chance = new Chance(SEED, `session ${session}`);
  const grower = new Grower(chance, KNOWN);
  return Array.from({ length: SESSION }, () => {
    const line = chance.once(2) ? grower.line() : (chance.pick(KNOWN) ?? '');
    return chance.once(3) ? line : mutated(chance, line, chance.pick(KNOWN) ?? '');
  });
}

describe('whatever is typed', () => {
  it.each(FOUND)(
    'does no harm any more: %s',
    (line) => {
      expect(play(line.split('\n'))).toBeNull();
    },
    60_000,
  );

  it(
    `throws nothing, ends, and stays inside (seed ${SEED}, ${COUNT} lines)`,
    () => {
      const wrong: string[] = [];
      for (let session = 0; session * SESSION < COUNT && wrong.length < 20; session++) {
        const what = play(linesOf(session), HOSTS[session % HOSTS.length]);
        if (what !== null) wrong.push(`session ${session} of seed ${SEED}: ${what}`);
      }
      expect(wrong).toEqual([]);
    },
    6 * 3_600_000,
  );
});
