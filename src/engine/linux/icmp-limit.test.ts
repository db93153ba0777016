import { describe, expect, it } from 'vitest';
import type { NetnsName } from '../../lab/names.ts';
import { ipv4 } from '../../wire/address.ts';
import { SECOND } from '../timing.ts';
import { IcmpLimiter } from './icmp-limit.ts';

const router = 'router' as NetnsName;
const pod = ipv4('172.20.0.215');

/** An unreachable found by routing: ip_error draws first, then icmp_send from the same bucket. */
function routeError(limiter: IcmpLimiter, now: number): boolean {
  return limiter.allowRouteError(router, pod, now) && limiter.allow(router, pod, now);
}

describe('IcmpLimiter', () => {
  it('answers two unreachables of a burst and not the third, as the recorded router did', () => {
    const limiter = new IcmpLimiter();
    expect([routeError(limiter, 0), routeError(limiter, 0), routeError(limiter, 0.3 * SECOND)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lets six errors of other kinds go at once, and one more after a second', () => {
    const limiter = new IcmpLimiter();
    const burst = Array.from({ length: 7 }, () => limiter.allow(router, pod, 0));
    expect(burst).toEqual([true, true, true, true, true, true, false]);
    expect(limiter.allow(router, pod, SECOND)).toBe(true);
  });

  it('keeps one bucket per destination', () => {
    const limiter = new IcmpLimiter();
    for (let i = 0; i < 6; i++) limiter.allow(router, pod, 0);
    expect(limiter.allow(router, ipv4('172.20.0.216'), 0)).toBe(true);
  });
});
