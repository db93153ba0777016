#!/usr/bin/env node
/**
 * Types very many fuzzed lines into the terminal, in parts of their own process: a part that stands still or runs out of
 * memory is ended, told, and gone on behind.
 *   npm run fuzz:shell                                100,000 lines: 20,000 of each of the seeds 1 to 5
 *   npm run fuzz:shell -- --lines 20000 --seeds 7,8   so many lines of each of these seeds
 *
 * Exits with 1 when anything was found. A line is found again with `node tools/run-ts.mjs tests/shell/fuzz/part.ts SEED SESSION SESSION+1`.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const SESSION = 20;
const SESSIONS_IN_A_PART = 50;
/** No line needs so long, on a machine however busy. */
const STANDSTILL_MS = 240_000;
const MEGABYTES = 1_500;

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '20000' }, seeds: { type: 'string', default: '1,2,3,4,5' } },
});
const sessions = Math.ceil(Number(values.lines) / SESSION);
const seeds = values.seeds.split(',').map(Number);

let lines = 0;
let found = 0;
let slow = 0;
let most = 0;

/** Plays sessions of a seed. Gives the session at which the part broke off; null: it came to its end.
 * @param {number} seed @param {number} from @param {number} to @returns {Promise<number | null>} */
function play(seed, from, to) {
  return new Promise((resolve) => {
    const flags = [`--max-old-space-size=${MEGABYTES}`, 'tools/run-ts.mjs', 'tests/shell/fuzz/part.ts'];
    const child = spawn(process.execPath, [...flags, `${seed}`, `${from}`, `${to}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let last = { session: from, line: '' };
    let rest = '';
    let errors = '';
    let ended = false;
    let why = 'died';
    const stand = () => {
      why = 'stands still';
      child.kill('SIGKILL');
    };
    let watch = setTimeout(stand, STANDSTILL_MS);
    child.stderr.on('data', (data) => (errors = (errors + data).slice(-2_000)));
    child.stdout.on('data', (data) => {
      clearTimeout(watch);
      watch = setTimeout(stand, STANDSTILL_MS);
      const told = (rest + data).split('\n');
      rest = told.pop() ?? '';
      for (const text of told) {
        const event = JSON.parse(text);
        if (event.kind === 'line') {
          lines += 1;
          last = event;
        } else if (event.kind === 'slow') {
          slow += 1;
          console.log(`slow  seed ${seed} session ${event.session}: ${event.took} ms ${JSON.stringify(event.line)}`);
        } else if (event.kind === 'wrong') {
          found += 1;
          console.log(`WRONG seed ${seed} session ${event.session}: ${event.what}`);
        } else {
          ended = true;
          most = Math.max(most, event.heap);
        }
      }
    });
    child.on('close', () => {
      clearTimeout(watch);
      if (ended) return resolve(null);
      found += 1;
      console.log(`WRONG seed ${seed} session ${last.session}: ${why} in ${JSON.stringify(last.line)}\n${errors}`);
      resolve(last.session);
    });
  });
}

const began = Date.now();
for (const seed of seeds) {
  for (let from = 0; from < sessions;) {
    const to = Math.min(sessions, from + SESSIONS_IN_A_PART);
    const broken = await play(seed, from, to);
    from = broken === null ? to : broken + 1;
  }
  const seconds = Math.round((Date.now() - began) / 1_000);
  console.log(`seed ${seed}: ${lines} lines so far, ${seconds} s, ${found} found, ${slow} slow`);
}
console.log(
  `${lines} lines of the seeds ${seeds.join(', ')}: ${found} found, ${slow} slow, at most ${Math.round(most / 1e6)} MB`,
);
process.exitCode = found > 0 ? 1 : 0;
