import { plainOutput } from '../../base/terminal-text.ts';
import { toldLines } from '../../state/terminal/told-events.ts';
import type { Note, Piece, Tab } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import { choiceRows } from './choice-rows.ts';

/** A row of the plain list. */
export interface OutputLine {
  readonly key: number;
  readonly kind: 'typed' | 'stdout' | 'stderr' | 'note';
  readonly prompt: string;
  readonly text: string;
  /** The event that it tells of. */
  readonly event: EventId | null;
  /** Of a typed line: its piece, and where this row of it begins in the line. Null where words cannot be asked for. */
  readonly typed: { readonly piece: number; readonly from: number; readonly whole: string } | null;
}

/** Lines that a list shows at most: the newest. */
const SHOWN = 400;
const COLUMNS = 60;

/** The pieces of a tab as lines without colours. Output that comes in several pieces is put together line by line. */
export function outputLines(tab: Tab, notes: Readonly<Record<Note, string>>): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  let open = false;
  const from = Math.max(tab.cleared, tab.shown - 4 * SHOWN);
  for (let i = from; i < tab.shown; i++) {
    const piece = tab.pieces[i];
    if (piece === undefined) continue;
    const { kind, prompt, text } = faceOf(piece, notes);
    const asked = piece.kind === 'typed' && plainOutput(piece.text) === piece.text ? piece.text : null;
    let begin = 0;
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    if (last !== '') parts.push(last);
    const told = piece.kind === 'output' && piece.tells !== undefined ? toldLines(piece) : [];
    parts.forEach((part, at) => {
      const before = lines.at(-1);
      if (at === 0 && open && before !== undefined && kind !== 'typed')
        lines[lines.length - 1] = { ...before, text: before.text + part };
      else {
        const typed = asked === null ? null : { piece: i, from: begin, whole: asked };
        const shown = at === 0 || kind !== 'typed' ? prompt : '> ';
        lines.push({ key: i * 1_000 + at, kind, prompt: shown, text: part, event: told[at]?.event ?? null, typed });
      }
      begin += part.length + 1;
    });
    open = last !== '' && kind !== 'typed' && kind !== 'note';
  }
  return lines.slice(-SHOWN);
}

function faceOf(piece: Piece, notes: Readonly<Record<Note, string>>): Pick<OutputLine, 'kind' | 'prompt' | 'text'> {
  switch (piece.kind) {
    case 'typed':
      return { kind: 'typed', prompt: plainOutput(piece.prompt), text: plainOutput(piece.text) + piece.end };
    case 'output':
      return { kind: piece.stream, prompt: '', text: plainOutput(piece.text) };
    case 'echo':
      return { kind: 'stdout', prompt: '', text: plainOutput(piece.text) };
    case 'choices':
      return { kind: 'stdout', prompt: '', text: plainOutput(choiceRows(piece.words, COLUMNS).join('\n')) };
    case 'note':
      return { kind: 'note', prompt: '', text: notes[piece.note] };
  }
}
