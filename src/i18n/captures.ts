import type { Lang } from './lang.ts';
import { capturesEn } from './ui-captures.en.ts';
import { capturesKo } from './ui-captures.ko.ts';
import type { Widen } from './widen.ts';

export type CaptureMessages = Widen<typeof capturesEn>;

const WORDS: Readonly<Record<Lang, CaptureMessages>> = { ko: capturesKo, en: capturesEn };

/** The words of running captures. Only the pane asks for them, so they are fetched with it. */
export function capturesFor(lang: Lang): CaptureMessages {
  return WORDS[lang];
}
