/**
 * What a reader takes for one character: a letter with its marks, an emoji with what is joined to it, a flag, a syllable
 * written in jamo (macOS pastes these). After UAX #29, as far as a command line needs it.
 */
const CLUSTER =
  /\r\n|(?:\p{RI}{2}|[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7]*[\u11a8-\u11ff]*|[\s\S])(?:[\p{M}\ufe0f\u200d]|(?<=\u200d)\p{So}|\p{EMod})*/gu;

export function graphemes(text: string): readonly string[] {
  return text.match(CLUSTER) ?? [];
}

/** East Asian wide, as terminals have counted since Unicode 6: what a terminal draws two cells wide. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    code === 0x2329 ||
    code === 0x232a ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe10 && code <= 0xfe19) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** Marks, joiners, variation selectors. */
const NO_CELL = /\p{M}|[\u200b-\u200f]/u;

/** Cells that a text takes in a terminal: Hangul two each, marks and the later jamo of a syllable none. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 32 || (code >= 0x1160 && code <= 0x11ff) || NO_CELL.test(char)) continue;
    cells += isWide(code) ? 2 : 1;
  }
  return cells;
}
