import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import { cleanOutput, plainOutput } from '../../base/terminal-text.ts';
import { drawLine } from '../../state/terminal/draw-line.ts';
import type { Note, Piece, Tab, WordPlace } from '../../state/terminal.ts';
import { choiceRows } from './choice-rows.ts';
import { EventLinks, type EventWishes } from './event-links.ts';
import { type TypedLine, TypedLinks } from './typed-links.ts';

const FONT_SIZE = 13;
/** The same font twice: xterm measures anew what it draws when the name changes. */
const FONTS = ["'Hopscope Mono', ui-monospace, monospace", "'Hopscope Mono', monospace, ui-monospace"] as const;
/** Pieces that are written again when a tab is shown: older ones are out of anybody's reach. */
const AGAIN = 3_000;
/** No tab has this number. */
const NONE = -1;
const PLAIN = '\x1b[0m';

/** What the pen tells whoever made it. */
export interface PenWishes extends EventWishes {
  readonly onKeys: (data: string) => void;
  readonly onColumns: (columns: number) => void;
  /** Escape and Shift-Tab: the keyboard leaves. */
  readonly onLeave: () => void;
  /** The pointer is on a word of a typed line, or on none any more. */
  readonly onPoint: (word: WordPlace | null) => void;
  readonly notes: () => Readonly<Record<Note, string>>;
}

/** Writes tabs into an xterm: what is new of the pieces, then the line being typed. */
export class Pen {
  readonly terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #wishes: PenWishes;
  readonly #links: TypedLinks;
  /** The line being typed, as it was drawn the last time. */
  #typed: Pick<TypedLine, 'prompt' | 'text'> | null = null;
  #tab = NONE;
  #cleared = 0;
  #written = 0;
  #row = 0;
  /** Text of the last row that no line end has closed: a prompt stands behind it. */
  #tail = '';
  #searching = false;
  #drawn = '';

