import { plainOutput } from '../../base/terminal-text.ts';
import { searchHit, type Editor } from '../../shell/line-editor/editor.ts';
import { cellsOf, graphemes } from '../../base/graphemes.ts';

/** The line being typed as a terminal is told to draw it, over the one that it drew before. */
export interface Drawn {
  readonly text: string;
  /** Rows between the first of the line and the caret: where the next drawing begins from. */
  readonly row: number;
}

const MORE = '> ';

/**
 * Control sequences that redraw the line being typed. `row` is the one of the drawing before; `columns` the width of the
 * terminal. With `caret` 'end' the caret is put behind the text: the line is run, or given up.
 */
export function drawLine(editor: Editor, prompt: string, columns: number, row: number, caret: 'here' | 'end'): Drawn {
  const { before, after } = facesOf(editor, prompt);
  const whole = before + after;
  const end = placeAfter(whole, columns);
  const at = caret === 'end' ? end : placeAfter(before, columns);
  // A full last row: the terminal waits with the step to the next one until something is written there.
  const wrap = end.row > 0 && end.column === 0 && !whole.endsWith('\n') ? '\r\n' : '';
  const back = row === 0 ? '' : `\x1b[${row}A`;
  const up = end.row - at.row;
  return {
    text: [
      `${back}\r\x1b[J`,
      whole.replaceAll('\n', '\r\n'),
      wrap,
      up === 0 ? '' : `\x1b[${up}A`,
      `\r${at.column === 0 ? '' : `\x1b[${at.column}C`}`,
    ].join(''),
    row: at.row,
  };
}

function facesOf(editor: Editor, prompt: string): { readonly before: string; readonly after: string } {
  const shown = (text: string): string => plainOutput(text).replaceAll('\n', `\n${MORE}`);
  if (editor.search !== null) {
    const { query, hit } = editor.search;
    const failed = query !== '' && hit < 0 ? 'failed ' : '';
    return { before: `(${failed}reverse-i-search)\`${plainOutput(query)}': `, after: shown(searchHit(editor) ?? '') };
  }
  const { text, at } = editor;
  return { before: plainOutput(prompt) + shown(text.slice(0, at).join('')), after: shown(text.slice(at).join('')) };
}

function placeAfter(text: string, columns: number): { readonly row: number; readonly column: number } {
  let row = 0;
  let column = 0;
  for (const char of graphemes(text)) {
    if (char === '\n') {
      row += 1;
      column = 0;
      continue;
    }
    const cells = cellsOf(char);
    if (column + cells > columns) {
      row += 1;
      column = 0;
    }
    column += cells;
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column };
}
