import type { Match, Regex } from '../../regex/regex.ts';
import type { Part, Substitution } from './script.ts';

/** The text with its matches replaced, or null when none was. */
export function substituted(text: string, regex: Regex, { parts, all, from }: Substitution): string | null {
  let out = '';
  let at = 0;
  let count = 0;
  let done = false;
  let previousEnd = -1;
  while (at <= text.length) {
    const match = regex.exec(text, at);
    if (match === null) break;
    const empty = match.index === match.end;
    // An empty match right behind another match is none.
    if (empty && match.index === previousEnd) {
      out += text.slice(at, match.index) + (text[match.index] ?? '');
      at = match.index + 1;
      continue;
    }
    count += 1;
    out += text.slice(at, match.index);
    if (count >= from) {
      out += replaced(parts, match, text);
      done = true;
    } else out += text.slice(match.index, match.end);
    previousEnd = match.end;
    at = match.end;
    if (done && !all) break;
    if (empty) {
      out += text[at] ?? '';
      at += 1;
    }
  }
  return done ? out + text.slice(at) : null;
}

function replaced(parts: readonly Part[], match: Match, text: string): string {
  let out = '';
  let mode: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | null = null;
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.letter === 'u' || part.letter === 'l') once = part.letter;
      else mode = part.letter;
      continue;
    }
    let piece =
      part.kind === 'text'
        ? part.text
        : part.index === 0
          ? text.slice(match.index, match.end)
          : (match.groups[part.index - 1] ?? '');
    if (piece === '') continue;
    if (mode !== 'E') piece = mode === 'U' ? piece.toUpperCase() : piece.toLowerCase();
    if (once !== null) {
      const [head = ''] = piece;
      piece = (once === 'u' ? head.toUpperCase() : head.toLowerCase()) + piece.slice(head.length);
      once = null;
    }
    out += piece;
  }
  return out;
}
