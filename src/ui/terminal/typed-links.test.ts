import { describe, expect, it } from 'vitest';
import type { Tab } from '../../state/terminal.ts';
import { emptyLine } from '../../shell/line-editor/editor.ts';
import { bufferLine, type Cells } from './buffer-line.ts';
import { outputLines } from './output-lines.ts';
import { wordsInRow } from './typed-links.ts';

/** A buffer as xterm has it: a wide letter takes two cells, rows that were wrapped say so. */
function cells(rows: readonly (readonly [text: string, wrapped: boolean])[], columns: number): Cells {
  return {
    getLine(y) {
      const row = rows[y];
      if (row === undefined) return undefined;
      const own = [...row[0]].flatMap((char) => (/[가-힣]/.test(char) ? [char, null] : [char]));
      return {
        isWrapped: row[1],
        length: columns,
        getCell: (x) => ({ getChars: () => own[x] ?? '', getWidth: () => (own[x] === null ? 0 : 1) }),
      };
    },
  };
}

describe('typed lines on the screen', () => {
  it('finds the word in a cell behind wide letters', () => {
    const buffer = cells([['# echo 한글 | wc', false]], 20);
    const line = { piece: 3, prompt: '# ', text: 'echo 한글 | wc', row: 0 };
    expect(wordsInRow(buffer, line, 0).map(({ from, first, last }) => [from, first.x, last.x])).toEqual([
      [0, 2, 5],
      [5, 7, 9],
      [8, 12, 12],
      [10, 14, 15],
    ]);
  });

  it('follows a line over rows, and a letter that did not fit', () => {
    const buffer = cells(
      [
        ['$ echo ab', false],
        ['한 -n', true],
      ],
      10,
    );
    expect(bufferLine(buffer, 0).text.trimEnd()).toBe('$ echo ab한 -n');
    const line = { piece: null, prompt: '$ ', text: 'echo ab한 -n', row: 0 };
    expect(wordsInRow(buffer, line, 1).map(({ first, last }) => [first, last])).toEqual([
      [
        { x: 7, y: 0 },
        { x: 0, y: 1 },
      ],
      [
        { x: 3, y: 1 },
        { x: 4, y: 1 },
      ],
    ]);
  });

  it('says nothing of rows in which something else stands by now', () => {
    const buffer = cells([['something else', false]], 20);
    expect(wordsInRow(buffer, { piece: 0, prompt: '$ ', text: 'ls', row: 0 }, 0)).toEqual([]);
  });

  it('takes further rows of a line behind their own prompt', () => {
    const buffer = cells(
      [
        ['$ for i in 1', false],
        ['> do', false],
      ],
      20,
    );
    const line = { piece: 0, prompt: '$ ', text: 'for i in 1\ndo', row: 0 };
    expect(wordsInRow(buffer, line, 1).map(({ from, first }) => [from, first])).toEqual([[11, { x: 2, y: 1 }]]);
  });
});

describe('the plain list', () => {
  it('knows where each row of a typed line begins', () => {
    const tab: Tab = {
      id: 1,
      place: { id: 'a', host: 'a', kind: 'client' },
      pieces: [
        { kind: 'output', text: 'one\n', stream: 'stdout' },
        { kind: 'typed', prompt: '$ ', text: 'for i in 1\ndo', end: '^C' },
      ],
      cleared: 0,
      shown: 2,
      prompt: null,
      editor: emptyLine(),
      text: '',
      caret: 0,
      explained: null,
      evidence: [],
    };
    const lines = outputLines(tab, { restarted: '', stays: '' });
    expect(lines.map(({ typed }) => typed?.from ?? null)).toEqual([null, 0, 11]);
    expect(lines.at(-1)?.text).toBe('do^C');
  });
});
