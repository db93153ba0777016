/** A question that is asked again after this long is a new one (preference dns.retransmission_timer). */
const FORGOTTEN = 5_000_000_000n;

interface Query {
  readonly frame: number;
  readonly time: bigint;
  answer: number | null;
}

/** Questions that wait for their answer (packet-dns.c dissect_dns_common). */
export class DnsQueries {
  readonly #queries = new Map<string, Query>();

  /** A question; the frame of the first one when this repeats one that has no answer yet. */
  asked(key: string, frame: number, time: bigint): number | null {
    const known = this.#queries.get(key);
    if (known !== undefined && known.answer === null && time - known.time < FORGOTTEN) return known.frame;
    this.#queries.set(key, { frame, time, answer: null });
    return null;
  }

  /** The question of an answer, and the frame of an earlier answer to it. */
  answered(key: string, frame: number): { readonly query: Query; readonly before: number | null } | null {
    const query = this.#queries.get(key);
    if (query === undefined) return null;
    const before = query.answer;
    query.answer ??= frame;
    return { query, before };
  }
}
