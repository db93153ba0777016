/** The JSON values of a text, one after the other, and what is wrong after the last of them. */
export function documentsOf(text: string): { readonly values: readonly unknown[]; readonly fault: string | null } {
  const values: unknown[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOfValue(rest);
    try {
      values.push(JSON.parse(rest.slice(0, end)));
    } catch {
      const line = text.slice(0, text.length - rest.length).split('\n').length;
      return { values, fault: `Invalid literal at line ${line}, column ${1}` };
    }
    rest = rest.slice(end).trimStart();
  }
  return { values, fault: null };
}

function endOfValue(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!;
    if (ch === '"') {
      for (i += 1; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i += 1;
    } else if (ch === '{' || ch === '[') depth += 1;
    else if (ch === '}' || ch === ']') depth -= 1;
    else if (depth === 0 && /[\s,]/.test(ch)) return i;
    else continue;
    if (depth === 0) return i + 1;
  }
  return text.length;
}
