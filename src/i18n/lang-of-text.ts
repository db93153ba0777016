import type { Lang } from './lang.ts';

/**
 * The language of a text that stands by itself, where it is not the page's: words of the field and names are English
 * on a Korean page (WCAG 3.1.2). Sentences that mix the two are in the page's language.
 */
export function foreignLang(text: string, page: Lang): 'en' | undefined {
  return page === 'ko' && /[A-Za-z]{2}/.test(text) && !/[\u3130-\u318f\uac00-\ud7a3]/.test(text) ? 'en' : undefined;
}
