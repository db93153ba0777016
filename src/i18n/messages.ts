import { en, type Messages } from './en.ts';
import { ko } from './ko.ts';
import type { Lang } from './lang.ts';

/** Total: a language without a catalogue does not compile. */
const CATALOGUES: Readonly<Record<Lang, Messages>> = { en, ko };

export function messagesFor(lang: Lang): Messages {
  return CATALOGUES[lang];
}
