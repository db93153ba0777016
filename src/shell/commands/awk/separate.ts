import type { Patterns } from './pattern.ts';

/** Splits a text into fields by FS: a blank stands for all white space, one other character for itself, more for a pattern. */
export function fieldsOf(text: string, separator: string, patterns: Patterns): string[] {
  if (separator === ' ') {
    const trimmed = text.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '');
    return trimmed === '' ? [] : trimmed.split(/[ \t\n\r\f\v]+/);
  }
  if (text === '') return [];
  if (separator === '') return [...text];
  if (separator.length === 1 && separator !== '\\') return text.split(separator);
  const regex = patterns.of(separator);
  const out: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length;) {
    const match = regex.exec(text, at);
    if (match === null) break;
    if (match.end === match.index) {
      at = match.index + 1;
      continue;
    }
    out.push(text.slice(start, match.index));
    start = at = match.end;
  }
  out.push(text.slice(start));
  return out;
}
