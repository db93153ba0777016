/** Messages a second, on average and at once. */
const RATE = 50;
/** So many broken ones, and nothing is heard for a while. */
const STRIKES = 3;
const SILENCE = 10_000;

/**
 * How much a host may still say. Tokens come back with time; a broken message costs a strike; after the third, everything is
 * ignored for ten seconds and the count begins anew.
 */
export interface Gate {
  readonly tokens: number;
  /** The last time that somebody came, in milliseconds of any clock that only goes forward. */
  readonly at: number;
  readonly strikes: number;
  readonly closedUntil: number;
}

export function openGate(now: number): Gate {
  return { tokens: RATE, at: now, strikes: 0, closedUntil: 0 };
}

/** Lets one message in, or not. Whoever floods waits: what is turned away costs nothing and gets no answer. */
export function passes(gate: Gate, now: number): { readonly gate: Gate; readonly open: boolean } {
  const tokens = Math.min(RATE, gate.tokens + (Math.max(0, now - gate.at) * RATE) / 1000);
  const open = now >= gate.closedUntil && tokens >= 1;
  return { gate: { ...gate, at: Math.max(now, gate.at), tokens: open ? tokens - 1 : tokens }, open };
}

export function struck(gate: Gate, now: number): Gate {
  const strikes = gate.strikes + 1;
  return strikes < STRIKES ? { ...gate, strikes } : { ...gate, strikes: 0, closedUntil: now + SILENCE };
}
