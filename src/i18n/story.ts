/** What is said about one event. */
export interface Story {
  /** What and where, for a strip of hops: 28 Hangul or 40 Latin letters at most. */
  readonly title: string;
  /** What happened and why, with the values of this event. Stands alone in a transcript. */
  readonly sentence: string;
  /** The mistake that readers make here, and what is so instead; null where there is none. */
  readonly detail: string | null;
}

/** Width of a title: a Hangul syllable counts 1, everything else 0.7, so that 28 Hangul and 40 Latin letters are alike. */
export function titleWidth(title: string): number {
  let tenths = 0;
  for (const ch of title) tenths += /\p{Script=Hangul}/u.test(ch) ? 10 : 7;
  return tenths / 10;
}

export const TITLE_WIDTH = 28;

/** The name, or its two ends around '…' when it is longer than `max` characters. */
export function clip(name: string, max: number): string {
  if (name.length <= max) return name;
  const head = Math.ceil((max - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(name.length - (max - 1 - head))}`;
}
