import type { Lang } from './lang.ts';
import { filesEn } from './ui-files.en.ts';
import { filesKo } from './ui-files.ko.ts';
import type { Widen } from './widen.ts';

export type FilesWords = Widen<typeof filesEn>;

/** Total: a language without these words does not compile. */
const WORDS: Readonly<Record<Lang, FilesWords>> = { ko: filesKo, en: filesEn };

export function filesWords(lang: Lang): FilesWords {
  return WORDS[lang];
}
