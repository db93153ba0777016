import type { Lang } from './lang.ts';
import { transcriptEn } from './ui-transcript.en.ts';
import { transcriptKo } from './ui-transcript.ko.ts';
import type { Widen } from './widen.ts';

export type TranscriptWords = Widen<typeof transcriptEn>;

/** Total: a language without these words does not compile. Apart from the page's words, which every visit loads. */
const WORDS: Readonly<Record<Lang, TranscriptWords>> = { ko: transcriptKo, en: transcriptEn };

export function transcriptWords(lang: Lang): TranscriptWords {
  return WORDS[lang];
}
