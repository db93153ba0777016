import type { Cite } from '../trace/cite.ts';
import type { FieldWords } from './field-words.ts';

/** One row of the fields' glossary: the name on the wire, one sentence in each language, and where that is said. */
export function word(name: string, ko: string, en: string, source: Cite): FieldWords {
  return { name, means: { ko, en }, source };
}
