import { Regex } from '../../regex/regex.ts';
import type { BadPattern, Dialect } from '../../regex/syntax.ts';

/** Regular expressions of mawk 1.3.4: extended, with the escapes of strings; `\w` and its like are plain letters. */
export const AWK_REGEX: Dialect = { extended: true, dangling: 'error', escapes: true, awk: true };

/** mawk's words for what is wrong with a pattern (rexp0.c). */
export function patternComplaint({ message }: BadPattern): string {
  if (message.startsWith('Unmatched (')) return "missing ')'";
  if (message.startsWith('Unmatched [')) return 'bad class -- [], [^] or [';
  if (message.startsWith('Invalid preceding')) return 'missing operand';
  return message;
}

const MAX_KNOWN = 200;

/** Patterns that were made from strings, kept because they come again with every record. */
export class Patterns {
  readonly #known = new Map<string, Regex>();

  /** Throws BadPattern. */
  of(text: string): Regex {
    let regex = this.#known.get(text);
    if (regex === undefined) {
      regex = new Regex(text, AWK_REGEX);
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(text, regex);
    }
    return regex;
  }
}
