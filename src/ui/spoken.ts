/** More than this at once is not listened to. */
const LONGEST = 120;

/** A text short enough to be said: whole words, and heard to be cut. */
export function spoken(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > LONGEST / 2 ? space : undefined)}…`;
}
