import { cleanText } from '../base/clean-text.ts';

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

/** A colour (SGR), any other control sequence, or a control character that is neither tab nor an end of line. */
const CONTROL =
  /\x1b\[[0-9;:]*m|\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_](?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))?|[ -/]*[0-~]?)|\x9b[0-?]*[ -/]*[@-~]?|[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const COLOUR = /^\x1b\[[0-9;:]*m$/;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONE = /\p{Surrogate}/gu;

/** Text, ends of lines, tabs and colours: a recording moves no cursor, sets no title and writes to no clipboard of who plays it. */
function playable(text: string): string {
  return text
    .replace(CONTROL, (found) => (COLOUR.test(found) ? found : ''))
    .replace(TURNING, '')
    .replace(LONE, '\ufffd')
    .replace(/\r?\n/g, '\r\n');
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
