import type { Step } from './program.ts';
import { type Assertion, WORD } from './syntax.ts';

const IS_WORD = new RegExp(`[${WORD}]`, 'u');

/** Where groups begin and end, two numbers each; the first pair is the whole match. -1: took no part. */
export type Spans = readonly number[];

interface Thread {
  readonly at: number;
  readonly spans: Spans;
}

/**
 * The leftmost match from an index on, and of those the longest (POSIX 9.1). Its time is the length of the text times
 * that of the program, whatever the pattern: nothing is tried twice.
 */
export function follow(
  program: readonly Step[],
  groups: number,
  text: string,
  from: number,
  multiline: boolean,
): Spans | null {
  const empty: Spans = Array.from({ length: (groups + 1) * 2 }, () => -1);
  const seen = new Int32Array(program.length).fill(-1);
  let best: Spans | null = null;
  let current: Thread[] = [];
  let round = 0;
  for (let index = from; ;) {
    if (best === null) enter(current, 0, withSlot(empty, 0, index), index);
    if (current.length === 0 && best !== null) return best;
    const ch = index < text.length ? String.fromCodePoint(text.codePointAt(index) ?? 0) : null;
    const next: Thread[] = [];
    const after = index + (ch?.length ?? 0);
    round += 1;
    for (const { at, spans } of current) {
      const step = program[at];
      if (step?.op === 'match') {
        if (best === null || isBetter(spans, best)) best = withSlot(spans, 1, index);
      } else if (ch !== null && step?.op === 'char' && (best === null || (spans[0] ?? 0) <= (best[0] ?? 0))) {
        if (step.test(ch)) enter(next, at + 1, spans, after);
      }
    }
    if (ch === null) return best;
    current = next;
    index = after;
  }

  function isBetter(spans: Spans, than: Spans): boolean {
    return (spans[0] ?? 0) <= (than[0] ?? 0);
  }

  /** Adds a thread and all that it leads to without a character, the preferred way first; a place is entered once. */
  function enter(list: Thread[], start: number, startSpans: Spans, index: number): void {
    const stack: Thread[] = [{ at: start, spans: startSpans }];
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      const { at, spans } = thread;
      if (seen[at] === round) continue;
      seen[at] = round;
      const step = program[at];
      if (step === undefined) continue;
      if (step.op === 'jump') stack.push({ at: step.to, spans });
      else if (step.op === 'split') stack.push({ at: step.second, spans }, { at: step.first, spans });
      else if (step.op === 'save') stack.push({ at: at + 1, spans: withSlot(spans, step.slot, index) });
      else if (step.op === 'assert') {
        if (asserted(step.what, text, index, multiline)) stack.push({ at: at + 1, spans });
      } else list.push(thread);
    }
  }
}

function withSlot(spans: Spans, slot: number, value: number): Spans {
  const copy = spans.slice();
  copy[slot] = value;
  return copy;
}

function asserted(what: Assertion, text: string, index: number, multiline: boolean): boolean {
  const before = IS_WORD.test(text[index - 1] ?? '');
  const after = IS_WORD.test(text[index] ?? '');
  switch (what) {
    case 'start':
      return index === 0 || (multiline && text[index - 1] === '\n');
    case 'end':
      return index === text.length || (multiline && text[index] === '\n');
    case 'buffer start':
      return index === 0;
    case 'buffer end':
      return index === text.length;
    case 'edge':
      return before !== after;
    case 'no edge':
      return before === after;
    case 'word start':
      return !before && after;
    case 'word end':
      return before && !after;
    case 'no word before':
      return !before;
    case 'no word after':
      return !after;
  }
}
