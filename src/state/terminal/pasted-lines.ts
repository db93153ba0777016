/** The lines of a text as a shell takes them: what is open at a line's end goes on in the next. Empty ones at the end are left out. */
export function linesOf(text: string, wantsMore: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open = open === '' ? line : `${open}\n${line}`;
    if (open !== '' && wantsMore(open)) continue;
    if (open.trim() !== '' || lines.length === 0) lines.push(open);
    open = '';
  }
  if (open !== '') lines.push(open);
  // An empty first line is a line only when it is all there is.
  return lines.length > 1 && lines[0] === '' ? lines.slice(1) : lines;
}
