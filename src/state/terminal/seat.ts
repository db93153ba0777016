import { commonStart, complete, typedForm } from '../../shell/complete.ts';
import { explain, explainWord, type Explanation } from '../../shell/explain.ts';
import {
  caretOf,
  emptyLine,
  type Effect,
  lineText,
  press,
  withText,
  type Editor,
} from '../../shell/line-editor/editor.ts';
import type { Edit } from '../../shell/line-editor/keys.ts';
import type { Machine } from '../../shell/machine.ts';
import type { Installed } from '../../shell/installed.ts';
import { Session } from '../../shell/session.ts';
import { singleWords } from '../../shell/typed-words.ts';
import type { Host } from '../../shell/hosts/host.ts';
import type { Piece, Place, Tab, WordPlace } from '../terminal.ts';
import { linesOf } from './pasted-lines.ts';

/** More pieces than this are not kept: the oldest go. */
const KEPT = 20_000;

/** A reader at one terminal: what was typed and answered there, and the line being typed. */
export class Seat {
  readonly id: number;
  readonly place: Place;
  editor: Editor;
  session: Session;
  readonly pieces: Piece[] = [];
  /** Lines that wait for the one before them to end. */
  readonly waiting: string[] = [];
  readonly #installed: Installed;
  #machine: Machine;
  #cleared = 0;
  /** Chunks of the screen that stand in `pieces` already. */
  #told = 0;
  /** A line has been started and its prompt is not back yet. */
  #running = false;
  /** Events that had happened when the line ended; null: it has not. */
  #endedAt: number | null = null;
  #choices: string | null = null;
  /** '^C' stands in the last row, and what follows belongs into the next one. */
  #broken = false;

  constructor(
    id: number,
    place: Place,
    { machine, host, installed }: { machine: Machine; host: Host; installed: Installed },
    history: string[],
    columns: number,
  ) {
    this.id = id;
    this.#installed = installed;
    this.place = place;
    this.#machine = machine;
    this.session = new Session(machine, host, columns);
    this.session.shell.history.push(...history);
    this.editor = emptyLine(history);
  }

  /** Whether a line has been started that has not been answered in full. */
  get running(): boolean {
    return this.#running;
  }

  /** Another run of the lab: what stood here stays, what was typed before can be typed again. */
  sitDown(machine: Machine, host: Host, note: 'restarted' | null): void {
    const history = this.session.shell.history.slice();
    this.session = new Session(machine, host, this.session.screen.columns);
    this.session.shell.history.push(...history);
    this.#machine = machine;
    this.#told = 0;
    this.#running = false;
    this.#endedAt = null;
    this.waiting.length = 0;
    // What stood here told of events of a run that is gone.
    for (const [i, piece] of this.pieces.entries())
      if (piece.kind === 'output' && piece.tells !== undefined)
        this.pieces[i] = { kind: 'output', text: piece.text, stream: piece.stream };
    if (note !== null && this.pieces.length > 0) this.pieces.push({ kind: 'note', note });
  }

  resize(columns: number): void {
    this.session.shell.vars.set('COLUMNS', `${columns}`);
  }

  /** Starts a line. Empty ones only give another prompt, as in a shell. */
  run(line: string): 'started' | 'nothing' {
    this.#say({ kind: 'typed', prompt: this.session.prompt(), text: line, end: '' });
    this.#choices = null;
    if (line.trim() === '') return 'nothing';
    this.#told = this.session.screen.chunks.length;
    this.session.run(line);
    this.#running = true;
    this.#endedAt = null;
    this.editor = {
      ...this.editor,
      history: this.session.shell.history.slice(),
      place: this.session.shell.history.length,
    };
    return 'started';
  }

