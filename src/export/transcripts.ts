import { transcriptMarkdown, transcriptText } from '../scene/transcript-text.ts';
import type { Exported } from './exported.ts';

/** Every event of the stretch as a sentence, with its lookups and sources, as CommonMark. */
export function markdownTranscript({ trace, lang, clip }: Exported): string {
  return transcriptMarkdown(trace, lang, clip);
}

/** The same without markup. */
export function plainTranscript({ trace, lang, clip }: Exported): string {
  return transcriptText(trace, lang, clip);
}
