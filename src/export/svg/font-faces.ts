/** Part of a font, as a style sheet declares it. */
export interface FontPart {
  readonly family: string;
  readonly weight: string;
  /** `unicode-range`, as it is written. */
  readonly range: string;
  readonly address: string;
}

/** The parts that a text needs. Of two parts of a family that have a character, the later is asked for it, as in a browser. */
export function partsFor(parts: readonly FontPart[], text: string): readonly FontPart[] {
  const ranges = parts.map(({ range }) => rangesOf(range));
  const families = [...new Set(parts.map(({ family }) => family))];
  const needed = new Set<FontPart>();
  for (const ch of new Set(text)) {
    const code = ch.codePointAt(0) ?? 0;
    for (const family of families) {
      const at = parts.findLastIndex(
        (part, i) => part.family === family && (ranges[i] ?? []).some(([low, high]) => code >= low && code <= high),
      );
      const part = parts[at];
      if (part !== undefined) needed.add(part);
    }
  }
  return parts.filter((part) => needed.has(part));
}

/** The rule that brings a part along: `base64` is its file. */
export function faceRule({ family, weight, range }: FontPart, base64: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weight};unicode-range:${range};src:url(data:font/woff2;base64,${base64}) format('woff2')}`;
}

/** What is written in a picture: its texts without its markup. */
export function textIn(svg: string): string {
  return [...svg.matchAll(/>([^<]+)</g)].map(([, text]) => text ?? '').join('');
}

function rangesOf(range: string): readonly (readonly [number, number])[] {
  return [...range.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, low = '0', high = low]) => [
    Number.parseInt(low, 16),
    Number.parseInt(high, 16),
  ]);
}
