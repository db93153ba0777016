/** Where a search goes on behind a match of nothing: a character further, which may be two code units (ECMA-262 AdvanceStringIndex). */
export function nextPlace(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}
