/** Damerau-Levenshtein distance with adjacent swaps (optimal string alignment). Both texts must be short: O(a * b). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

const LONGEST = 40;

/** Case and the choice between podCIDR, pod_cidr and pod-cidr are the commonest slips: they count for nothing. */
function plain(key: string): string {
  return key.replace(/[_-]/g, '').toLowerCase();
}

/** The known key that `key` was probably meant to be, or null when none is near. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  if (key.length > LONGEST) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(key.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(plain(key), plain(candidate));
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}
