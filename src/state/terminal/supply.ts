import type { PackageName } from '../../shell/catalog.ts';
import type { Installed } from '../../shell/installed.ts';
import type { Shell } from '../../shell/language/shell.ts';
import { typedWords } from '../../shell/typed-words.ts';

/** Where programs come from: most are fetched when somebody types their name. */
export interface Supply {
  readonly installed: Installed;
  /** Begins to fetch, unless that is under way. The desk is told when it has come, or cannot be had. */
  fetch(name: PackageName): void;
}

/** Fetches what a line names while it is still being typed: for its explanation, for Tab, and so that Enter need not wait. */
export function fetchFor(supply: Supply, shell: Pick<Shell, 'aliases'>, text: string): void {
  for (const { kind, text: word } of typedWords(text)) {
    if (kind !== 'word') continue;
    const [program = ''] = shell.aliases.get(word)?.split(/\s+/) ?? [word];
    const missing = supply.installed.missingFor(program);
    if (missing !== null) supply.fetch(missing);
  }
}
