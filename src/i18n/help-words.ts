import type { Lang } from './lang.ts';
import { helpEn } from './ui-help.en.ts';
import { helpKo } from './ui-help.ko.ts';
import type { Widen } from './widen.ts';

export type HelpWords = Widen<typeof helpEn>;

const WORDS: Readonly<Record<Lang, HelpWords>> = { ko: helpKo, en: helpEn };

/** The words of the dialogs about keys and about what is modelled, which are fetched with them. */
export function helpWords(lang: Lang): HelpWords {
  return WORDS[lang];
}
