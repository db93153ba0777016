import type { Lang } from './lang.ts';
import { shareEn } from './ui-share.en.ts';
import { shareKo } from './ui-share.ko.ts';
import type { Widen } from './widen.ts';

export type ShareWords = Widen<typeof shareEn>;

/** Total: a language without these words does not compile. */
const WORDS: Readonly<Record<Lang, ShareWords>> = { ko: shareKo, en: shareEn };

export function shareWords(lang: Lang): ShareWords {
  return WORDS[lang];
}
