import { type FontName, textWidth } from '../../scene/text-width.ts';

/**
 * Widths of Pretendard, which ours is cut from, in hundredths of an em: regular and bold. Layouts take these signs for wider than they
 * are, to be safe; a picture that pulls every text to a width must know.
 */
const SIGNS: Readonly<Record<string, readonly [regular: number, bold: number]>> = {
  '·': [25, 28],
  '×': [63, 65],
  '°': [43, 44],
  '–': [47, 48],
  '—': [96, 97],
  '‘': [22, 26],
  '’': [22, 26],
  '“': [44, 49],
  '”': [44, 49],
  '…': [76, 85],
  '←': [91, 92],
  '↑': [91, 92],
  '→': [91, 92],
  '↓': [91, 92],
  '↔': [129, 130],
  '⇒': [91, 92],
  '↩': [110, 112],
  '↪': [110, 112],
  '≤': [63, 65],
  '≥': [63, 65],
  '≠': [63, 65],
  '✓': [84, 85],
  '✗': [84, 85],
};

/** How wide a text is in our own fonts; null where that is not known well enough to pull another font to it. */
export function textLength(text: string, size: number, font: FontName): number | null {
  if (font === 'mono') return textWidth(text, size, font);
  let width = 0;
  for (const ch of text) {
    const sign = SIGNS[ch];
    if (sign === undefined && !isMeasured(ch)) return null;
    width += sign === undefined ? textWidth(ch, size, font) : (sign[font === 'bold' ? 1 : 0] / 100) * size;
  }
  return width;
}

function isMeasured(ch: string): boolean {
  return /[\u0020-\u007e\uac00-\ud7a3]/.test(ch);
}
