import { createHash } from 'node:crypto';
import { GOLDEN_RUNS } from './runs.ts';

/** The hash of every golden run as this process computes it: the test starts one in another time zone and language. */
for (const { name, text } of GOLDEN_RUNS) console.log(`${createHash('sha256').update(text()).digest('hex')} ${name}`);
