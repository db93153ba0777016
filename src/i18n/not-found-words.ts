import type { Lang } from './lang.ts';
import { notFoundEn } from './not-found.en.ts';
import { notFoundKo } from './not-found.ko.ts';
import type { Widen } from './widen.ts';

export type NotFoundWords = Widen<typeof notFoundEn>;

/** Total: a language without these words does not compile. Apart from the page's words, as no page of ours shows them. */
const WORDS: Readonly<Record<Lang, NotFoundWords>> = { ko: notFoundKo, en: notFoundEn };

export function notFoundWords(lang: Lang): NotFoundWords {
  return WORDS[lang];
}
