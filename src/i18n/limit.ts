import type { Cite } from '../trace/cite.ts';
import type { Lang } from './lang.ts';

/** How surely something is known, from a model that is judged by recordings to what is left out on purpose. */
export const GRADES = ['modelled', 'derived', 'unknown', 'not-modelled'] as const;
export type Grade = (typeof GRADES)[number];

/** One thing that the model holds, holds less surely, or leaves out. */
export interface Limit {
  readonly what: Readonly<Record<Lang, string>>;
  readonly text: Readonly<Record<Lang, string>>;
  /** What it rests on, or where that would be found which is left out. */
  readonly sources: readonly Cite[];
}

export function limit(what: Limit['what'], text: Limit['text'], ...sources: readonly Cite[]): Limit {
  return { what, text, sources };
}
