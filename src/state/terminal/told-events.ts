import { plainOutput } from '../../base/terminal-text.ts';
import type { EventId } from '../../trace/events.ts';
import type { Piece, Tab } from '../terminal.ts';

/** A line of output, and the event that it tells of. */
export interface ToldLine {
  readonly text: string;
  readonly event: EventId | null;
}

/**
 * The lines of what was written at once. All of them tell of its one event; of several events each has as many lines as
 * the others, or else nobody can say which line is whose.
 */
export function toldLines({ text, tells }: Pick<Extract<Piece, { kind: 'output' }>, 'text' | 'tells'>): ToldLine[] {
  const lines = plainOutput(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const each = tells === undefined || tells.length === 0 ? 0 : lines.length / tells.length;
  return lines.map((line, i) => {
    const event =
      tells?.length === 1 ? tells[0] : Number.isInteger(each) && each > 0 ? tells?.[Math.floor(i / each)] : null;
    return { text: line, event: line.trim() === '' ? null : (event ?? null) };
  });
}

/** The events of all lines of a terminal that read like this one, in their order on the screen. */
export function eventsOfText(
  tab: Pick<Tab, 'pieces' | 'cleared' | 'shown'>,
  text: string,
): readonly (EventId | null)[] {
  const wanted = text.trimEnd();
  const found: (EventId | null)[] = [];
  for (let i = tab.cleared; i < tab.shown; i++) {
    const piece = tab.pieces[i];
    if (piece?.kind !== 'output' || !plainOutput(piece.text).includes(wanted)) continue;
    for (const line of toldLines(piece)) if (line.text.trimEnd() === wanted) found.push(line.event);
  }
  return found;
}
