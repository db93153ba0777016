import type { Lang } from './lang.ts';
import { tablesEn } from './ui-tables.en.ts';
import { tablesKo } from './ui-tables.ko.ts';
import type { Widen } from './widen.ts';

export type TableWords = Widen<typeof tablesEn>['tablesPane'];

const WORDS: Readonly<Record<Lang, TableWords>> = { ko: tablesKo.tablesPane, en: tablesEn.tablesPane };

/** The words of the tables. Only the pane asks for them, so they are fetched with it. */
export function tableWords(lang: Lang): TableWords {
  return WORDS[lang];
}
