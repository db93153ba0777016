import { forEachChild, parse, type SyntaxNode } from 'unbash';

/**
 * Whether a line wants more before it can be run: an open quote, loop, here-document, or a line that ends in a
 * backslash, a pipe or an operator. Then a shell shows its second prompt.
 */
export function wantsMore(text: string): boolean {
  if (/(^|[^\\])(?:\\\\)*\\$/.test(text)) return true;
  const script = parse(text);
  const end = text.trimEnd().length;
  const open = script.errors?.some(
    ({ message, pos }) => /unterminated/i.test(message) || (/expected/i.test(message) && pos >= end),
  );
  return open === true || hasOpenHereDoc(script);
}

function hasOpenHereDoc(node: SyntaxNode): boolean {
  if (node.type === 'HereDoc' && node.closing === undefined) return true;
  let open = false;
  forEachChild(node, (child) => {
    open ||= hasOpenHereDoc(child);
  });
  return open;
}
