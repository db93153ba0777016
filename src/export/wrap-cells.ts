import { cellsOf, graphemes } from '../base/graphemes.ts';

/**
 * Lines of at most `width` cells (at least 2), broken between words; a word that is wider than a line is cut. `indent` stands
 * before all lines but the first.
 */
export function wrapCells(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const turn = (): void => {
    lines.push(line.trimEnd());
    line = indent;
    used = cellsOf(indent);
  };
  for (const word of text.split(' ')) {
    const wide = cellsOf(word);
    if (line.trim() !== '') {
      if (used + 1 + wide > width) turn();
      else {
        line += ' ';
        used += 1;
      }
    }
    for (const character of used + wide > width ? graphemes(word) : [word]) {
      const cells = cellsOf(character);
      if (used + cells > width && line.trim() !== '') turn();
      line += character;
      used += cells;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}
