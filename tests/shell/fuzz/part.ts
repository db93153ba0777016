/**
 * Plays the sessions FROM..TO of a seed and tells what happens as lines of JSON: `line` before it is typed (so that whoever
 * listens knows which one stands still), `slow`, `wrong`, and `end`.
 *   node tools/run-ts.mjs tests/shell/fuzz/part.ts SEED FROM TO
 */
import { writeSync } from 'node:fs';
import { linesOf } from './known.ts';
import { computed, HOSTS, play } from './play.ts';

/** A line that takes longer is told, though nothing is wrong with it. Milliseconds. */
const SLOW = 1_500;

const [seed = 1, from = 0, to = 0] = process.argv.slice(2).map(Number);

function tell(what: object): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}

for (let session = from; session < to; session++) {
  let typed = '';
  let began = computed();
  const done = (): void => {
    const took = Math.round(computed() - began);
    if (took > SLOW) tell({ kind: 'slow', session, took, line: typed });
  };
  const wrong = play(linesOf(seed, session), HOSTS[session % HOSTS.length], (line) => {
    if (typed !== '') done();
    typed = line;
    began = computed();
    tell({ kind: 'line', session, line });
  });
  done();
  if (wrong !== null) tell({ kind: 'wrong', session, what: wrong });
}
tell({ kind: 'end', heap: process.memoryUsage().rss });