  /** One key. What it asks of the desk is given back. */
  press(edit: Edit): Effect {
    const { editor, effect } = press(this.editor, edit, (line) => !this.#running && this.#wantsMore(line));
    if (edit.kind !== 'complete') this.#choices = null;
    if (effect?.kind === 'interrupt' && !this.#running) {
      this.#say({ kind: 'typed', prompt: this.session.prompt(), text: lineText(this.editor), end: '^C' });
      this.waiting.length = 0;
    }
    this.editor = editor;
    switch (effect?.kind) {
      case 'complete':
        if (!this.#running) this.#complete();
        return null;
      case 'clear':
        this.#cleared = this.pieces.length;
        return null;
      case 'end':
        if (this.#running) this.session.keyboard.end();
        else this.#say({ kind: 'note', note: 'stays' });
        return this.#running ? effect : null;
      case 'run':
        return this.#running ? this.#answer(effect.text) : this.#take(effect.text);
      default:
        return effect;
    }
  }

  #wantsMore(line: string): boolean {
    return this.#installed.knownLanguage?.wantsMore(line) === true;
  }

  /** Several lines at once are run one after the other, a here-document as one. */
  #take(text: string): Effect {
    const [first = '', ...rest] = linesOf(text, (line) => this.#wantsMore(line));
    this.waiting.push(...rest);
    return { kind: 'run', text: first };
  }

  /** What is typed while a program runs is for it. */
  #answer(text: string): Effect {
    this.session.keyboard.type(`${text}\n`);
    this.#say({ kind: 'echo', text: `${text}\n` });
    return { kind: 'end' };
  }

  #complete(): void {
    const { host, shell } = this.session;
    const [text, caret] = [lineText(this.editor), caretOf(this.editor)];
    const { from, part, words } = complete({
      machine: this.#machine,
      host,
      shell,
      commands: this.#installed.commands,
      text,
      caret,
    });
    const common = commonStart(words);
    const [only] = words;
    if (only !== undefined && words.length === 1) {
      const grown = text.slice(0, from) + typedForm(only) + (/[/=:]$/.test(only) ? '' : ' ');
      this.editor = withText(this.editor, grown + text.slice(caret), grown.length);
    } else if (common.length > part.length) {
      const grown = text.slice(0, from) + typedForm(common);
      this.editor = withText(this.editor, grown + text.slice(caret), grown.length);
    } else if (words.length > 1 && this.#choices === text) {
      this.#say({ kind: 'typed', prompt: this.session.prompt(), text, end: '' });
      this.#say({ kind: 'choices', words });
      this.#choices = null;
    } else this.#choices = text;
  }

  interrupt(): void {
    this.waiting.length = 0;
    this.#say({ kind: 'echo', text: '^C' });
    this.#broken = true;
    this.session.interrupt();
  }

  /** Moves what may be seen by now into sight: what was written when so many events had happened. Says whether that changed anything. */
  reveal(passed: number, happened: number): boolean {
    const { chunks } = this.session.screen;
    let changed = false;
    for (; this.#told < chunks.length; this.#told++) {
      const chunk = chunks[this.#told]!;
      if (chunk.events > passed) return changed;
      // `clear`, and every turn of `watch`: what stood there is gone.
      if (chunk.clears === true) this.#cleared = this.pieces.length;
      else {
        this.#mend(chunk.text);
        const { text, stream, tells } = chunk;
        this.#say({ kind: 'output', text, stream, ...(tells === null || stream === 'stderr' ? {} : { tells }) });
      }
      changed = true;
    }
    if (!this.#running || this.session.busy) return changed;
    this.#endedAt ??= happened;
    if (this.#endedAt > passed) return changed;
    this.#running = false;
    this.#mend('');
    return true;
  }

  /** A fault of ours, said where the answer would stand. */
  stumble(message: string): void {
    this.waiting.length = 0;
    this.#say({ kind: 'output', text: `hopscope: ${message}\n`, stream: 'stderr' });
  }

  /** ping and tcpdump begin a row themselves after Ctrl-C, a shell does for everybody else. */
  #mend(next: string): void {
    if (this.#broken && !next.startsWith('\n')) this.#say({ kind: 'echo', text: '\n' });
    this.#broken = false;
  }

  /** The desk says when a line has ended, before it lets the lab go on. */
  noteEnd(happened: number): void {
    if (this.#running && !this.session.busy) this.#endedAt ??= happened;
  }

  /** Chunks that have been written and not been seen. */
  get unseen(): number {
    return this.session.screen.chunks.length - this.#told;
  }

  view(): Tab {
    const { editor, session } = this;
    const text = lineText(editor);
    const last = session.entries.at(-1);
    return {
      id: this.id,
      place: this.place,
      pieces: this.pieces,
      cleared: this.#cleared,
      shown: this.pieces.length,
      prompt: this.#running ? null : session.prompt(),
      editor,
      text,
      caret: caretOf(editor),
      explained:
        this.#running || text === '' ? null : explain(this.#installed.commands, session.shell, text, caretOf(editor)),
      evidence: this.#running ? [] : (last?.evidence ?? []),
    };
  }

  /** What a word of a line here does: of a line that was typed, or of the one being typed. */
  explained({ piece, from }: Pick<WordPlace, 'piece' | 'from'>): Explanation | null {
    const typed = piece === null ? null : this.pieces[piece];
    if (typed === undefined || (typed !== null && typed.kind !== 'typed')) return null;
    const text = typed === null ? lineText(this.editor) : typed.text;
    const word = singleWords(text).find((one) => one.from === from);
    return word === undefined ? null : explainWord(this.#installed.commands, this.session.shell, text, word);
  }

  #say(piece: Piece): void {
    this.pieces.push(piece);
    if (this.pieces.length - this.#cleared > KEPT) this.#cleared += KEPT / 4;
  }
}
