import { cleanText } from '../base/clean-text.ts';
import { cleanOutput } from '../base/terminal-text.ts';

/** What a terminal shows, and when. */
export interface TimedPiece {
  /** Seconds since the recording began; never less than the piece before. */
  readonly time: number;
  readonly text: string;
}

/** A moment with a name, for players that list chapters. */
export interface CastMarker {
  readonly time: number;
  readonly label: string;
}

export interface Cast {
  readonly title: string;
  /** Of the terminal, in cells. */
  readonly columns: number;
  readonly rows: number;
  /** Unix time of the beginning in seconds; null: not said. */
  readonly timestamp: number | null;
  readonly pieces: readonly TimedPiece[];
  readonly markers: readonly CastMarker[];
}

/** Half of a pair: no file could hold it. */
const LONE = /\p{Surrogate}/gu;

/** A recording may do in the terminal of who plays it what our own terminal lets a text do, and no more. */
function playable(text: string): string {
  return cleanOutput(text).replace(LONE, '\ufffd').replace(/\r?\n/g, '\r\n');
}

/**
 * A recording of a terminal for asciinema-player, agg and svg-term: asciicast v2 (docs.asciinema.org/manual/asciicast/v2), a
 * header and then a line for every piece ('o') and marker ('m'), in order of time.
 */
export function asciicastOf({ title, columns, rows, timestamp, pieces, markers }: Cast): string {
  const header = {
    version: 2,
    width: Math.max(1, Math.trunc(columns)),
    height: Math.max(1, Math.trunc(rows)),
    ...(timestamp === null ? {} : { timestamp: Math.trunc(timestamp) }),
    title: cleanText(title, 200),
    env: { TERM: 'xterm-256color' },
  };
  const lines = [
    ...markers.map(({ time, label }) => ({ time, code: 'm', text: cleanText(label, 200) })),
    ...pieces.map(({ time, text }) => ({ time, code: 'o', text: playable(text) })),
  ].filter(({ code, text }) => code === 'm' || text !== '');
  // A marker stands before what is shown at its time; a stable sort keeps the rest as it came.
  const sorted = lines.toSorted((a, b) => a.time - b.time);
  return [header, ...sorted.map(({ time, code, text }) => [secondsOf(time), code, text])]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

/** Microseconds are what the format's own recorder writes. */
function secondsOf(time: number): number {
  return Number.isFinite(time) ? Math.round(Math.max(0, time) * 1e6) / 1e6 : 0;
}
