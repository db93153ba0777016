import type { Box } from './geometry.ts';
import type { Label } from './places.ts';
import { fitText, type FontName, textWidth, wrapText } from './text-width.ts';

/** The words under a picture that stands by itself: they have to do without the page around it. */
export interface PictureCaption {
  readonly box: Box;
  readonly title: readonly Label[];
  readonly sentence: readonly Label[];
  /** Which run it is of. */
  readonly run: Label;
  readonly name: Label;
  readonly lost: boolean;
}

interface Said {
  readonly title: string;
  readonly sentence: string;
  readonly run: string;
  readonly name: string;
  readonly lost: boolean;
}

const PAD = { side: 20, bar: 14, top: 6, bottom: 16 };
const TITLE = { size: 17, line: 22 };
const SENTENCE = { size: 13, line: 19 };
const FACT = 12;
const MOST_LINES = 6;
/** Longer lines are hard to come back from. */
const WIDEST = 640;

/** The caption of a picture that ends at `y` and is `width` wide: as high as its words need. */
export function pictureCaption(said: Said, width: number, y: number): PictureCaption {
  const left = PAD.side + PAD.bar;
  const room = width - left - PAD.side;
  const text = Math.min(room, WIDEST);
  const title = wrapText(said.title, text, TITLE.size, 'bold', 2);
  const sentence = wrapText(said.sentence, text, SENTENCE.size, 'sans', MOST_LINES);
  const titleAt = y + PAD.top + 17;
  const sentenceAt = titleAt + (title.length - 1) * TITLE.line + 22;
  const factAt = sentenceAt + (sentence.length - 1) * SENTENCE.line + 24;
  const nameWidth = textWidth(said.name, FACT, 'bold');
  return {
    box: { x: 0, y, w: width, h: factAt + PAD.bottom - y },
    title: title.map((line, i) => label(line, left, titleAt + i * TITLE.line, TITLE.size, 'bold')),
    sentence: sentence.map((line, i) => label(line, left, sentenceAt + i * SENTENCE.line, SENTENCE.size, 'sans')),
    run: label(shortened(said.run, room - nameWidth - 16), left, factAt, FACT, 'sans'),
    name: { ...label(said.name, width - PAD.side, factAt, FACT, 'bold'), anchor: 'end' },
    lost: said.lost,
  };
}

/** What comes first says most: parts that have no room are left out from the end, and only the first is ever cut. */
function shortened(run: string, width: number): string {
  const parts = run.split(' · ');
  const fits = parts.findLastIndex((_, i) => textWidth(parts.slice(0, i + 1).join(' · '), FACT) <= width);
  return fits < 0 ? fitText(parts[0] ?? '', width, FACT) : parts.slice(0, fits + 1).join(' · ');
}

function label(text: string, x: number, y: number, size: number, font: FontName): Label {
  const w = textWidth(text, size, font);
  return { text, full: text, at: { x, y }, anchor: 'start', size, font, box: { x, y: y - size, w, h: size + 4 } };
}
