import type { Regex } from '../../regex/regex.ts';
import { bounded } from './failure.ts';

/** sub and gsub: the new text and how often something was replaced. & in the replacement is what matched, \& is &. */
export function replaced(
  text: string,
  regex: Regex,
  replacement: string,
  all: boolean,
): { readonly text: string; readonly count: number } {
  const put = replacementOf(replacement);
  let out = '';
  let at = 0;
  let count = 0;
  let previousEnd = -1;
  while (at <= text.length) {
    const match = regex.exec(text, at);
    if (match === null) break;
    const empty = match.index === match.end;
    out += text.slice(at, match.index);
    if (!empty || match.index !== previousEnd) {
      out += put(text.slice(match.index, match.end));
      count += 1;
    }
    previousEnd = match.end;
    at = match.end;
    if (empty) {
      out += text[at] ?? '';
      at += 1;
    }
    bounded(out);
    if (!all) break;
  }
  return { text: out + text.slice(at), count };
}

function replacementOf(text: string): (match: string) => string {
  if (!/[\\&]/.test(text)) return () => text;
  const parts = text.split(/(\\\\(?=\\*&)|\\&|&)/);
  return (match) =>
    parts.map((part, i) => (i % 2 === 0 ? part : part === '&' ? match : part === '\\&' ? '&' : '\\')).join('');
}
