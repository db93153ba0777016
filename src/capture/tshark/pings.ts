interface Request {
  readonly frame: number;
  readonly time: bigint;
  answered: boolean;
}

/** Echo requests that wait for their reply (packet-icmp.c transaction_start, transaction_end). */
export class Pings {
  readonly #requests = new Map<string, Map<string, Request>>();

  /** A repeated request takes the place of the first. `ends` names the conversation, in either direction. */
  asked(ends: string, key: string, frame: number, time: bigint): void {
    const requests = this.#requests.get(ends) ?? new Map<string, Request>();
    this.#requests.set(ends, requests);
    requests.set(key, { frame, time, answered: false });
  }

  /** The request that this is the first reply to, or null. */
  answered(ends: string, key: string): { readonly frame: number; readonly time: bigint } | null {
    const request = this.#requests.get(ends)?.get(key);
    if (request === undefined || request.answered) return null;
    request.answered = true;
    return request;
  }
}
