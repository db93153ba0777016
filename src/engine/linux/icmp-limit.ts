import type { NetnsName } from '../../lab/names.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { SECOND } from '../timing.ts';

interface Bucket {
  tokens: number;
  last: number;
}

/** Burst of inet_peer_xrlim_allow: XRLIM_BURST_FACTOR (net/ipv4/icmp.c), in units of icmp_ratelimit (1 s). */
const XRLIM_BURST = 6 * SECOND;
/** ip_rt_error_burst and ip_rt_error_cost (net/ipv4/route.c): 5 s and 1 s. */
const ERROR_BURST = 5 * SECOND;
const COST = SECOND;

/**
 * The per-destination token bucket of a kernel (struct inet_peer rate_tokens). ip_error and icmp_send draw from the
 * same bucket, so an unreachable that is born in routing costs two tokens: a burst of pings gets the first answered
 * and then silence.
 */
export class IcmpLimiter {
  readonly #buckets = new Map<string, Bucket>();

  #refill(netns: NetnsName, dst: Ipv4Addr, now: number, burst: number): Bucket {
    const key = `${netns} ${dst}`;
    let bucket = this.#buckets.get(key);
    // A new peer starts as if it had been silent for a minute.
    if (!bucket) this.#buckets.set(key, (bucket = { tokens: 0, last: now - 60 * SECOND }));
    bucket.tokens = Math.min(bucket.tokens + now - bucket.last, burst);
    bucket.last = now;
    return bucket;
  }

  #take(bucket: Bucket): boolean {
    if (bucket.tokens < COST) return false;
    bucket.tokens -= COST;
    return true;
  }

  /** ip_error: may a route that says no be answered. */
  allowRouteError(netns: NetnsName, dst: Ipv4Addr, now: number): boolean {
    return this.#take(this.#refill(netns, dst, now, ERROR_BURST));
  }

  /** icmpv4_xrlim_allow: may an error of a limited type go to `dst`. */
  allow(netns: NetnsName, dst: Ipv4Addr, now: number): boolean {
    return this.#take(this.#refill(netns, dst, now, XRLIM_BURST));
  }
}
