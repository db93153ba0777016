import type { Cite } from '../trace/cite.ts';

/** One word of the field. */
export interface Term {
  /** As the field writes it; also how the narration and the code spell it. */
  readonly term: string;
  /** What each language calls it in running text: often the word itself, left untranslated. */
  readonly ko: string;
  readonly en: string;
  readonly meaning: { readonly ko: string; readonly en: string };
  readonly source: Cite;
}

/** A word that Korean writes as the field does. */
export function kept(term: string, meaning: Term['meaning'], source: Cite): Term {
  return { term, ko: term, en: term, meaning, source };
}

/** A word that Korean has a word of its own for. */
export function said(term: string, ko: string, meaning: Term['meaning'], source: Cite): Term {
  return { term, ko, en: term, meaning, source };
}
