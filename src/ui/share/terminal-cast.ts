import { asciicastOf, type TimedPiece } from '../../export/asciicast.ts';
import type { Tab } from '../../state/terminal.ts';
import type { Trace } from '../../trace/trace.ts';

const COLUMNS = 100;
const ROWS = 30;
/** Nobody keeps when something was typed: a line a second can be read. */
const BETWEEN_LINES = 1;
const BEFORE_OUTPUT = 0.3;

/** Whether anything has been run in a terminal. */
export function wasUsed(tab: Tab | null): tab is Tab {
  return tab !== null && tab.pieces.slice(tab.cleared, tab.shown).some(({ kind }) => kind === 'typed');
}

/** A terminal as a recording: what stands in it, in its order, a line that was typed each second. */
export function terminalCast(tab: Tab, trace: Trace): string {
  const pieces: TimedPiece[] = [];
  let time = 0;
  let typed = false;
  for (const piece of tab.pieces.slice(tab.cleared, tab.shown)) {
    if (piece.kind === 'typed') {
      time += pieces.length === 0 ? 0 : BETWEEN_LINES;
      typed = true;
      pieces.push({ time, text: `${piece.prompt}${piece.text}${piece.end}\n` });
    } else if (piece.kind === 'output' || piece.kind === 'echo') {
      if (typed) time += BEFORE_OUTPUT;
      typed = false;
      pieces.push({ time, text: piece.text });
    }
  }
  return asciicastOf({
    title: tab.place.host,
    columns: COLUMNS,
    rows: ROWS,
    timestamp: trace.world.epoch.seconds,
    pieces,
    markers: [],
  });
}
