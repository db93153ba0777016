import type { IBufferRange, ILink, ILinkProvider, Terminal } from '@xterm/xterm';
import type { EventId } from '../../trace/events.ts';
import { bufferLine } from './buffer-line.ts';

/** What the links of lines ask for and tell. */
export interface EventWishes {
  /** The events of all lines that read like this one, in the order of the screen. */
  readonly eventsOf: (text: string) => readonly (EventId | null)[];
  readonly onEvent: (event: EventId) => void;
  /** What pressing such a line does, in the reader's words. */
  readonly says: () => string;
}

/** Lets the pointer press a line that tells of an event. */
export class EventLinks implements ILinkProvider {
  readonly #terminal: Terminal;
  readonly #wishes: EventWishes;

  constructor(terminal: Terminal, wishes: EventWishes) {
    this.#terminal = terminal;
    this.#wishes = wishes;
    terminal.registerLinkProvider(this);
  }

  provideLinks(number: number, give: (links: ILink[] | undefined) => void): void {
    const first = this.#firstRow(number - 1);
    const { text, cells } = bufferLine(this.#terminal.buffer.active, first);
    const line = text.trimEnd();
    const event = line === '' ? null : this.#eventOf(line, first);
    const [from, to] = [cells[0], cells[line.length - 1]];
    if (event === null || from === undefined || to === undefined) return give(undefined);
    give([this.#linkOf(line, event, { start: { x: from.x + 1, y: from.y + 1 }, end: { x: to.x + 1, y: to.y + 1 } })]);
  }

  #firstRow(y: number): number {
    const { active } = this.#terminal.buffer;
    let row = y;
    while (row > 0 && active.getLine(row)?.isWrapped === true) row -= 1;
    return row;
  }

  /** Of lines that read the same, the one that stands as far from the end as this one. */
  #eventOf(line: string, row: number): EventId | null {
    const events = this.#wishes.eventsOf(line);
    if (new Set(events).size <= 1) return events[0] ?? null;
    const { active } = this.#terminal.buffer;
    let below = 0;
    for (let y = row + 1; y < active.length; y++) {
      if (active.getLine(y)?.isWrapped === true) continue;
      if (active.getLine(y)?.translateToString(true, 0, 8) !== line.slice(0, 8).trimEnd()) continue;
      if (bufferLine(active, y).text.trimEnd() === line) below += 1;
    }
    return events[events.length - 1 - below] ?? null;
  }

  #linkOf(line: string, event: EventId, range: IBufferRange): ILink {
    const title = (text: string | null): void => {
      const { element } = this.#terminal;
      if (text === null) element?.removeAttribute('title');
      else element?.setAttribute('title', text);
    };
    return {
      text: '',
      range,
      decorations: { pointerCursor: true, underline: true },
      // xterm keeps a link while the pointer rests on it: another run may have taken the place of the one it tells of.
      activate: () => {
        if (this.#wishes.eventsOf(line).includes(event)) this.#wishes.onEvent(event);
      },
      hover: () => title(this.#wishes.says()),
      leave: () => title(null),
    };
  }
}
