import { hash32 } from '../../base/prng.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RingRecord } from '../monitor/ring.ts';

/** A version 4 UUID that the run and the place in it decide. */
export function uuidOf({ world }: Trace, { event, nth, node }: Pick<RingRecord, 'event' | 'nth' | 'node'>): string {
  const word = (n: number): string =>
    hash32(`uuid ${n} ${node} ${event} ${nth}`, world.seed).toString(16).padStart(8, '0');
  const [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  const variant = ((Number.parseInt(c.slice(0, 1), 16) & 3) | 8).toString(16);
  return `${a}-${b.slice(0, 4)}-4${b.slice(5, 8)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
