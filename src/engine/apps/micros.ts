/** Nanoseconds of a microsecond. */
export const MICROSECOND = 1_000;

/** Whole microseconds of a time in nanoseconds, as gettimeofday() cuts them off. */
export function microseconds(nanos: number): number {
  return Math.trunc(nanos / MICROSECOND);
}

/** '0.349' for 349 us: milliseconds with three decimals. */
export function millisText(micros: number): string {
  return `${Math.trunc(micros / 1000)}.${`${micros % 1000}`.padStart(3, '0')}`;
}
