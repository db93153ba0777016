import type { Nanos } from '../lab/names.ts';

/** Lab time since the start of the run as '+1.024052 s': microseconds, which is as fine as captures print. */
export function offsetText(at: Nanos): string {
  const micros = Math.round(at / 1000);
  return `+${Math.trunc(micros / 1e6)}.${`${micros % 1e6}`.padStart(6, '0')} s`;
}
