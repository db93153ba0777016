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
  | { readonly share: number };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta: the browser's keys are never ours. */
  readonly modified: boolean;
}

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
};

/** Under a Hangul layout `key` is a jamo, 'Process' or 'Dead'; `code` still names the key on the board. */
const BY_CODE: Readonly<Record<string, KeyAction>> = {
  Space: 'toggle',
  KeyK: 'toggle',
  KeyL: 'next',
  KeyJ: 'back',
  BracketRight: 'next-phase',
  BracketLeft: 'back-phase',
};

export function keyAction(press: KeyPress): KeyAction | null {
  if (press.modified) return null;
  if (press.shift && press.key === 'ArrowRight') return 'next-phase';
  if (press.shift && press.key === 'ArrowLeft') return 'back-phase';
  if (/^[0-9]$/.test(press.key)) return { share: Number(press.key) / 10 };
  const latin = press.key.length > 1 ? !['Process', 'Dead', 'Unidentified'].includes(press.key) : press.key <= '~';
  const known = BY_KEY[press.key.length === 1 ? press.key.toLowerCase() : press.key];
  if (known !== undefined) return known;
  return latin ? null : (BY_CODE[press.code] ?? null);
}
