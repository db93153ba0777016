import type { Lang } from './lang.ts';
import { timeEn } from './ui-time.en.ts';
import { timeKo } from './ui-time.ko.ts';
import { transcriptEn } from './ui-transcript.en.ts';
import { transcriptKo } from './ui-transcript.ko.ts';
import type { Widen } from './widen.ts';

export type TranscriptWords = Widen<typeof transcriptEn>;

/** Total: a language without these words does not compile. Apart from the page's words, which every visit loads. */
const WORDS: Readonly<Record<Lang, TranscriptWords>> = { ko: transcriptKo, en: transcriptEn };

export function transcriptWords(lang: Lang): TranscriptWords {
  return WORDS[lang];
}

const PHASES: Readonly<Record<Lang, Widen<typeof timeEn>['time']['phases']>> = {
  ko: timeKo.time.phases,
  en: timeEn.time.phases,
};

/** A phase by the name that the strip gives it: 'Retry 1'. */
export function phaseTitle(
  { kind, number }: { readonly kind: keyof typeof timeEn.time.phases; readonly number: number },
  lang: Lang,
): string {
  return PHASES[lang][kind](number);
}
