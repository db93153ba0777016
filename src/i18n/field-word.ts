import type { Cite } from '../trace/cite.ts';
import type { LayerKind } from '../wire/layers.ts';
import type { FieldName } from '../wire/layouts.ts';

/** What a field is. */
export interface FieldWords {
  /** As the field is called in captures and RFCs, in every language. */
  readonly name: string;
  readonly means: { readonly ko: string; readonly en: string };
  readonly source: Cite;
}

/** The words of one layer: of itself, of every field in its header table, and of what its fields are made of. */
export interface LayerWords<K extends LayerKind> {
  readonly layer: FieldWords;
  /** Total: a field of the table without words does not compile. */
  readonly fields: { readonly [F in FieldName<K>]: FieldWords };
  /** By the label of the dissection without the layer: 'tos.dscp', 'options.mss'. */
  readonly parts: Readonly<Record<string, FieldWords>>;
}

/** One row of the fields' glossary: the name on the wire, one sentence in each language, and where that is said. */
export function word(name: string, ko: string, en: string, source: Cite): FieldWords {
  return { name, means: { ko, en }, source };
}
