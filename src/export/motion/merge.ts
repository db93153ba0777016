/** Half open: from the first to just before the second, in milliseconds of the clip. */
export type Span = readonly [from: number, to: number];

/** A piece of SVG with the times at which it is seen. */
export interface Shown {
  readonly piece: string;
  readonly spans: readonly Span[];
}

/** What is painted for a while, back to front. */
export interface Frame {
  readonly span: Span;
  readonly pieces: readonly string[];
}

interface Slot {
  readonly piece: string;
  readonly spans: [number, number][];
}

/**
 * All frames as one list of pieces: in the order in which every single frame paints them, each piece once for as long as it stays
 * where it is in that order. Most of a picture does not change, so the list is hardly longer than one frame.
 */
export function merged(frames: readonly Frame[]): readonly Shown[] {
  let slots: Slot[] = [];
  for (const { span, pieces } of frames) slots = withFrame(slots, pieces, span);
  return slots;
}

function withFrame(slots: readonly Slot[], pieces: readonly string[], span: Span): Slot[] {
  const kept = inCommon(slots, pieces);
  const next: Slot[] = [];
  let from = 0;
  pieces.forEach((piece, i) => {
    const at = kept[i] ?? null;
    if (at === null) return void next.push({ piece, spans: [[...span]] });
    next.push(...slots.slice(from, at));
    const slot = slots[at];
    if (slot === undefined) return;
    seen(slot, span);
    next.push(slot);
    from = at + 1;
  });
  next.push(...slots.slice(from));
  return next;
}

function seen({ spans }: Slot, [from, to]: Span): void {
  const last = spans.at(-1);
  if (last !== undefined && last[1] === from) last[1] = to;
  else spans.push([from, to]);
}

/** For each piece the slot that already holds it, such that both go upwards: a longest common subsequence. */
function inCommon(slots: readonly Slot[], pieces: readonly string[]): readonly (number | null)[] {
  const rows = pieces.length + 1;
  const columns = slots.length + 1;
  const best = new Uint16Array(rows * columns);
  for (let i = pieces.length - 1; i >= 0; i--) {
    for (let j = slots.length - 1; j >= 0; j--) {
      const at = i * columns + j;
      best[at] =
        slots[j]?.piece === pieces[i]
          ? (best[at + columns + 1] ?? 0) + 1
          : Math.max(best[at + columns] ?? 0, best[at + 1] ?? 0);
    }
  }
  const found: (number | null)[] = [];
  let j = 0;
  for (let i = 0; i < pieces.length; i++) {
    while (j < slots.length && slots[j]?.piece !== pieces[i] && best[i * columns + j] === best[i * columns + j + 1])
      j++;
    if (slots[j]?.piece === pieces[i]) found.push(j++);
    else found.push(null);
  }
  return found;
}
