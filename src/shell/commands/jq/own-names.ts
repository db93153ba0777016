import { hash32 } from '../../../base/prng.ts';

const TOKEN = /"(?:\\[\s\S]|[^"\\])*"?|'(?:\\[\s\S]|[^'\\])*'?|#[^\n]*|[.$]?[A-Za-z_]\w*/g;

/**
 * A filter whose functions have names that no other filter has. The library keeps what `def` makes in one table for all
 * filters: without this a function of one would be there in the next, or would take the place of a builtin for ever.
 */
export function withOwnNames(filter: string): string {
  const names = new Set([...filter.matchAll(/\bdef\s+([A-Za-z_]\w*)/g)].map((found) => found[1] ?? ''));
  if (names.size === 0) return filter;
  const mark = `_${hash32(filter).toString(36)}`;
  return renamed(filter, names, mark);
}

function renamed(text: string, names: ReadonlySet<string>, mark: string): string {
  return text.replace(TOKEN, (token, at: number) => {
    if (token.startsWith('"') || token.startsWith("'")) return inString(token, names, mark);
    if (!names.has(token)) return token;
    const before = /(\bdef|\S)\s*$/.exec(text.slice(Math.max(0, at - 40), at))?.[1] ?? '';
    const after = /^\s*(\S)/.exec(text.slice(at + token.length, at + token.length + 40))?.[1] ?? '';
    const isKey =
      before !== 'def' && ((/[{,]/.test(before) && after === ':') || (before === '{' && /[},]/.test(after)));
    return isKey ? token : token + mark;
  });
}

/** What stands in \( … ) is filter again. */
function inString(token: string, names: ReadonlySet<string>, mark: string): string {
  const start = token.indexOf('\\(');
  if (start < 0) return token;
  let depth = 1;
  let end = start + 2;
  for (; end < token.length && depth > 0; end++) depth += token[end] === '(' ? 1 : token[end] === ')' ? -1 : 0;
  const inner = renamed(token.slice(start + 2, end), names, mark);
  return token.slice(0, start + 2) + inner + inString(token.slice(end), names, mark);
}
