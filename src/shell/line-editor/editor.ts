import { graphemes } from '../../base/graphemes.ts';
import type { Edit, EditKind } from './keys.ts';

/** A line that is being typed. Pure: every key gives the next one. */
export interface Editor {
  /** What a reader takes for one character each. */
  readonly text: readonly string[];
  /** The caret stands before this one. */
  readonly at: number;
  /** What was cut last. */
  readonly killed: string;
  /** Lines before this one, oldest first. */
  readonly history: readonly string[];
  /** Where in the history the reader is; its length: at the line that is being typed. */
  readonly place: number;
  /** What was being typed when the reader went into the history. */
  readonly draft: string;
  /** Ctrl-R: what is looked for, and where in the history it was found; -1: nowhere. */
  readonly search: { readonly query: string; readonly hit: number } | null;
}

/** What a key asks of whoever runs the line. */
export type Effect =
  | { readonly kind: 'run'; readonly text: string }
  | { readonly kind: 'interrupt' | 'end' | 'complete' | 'clear' }
  | null;

export interface Pressed {
  readonly editor: Editor;
  readonly effect: Effect;
}

export function emptyLine(history: readonly string[] = [], killed = ''): Editor {
  return { text: [], at: 0, killed, history, place: history.length, draft: '', search: null };
}

export function lineText({ text }: Pick<Editor, 'text'>): string {
  return text.join('');
}

/** The caret as a position in the text. */
export function caretOf({ text, at }: Pick<Editor, 'text' | 'at'>): number {
  return text.slice(0, at).join('').length;
}

/** The editor with another text; the caret at its end, or at a position of it. */
export function withText(editor: Editor, text: string, caret = text.length): Editor {
  const before = graphemes(text.slice(0, caret));
  return { ...editor, text: [...before, ...graphemes(text.slice(caret))], at: before.length };
}

export function inserted(editor: Editor, added: string): Editor {
  // A mark joins the letter before it.
  const before = graphemes(editor.text.slice(0, editor.at).join('') + added);
  return { ...editor, text: [...before, ...editor.text.slice(editor.at)], at: before.length };
}

/** The line in the history that Ctrl-R has found. */
export function searchHit({ search, history }: Editor): string | null {
  return search === null ? null : (history[search.hit] ?? null);
}

/** One key. `wantsMore`: whether a line cannot be run yet, because a quote or a loop of it is open. */
export function press(editor: Editor, edit: Edit, wantsMore: (text: string) => boolean): Pressed {
  if (editor.search !== null) return pressInSearch(editor, editor.search, edit, wantsMore);
  if (edit.kind === 'insert') return { editor: inserted(editor, edit.text), effect: null };
  return pressed(editor, edit.kind, wantsMore);
}

function pressInSearch(
  editor: Editor,
  { query, hit }: NonNullable<Editor['search']>,
  edit: Edit,
  wantsMore: (text: string) => boolean,
): Pressed {
  const look = (next: string, from: number): Pressed => {
    const found = next === '' ? -1 : editor.history.slice(0, from).findLastIndex((line) => line.includes(next));
    return { editor: { ...editor, search: { query: next, hit: found } }, effect: null };
  };
  const { length } = editor.history;
  switch (edit.kind) {
    case 'insert':
      return look(query + edit.text, length);
    case 'rub-out':
      return look(graphemes(query).slice(0, -1).join(''), length);
    case 'search': {
      const older = look(query, hit < 0 ? length : hit);
      // Nothing older: what was found stays.
      return older.editor.search?.hit === -1 ? { editor, effect: null } : older;
    }
    case 'abort':
      return { editor: { ...editor, search: null }, effect: null };
    case 'interrupt':
      return pressed({ ...editor, search: null }, edit.kind, wantsMore);
    default: {
      const line = editor.history[hit];
      const left = { ...(line === undefined ? editor : withText(editor, line)), search: null };
      return pressed(left, edit.kind, wantsMore);
    }
  }
}

