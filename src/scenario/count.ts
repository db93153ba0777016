/** How often a command may be asked to do its thing, and how often it does when nobody says. */
export interface CountLimits {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/**
 * ping: echo requests of one run (`-c`). curl and nc: runs one after the other, as a shell loop with `sleep 1` would.
 * Few enough that one picture can still be read. Null: once is all there is.
 */
export const COUNTS = {
  curl: { least: 1, most: 5, usual: 1 },
  ping: { least: 1, most: 10, usual: 2 },
  nc: { least: 1, most: 5, usual: 1 },
  traceroute: null,
  dns: null,
} as const satisfies Readonly<Record<string, CountLimits | null>>;
type Counted = keyof typeof COUNTS;

export function usualCount(app: Counted): number {
  return COUNTS[app]?.usual ?? 1;
}

/** The nearest count that the command allows. */
export function allowedCount(app: Counted, count: number): number {
  const limits = COUNTS[app];
  return limits === null ? 1 : Math.min(limits.most, Math.max(limits.least, Math.round(count)));
}
