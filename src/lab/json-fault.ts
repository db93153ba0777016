import type { LabProblem } from './problems.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = ['true', 'false', 'null'] as const;

/** Where an open bracket stands: what it holds, and the keys seen in it so far. */
interface Open {
  readonly keys: Set<string> | null;
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/**
 * What keeps `text` from being the JSON of one lab: a syntax error (RFC 8259) with its line and column, a key given twice
 * in one object (JSON.parse would silently drop the first), or nesting beyond `maxDepth`. Null when JSON.parse may read it.
 * Unlike the message of JSON.parse this says the same in every browser.
 */
export function jsonFault(text: string, maxDepth: number): LabProblem | null {
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    if (m === null) return null;
    at = pattern.lastIndex;
    return m[0];
  };
  const eat = (ch: string): boolean => {
    if (text[at] !== ch) return false;
    at++;
    match(SPACE);
    return true;
  };
  const syntax = (): LabProblem => ({ path: '', code: 'not-json', args: placeOf(text, at) });
  const open: Open[] = [];
  let duplicate: LabProblem | null = null;
  const key = (keys: Set<string>): boolean => {
    const start = at;
    const token = match(STRING);
    if (token === null) return false;
    const name = JSON.parse(token) as string;
    if (keys.has(name))
      duplicate ??= { path: '', code: 'duplicate-key', args: { key: name.slice(0, 60), ...placeOf(text, start) } };
    keys.add(name);
    match(SPACE);
    return eat(':');
  };

  match(SPACE);
  for (;;) {
    // A value is due here.
    if (text[at] === '{' || text[at] === '[') {
      if (open.length >= maxDepth) return { path: '', code: 'too-deep', args: { limit: maxDepth } };
      const keys = text[at] === '{' ? new Set<string>() : null;
      at++;
      match(SPACE);
      if (!eat(keys === null ? ']' : '}')) {
        open.push({ keys });
        if (keys !== null && !key(keys)) return syntax();
        continue;
      }
    } else if (match(STRING) === null && match(NUMBER) === null) {
      const word = WORDS.find((candidate) => text.startsWith(candidate, at));
      if (word === undefined) return syntax();
      at += word.length;
    }
    match(SPACE);
    // A value is done: close what it ends.
    for (;;) {
      const inner = open.at(-1);
      if (inner === undefined) return at === text.length ? duplicate : syntax();
      if (eat(',')) {
        if (inner.keys !== null && !key(inner.keys)) return syntax();
        break;
      }
      if (!eat(inner.keys === null ? ']' : '}')) return syntax();
      open.pop();
    }
  }
}