function pressed(editor: Editor, kind: EditKind, wantsMore: (text: string) => boolean): Pressed {
  const { text, at, history, killed } = editor;
  const to = (place: number): Pressed => ({ editor: { ...editor, at: place }, effect: null });
  const effect = (asked: 'interrupt' | 'end' | 'complete' | 'clear', next: Editor = editor): Pressed => ({
    editor: next,
    effect: { kind: asked },
  });
  switch (kind) {
    case 'accept': {
      const line = lineText(editor);
      if (wantsMore(line)) return { editor: inserted({ ...editor, at: text.length }, '\n'), effect: null };
      return { editor: emptyLine(history, killed), effect: { kind: 'run', text: line } };
    }
    case 'interrupt':
      return effect('interrupt', emptyLine(history, killed));
    case 'end-or-delete':
      return text.length === 0 ? effect('end') : { editor: cut(editor, at, at + 1, 'drop'), effect: null };
    case 'complete':
      return effect('complete');
    case 'clear':
      return effect('clear');
    case 'search':
      return { editor: { ...editor, search: { query: '', hit: -1 } }, effect: null };
    case 'rub-out':
      return { editor: at === 0 ? editor : cut(editor, at - 1, at, 'drop'), effect: null };
    case 'delete':
      return { editor: cut(editor, at, at + 1, 'drop'), effect: null };
    case 'left':
      return to(Math.max(0, at - 1));
    case 'right':
      return to(Math.min(text.length, at + 1));
    case 'word-left':
      return to(wordLeft(editor));
    case 'word-right':
      return to(wordRight(editor));
    case 'line-start':
      return to(0);
    case 'line-end':
      return to(text.length);
    case 'kill-end':
      return { editor: cut(editor, at, text.length, 'keep'), effect: null };
    case 'kill-start':
      return { editor: cut(editor, 0, at, 'keep'), effect: null };
    case 'kill-word-left':
      return { editor: cut(editor, blankLeft(editor), at, 'keep'), effect: null };
    case 'kill-word-right':
      return { editor: cut(editor, at, wordRight(editor), 'keep'), effect: null };
    case 'yank':
      return { editor: inserted(editor, killed), effect: null };
    case 'older':
      return { editor: inHistory(editor, editor.place - 1), effect: null };
    case 'newer':
      return { editor: inHistory(editor, editor.place + 1), effect: null };
    case 'abort':
    case 'nothing':
      return { editor, effect: null };
  }
}

function cut(editor: Editor, from: number, to: number, piece: 'keep' | 'drop'): Editor {
  const gone = editor.text.slice(from, to).join('');
  return {
    ...editor,
    text: [...editor.text.slice(0, from), ...editor.text.slice(to)],
    at: from,
    killed: piece === 'keep' && gone !== '' ? gone : editor.killed,
  };
}

function inHistory(editor: Editor, place: number): Editor {
  const { history } = editor;
  if (place < 0 || place > history.length) return editor;
  const draft = editor.place === history.length ? lineText(editor) : editor.draft;
  return { ...withText(editor, history[place] ?? draft), place, draft };
}

const isWordPart = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

function wordLeft({ text, at }: Editor): number {
  let place = at;
  while (place > 0 && !isWordPart(text[place - 1])) place--;
  while (place > 0 && isWordPart(text[place - 1])) place--;
  return place;
}

function wordRight({ text, at }: Editor): number {
  let place = at;
  while (place < text.length && !isWordPart(text[place])) place++;
  while (place < text.length && isWordPart(text[place])) place++;
  return place;
}

/** Ctrl-W goes by blanks, so that it takes a whole path or address (unix-word-rubout). */
function blankLeft({ text, at }: Editor): number {
  let place = at;
  while (place > 0 && /\s/.test(text[place - 1] ?? '')) place--;
  while (place > 0 && !/\s/.test(text[place - 1] ?? '')) place--;
  return place;
}
