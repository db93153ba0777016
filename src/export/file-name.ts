import type { Exported } from './exported.ts';

/** A name of a scenario is one already; of anything else only what no file system minds. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
}

/** 'hopscope-same-node-ko.md', 'hopscope-own-at-42.svg': never with a letter of the reader's own lab, which may hold anything. */
export function fileNameOf(
  { about, at, lang }: Pick<Exported, 'about' | 'at' | 'lang'>,
  extension: string,
  /** Of two files that would have the same name. */
  kind = '',
): string {
  const scenario = slugOf(about.scenario ?? '') || 'own';
  return `hopscope-${scenario}${at === null ? '' : `-at-${at}`}-${lang}${kind === '' ? '' : `-${slugOf(kind)}`}.${slugOf(extension)}`;
}
