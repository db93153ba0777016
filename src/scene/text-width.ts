/**
 * Widths of text without a DOM: the core cannot ask a browser. Measured in the bundled fonts (tools/fonts.mjs), so a
 * label that fits here fits on the screen.
 */
export type FontName = 'sans' | 'bold' | 'mono';

const FIRST = 0x20;
/** ASCII 0x20 to 0x7e in hundredths of an em, two base-36 digits each. */
const LATIN = {
  sans: '0p0r121o1o2d1p0k0y0x1c1r0q170p0x1n181n1p1q1n1p1j1o1p0p0p1q1r1q1c2g1s1q1x1w1l1k1z1z0o1f1q1h2d20201p201p1o1p1z1t2k1p1r1n0y0x0z18161b1h1n1h1n1j0y1m1l0m0m1g0m2c1k1l1m1m0z1e0y1k1h261f1h1f0y0v0y1q',
  bold: '0n0u121q1r2o1t0k13121i1u0t180s111u1b1p1s1u1r1s1l1r1t0s0s1t1u1t1h2g201r211y1n1k22200r1j1u1j2h1z241q241r1r1s1z202s1x1x1s1311131a1a1c1k1p1k1q1l111p1p0q0q1k0q2g1o1m1p1p131i111o1k2a1j1k1i1410131t',
} as const;
const HANGUL = 0.86;
const MONO = 0.5;
/** What the tables lack counts as a full em: a guess must never clip. */
const UNKNOWN = 1;

function advance(ch: string, font: FontName): number {
  const code = ch.codePointAt(0) ?? 0;
  const hangul = code >= 0x1100;
  if (font === 'mono') return hangul ? 2 * MONO : MONO;
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL;
  const at = (code - FIRST) * 2;
  const pair = LATIN[font].slice(at, at + 2);
  return code >= FIRST && pair.length === 2 ? Number.parseInt(pair, 36) / 100 : ch === '…' ? 0.75 : UNKNOWN;
}

export function textWidth(text: string, size: number, font: FontName = 'sans'): number {
  let em = 0;
  for (const ch of text) em += advance(ch, font);
  return em * size;
}

/** The text, or its beginning and end around an ellipsis when it is wider than `width`. Ends tell pods apart. */
export function fitText(text: string, width: number, size: number, font: FontName = 'sans'): string {
  if (textWidth(text, size, font) <= width) return text;
  const chars = [...text];
  for (let keep = chars.length - 1; keep > 1; keep--) {
    const tail = Math.min(5, Math.floor(keep / 2));
    const cut = `${chars.slice(0, keep - tail).join('')}…${chars.slice(chars.length - tail).join('')}`;
    if (textWidth(cut, size, font) <= width) return cut;
  }
  return textWidth('…', size, font) <= width ? '…' : '';
}

/**
 * Lines of at most `width`, broken between words (Korean: between eojeol); a word that is wider than a line is cut.
 * Past `maxLines` the last line ends in an ellipsis.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  font: FontName = 'sans',
  maxLines = 99,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/).filter((word) => word !== '');
  for (const [i, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size, font) <= width || line === '') {
      line = longer;
      continue;
    }
    if (lines.length === maxLines - 1) {
      lines.push(fitEnd([line, ...words.slice(i)].join(' '), width, size, font));
      return lines;
    }
    lines.push(fitText(line, width, size, font));
    line = word;
  }
  if (line !== '') lines.push(fitText(line, width, size, font));
  return lines;
}

/** The beginning of the text with an ellipsis at its end. */
function fitEnd(text: string, width: number, size: number, font: FontName): string {
  const chars = [...text];
  for (let keep = chars.length; keep > 0; keep--) {
    const cut = keep === chars.length ? text : `${chars.slice(0, keep).join('').trimEnd()}…`;
    if (textWidth(cut, size, font) <= width) return cut;
  }
  return '';
}

/** 'webpod…9nnfd' for a pod of a Deployment: the middle is the ReplicaSet's hash and tells nothing apart. */
export function podLabel(shortName: string): string {
  const parts = /^(.+)-[a-z0-9]{6,10}-([a-z0-9]{5})$/.exec(shortName);
  return parts === null ? shortName : `${parts[1]}…${parts[2]}`;
}
