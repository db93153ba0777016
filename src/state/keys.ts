/** What a single key asks for. Matching is by `key` first, then, for other scripts than Latin, by `code`. */
export type KeyAction =
  | 'toggle'
  | 'next'
  | 'back'
  | 'next-phase'
  | 'back-phase'
  | 'nudge'
  | 'nudge-back'
  | 'start'
  | 'end'
  | 'faster'
  | 'slower'
  | 'help'
  | 'fullscreen'
  | 'detail'
  | 'stage'
  | 'terminal'
  | 'share-dialog'
  /** Out of what the reader is in: the stage, the projector's view. */
  | 'leave'
  | { readonly share: number };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta: the browser's keys are never ours. */
  readonly modified: boolean;
}

/** Presenters' remotes send PageDown and PageUp; everywhere else these scroll. */
export type KeyRoom = 'page' | 'present';

const BY_KEY: Readonly<Record<string, KeyAction>> = {
  ' ': 'toggle',
  k: 'toggle',
  ArrowRight: 'next',
  ArrowLeft: 'back',
  l: 'next',
  j: 'back',
  ']': 'next-phase',
  '[': 'back-phase',
  '.': 'nudge',
  ',': 'nudge-back',
  Home: 'start',
  End: 'end',
  '>': 'faster',
  '<': 'slower',
  '?': 'help',
  f: 'fullscreen',
  d: 'detail',
  g: 'stage',
  t: 'terminal',
  s: 'share-dialog',
  Escape: 'leave',
};

const BY_KEY_PRESENTING: Readonly<Record<string, KeyAction>> = { PageDown: 'next', PageUp: 'back' };

/** Under a Hangul layout `key` is a jamo, 'Process' or 'Dead'; `code` still names the key on the board. */
const BY_CODE: Readonly<Record<string, KeyAction>> = {
  Space: 'toggle',
  KeyK: 'toggle',
  KeyL: 'next',
  KeyJ: 'back',
  BracketRight: 'next-phase',
  BracketLeft: 'back-phase',
  Period: 'nudge',
  Comma: 'nudge-back',
  KeyF: 'fullscreen',
  KeyD: 'detail',
  KeyG: 'stage',
  KeyT: 'terminal',
  KeyS: 'share-dialog',
};

const BY_SHIFTED_CODE: Readonly<Record<string, KeyAction>> = { Period: 'faster', Comma: 'slower', Slash: 'help' };
const NO_KEY = ['Process', 'Dead', 'Unidentified'];

export function keyAction(press: KeyPress, room: KeyRoom = 'page'): KeyAction | null {
  if (press.modified) return null;
  if (press.shift && press.key === 'ArrowRight') return 'next-phase';
  if (press.shift && press.key === 'ArrowLeft') return 'back-phase';
  if (/^[0-9]$/.test(press.key)) return { share: Number(press.key) / 10 };
  const name = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const known = BY_KEY[name] ?? (room === 'present' ? BY_KEY_PRESENTING[name] : undefined);
  if (known !== undefined) return known;
  const latin = press.key.length > 1 ? !NO_KEY.includes(press.key) : press.key <= '~';
  if (latin) return null;
  return (press.shift ? BY_SHIFTED_CODE[press.code] : undefined) ?? BY_CODE[press.code] ?? null;
}
