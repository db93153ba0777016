import { delimited, patternOf, replacementOf } from './delimited.ts';
import type { Reader } from './reader.ts';
import type { Substitution } from './script.ts';

/** The rest of an `s` command (mark_subst_opts of GNU sed 4.9). Throws BadScript and BadPattern. */
export function substitutionOf(reader: Reader, extended: boolean): Substitution {
  const delimiter = reader.take();
  const left = delimiter === '' ? null : delimited(reader, delimiter, true);
  const right = left === null ? null : delimited(reader, delimiter, false);
  if (left === null || right === null) throw reader.fail("unterminated `s' command");
  let all = false;
  let print = false;
  let execute = false;
  let ignoreCase = false;
  let multiline = false;
  let from: number | null = null;
  let file: string | null = null;
  loop: for (;;) {
    const ch = reader.peek();
    if (ch === '}' || ch === '#' || reader.done) break;
    reader.at += 1;
    switch (ch) {
      case 'i':
      case 'I':
        ignoreCase = true;
        break;
      case 'm':
      case 'M':
        multiline = true;
        break;
      case 'e':
        execute = true;
        break;
      case 'p':
        if (print) throw reader.fail("multiple `p' options to `s' command");
        print = true;
        break;
      case 'g':
        if (all) throw reader.fail("multiple `g' options to `s' command");
        all = true;
        break;
      case 'w':
        reader.skip(/[^\S\n]/);
        file = reader.line();
        if (file === '') throw reader.fail('missing filename in r/R/w/W commands');
        break loop;
      case ';':
      case '\n':
        break loop;
      case ' ':
      case '\t':
      case '\r':
        break;
      default: {
        if (!/[0-9]/.test(ch)) throw reader.fail("unknown option to `s'");
        if (from !== null) throw reader.fail("multiple number options to `s' command");
        reader.at -= 1;
        from = reader.number();
        if (from === 0) throw reader.fail("number option to `s' command may not be zero");
      }
    }
  }
  const pattern = patternOf(left, extended, { ignoreCase, multiline });
  const parts = replacementOf(right, pattern === null ? null : pattern.groups);
  return { pattern, parts, all, from: from ?? 1, print, execute, file };
}