  constructor(wishes: PenWishes, rows: 'seen' | 'read-out', theme: ITheme) {
    this.#wishes = wishes;
    this.terminal = new Terminal({
      fontFamily: FONTS[0],
      fontSize: FONT_SIZE,
      lineHeight: 1.3,
      cursorBlink: false,
      cursorInactiveStyle: 'outline',
      screenReaderMode: rows === 'read-out',
      scrollback: 10_000,
      convertEol: true,
      macOptionIsMeta: true,
      minimumContrastRatio: 4.5,
      theme,
    });
    this.terminal.loadAddon(this.#fit);
    this.terminal.attachCustomKeyEventHandler((press) => this.#isForTerminal(press));
    this.terminal.onData(wishes.onKeys);
    new EventLinks(this.terminal, wishes);
    this.#links = new TypedLinks(
      this.terminal,
      () => this.#typedLine(),
      (word) => wishes.onPoint(word === null ? null : { ...word, tab: this.#tab }),
    );
  }

  open(element: HTMLElement, label: string): void {
    this.terminal.open(element);
    this.name(label);
    // Pastes arrive between brackets: several lines are one text.
    this.terminal.write('\x1b[?2004h');
    this.fit();
  }

  name(label: string): void {
    this.terminal.textarea?.setAttribute('aria-label', label);
    this.terminal.textarea?.setAttribute('lang', 'en');
  }

  fit(): void {
    this.#fit.fit();
    this.#wishes.onColumns(this.terminal.cols);
  }

  /** A part of the font has come (Hangul comes when it is met): widths that were measured before are wrong. */
  measure(): void {
    this.terminal.options.fontFamily = this.terminal.options.fontFamily === FONTS[0] ? FONTS[1] : FONTS[0];
  }

  draw(tab: Tab): void {
    const again = tab.id !== this.#tab || tab.cleared !== this.#cleared || tab.shown < this.#written;
    if (again) {
      // Nothing is written yet the first time: a reset would draw all rows for nothing.
      if (this.#tab !== NONE) this.terminal.reset();
      this.#links.forget();
      this.#tab = tab.id;
      this.#cleared = tab.cleared;
      this.#written = Math.max(tab.cleared, tab.shown - AGAIN);
      this.#row = 0;
      this.#tail = '';
      this.#drawn = '';
    }
    this.#searching = tab.editor.search !== null;
    const from = this.#written;
    const fresh = tab.pieces.slice(from, tab.shown);
    this.#written = tab.shown;
    let text = (again ? '\x1b[?2004h' : '') + (fresh.length === 0 ? '' : this.#erase());
    let coloured = false;
    for (const [i, piece] of fresh.entries()) {
      if (piece.kind === 'typed') text = this.#beginTyped(text, from + i, piece);
      const written = this.#textOf(piece);
      coloured ||= written.includes('\x1b');
      text += written;
    }
    // A colour that a program has left behind ends with it.
    if (coloured && tab.prompt !== null) text += PLAIN;
    const line = this.#line(tab);
    if (line !== this.#drawn || fresh.length > 0 || again) this.terminal.write(text + line);
    this.#drawn = line;
    const shown = tab.prompt === null || tab.editor.search !== null ? null : plainOutput(tab.prompt);
    this.#typed = shown === null ? null : { prompt: shown, text: tab.text };
  }

  /** Writes what stands before a typed line, so that the row is known in which it begins. */
  #beginTyped(before: string, piece: number, { prompt, text }: Extract<Piece, { kind: 'typed' }>): string {
    const tab = this.#tab;
    const line = { piece, prompt: plainOutput(prompt), text: plainOutput(text) };
    this.terminal.write(before, () => {
      if (tab === this.#tab && line.text === text) this.#links.begin(line);
    });
    return '';
  }

  #typedLine(): TypedLine | null {
    const { baseY, cursorY } = this.terminal.buffer.active;
    return this.#typed === null ? null : { ...this.#typed, piece: null, row: baseY + cursorY - this.#row };
  }

  /** Takes the line being typed away, and puts back what stood before it in its row. */
  #erase(): string {
    if (this.#drawn === '') return '';
    const up = this.#row === 0 ? '' : `\x1b[${this.#row}A`;
    this.#row = 0;
    return `${up}\r\x1b[J${this.#tail}`;
  }

  #line(tab: Tab): string {
    const { prompt, editor } = tab;
    // Nothing is typed for the running program: its output is not to be disturbed.
    if (prompt === null && tab.text === '' && editor.search === null) return this.#drawn === '' ? '' : this.#erase();
    const { text, row } = drawLine(editor, this.#tail + (prompt ?? ''), this.terminal.cols, this.#row, 'here');
    this.#row = row;
    return text;
  }

  #textOf(piece: Piece): string {
    const text = this.#plainOf(piece);
    const cut = text.lastIndexOf('\n');
    const last = cut < 0 ? this.#tail + text : text.slice(cut + 1);
    this.#tail = last.replace(/\x1b\[[0-9;:]*m/g, '').replace(/^.*\r/s, '');
    return text;
  }

  #plainOf(piece: Piece): string {
    switch (piece.kind) {
      case 'typed':
        return `${PLAIN}${plainOutput(piece.prompt + piece.text.replaceAll('\n', '\n> '))}${piece.end}\n`;
      case 'output':
      case 'echo':
        return cleanOutput(piece.text);
      case 'choices':
        return `${plainOutput(choiceRows(piece.words, this.terminal.cols).join('\n'))}\n`;
      case 'note':
        return `${PLAIN}\x1b[3m${this.#wishes.notes()[piece.note]}\x1b[23m\n`;
    }
  }

  /** False: the key is the browser's or the page's. */
  #isForTerminal(press: KeyboardEvent): boolean {
    if (press.type !== 'keydown' || press.isComposing) return true;
    const control = press.ctrlKey || press.metaKey;
    if ((press.key === 'Escape' && !this.#searching) || (press.key === 'Tab' && press.shiftKey)) {
      if (press.key === 'Escape') {
        press.preventDefault();
        this.#wishes.onLeave();
      }
      return false;
    }
    if (control && press.code === 'KeyC' && this.terminal.hasSelection()) {
      press.preventDefault();
      void navigator.clipboard.writeText(this.terminal.getSelection()).catch(() => undefined);
      this.terminal.clearSelection();
      return false;
    }
    // The browser pastes; copying nothing does nothing.
    return !(control && (press.code === 'KeyV' || (press.shiftKey && press.code === 'KeyC')));
  }
}
