import { describe, expect, it } from 'vitest';
import { caretOf, type Effect, emptyLine, lineText, press, searchHit, withText, type Editor } from './editor.ts';
import { cellsOf, graphemes } from '../../base/graphemes.ts';
import { editsOf } from './keys.ts';

const never = (): boolean => false;

/** What is left, and what was asked for, after a terminal has sent this. */
function typed(data: string, from: Editor = emptyLine(), wantsMore: (text: string) => boolean = never) {
  let editor = from;
  const effects: Effect[] = [];
  for (const edit of editsOf(data)) {
    const next = press(editor, edit, wantsMore);
    editor = next.editor;
    if (next.effect !== null) effects.push(next.effect);
  }
  return { editor, effects, text: lineText(editor), caret: caretOf(editor) };
}

describe('the line editor', () => {
  it.each([
    ['echo hello\x01X', 'Xecho hello', 1],
    ['ab\x02\x02c\x05d', 'cabd', 4],
    ['ab\x1b[D\x1b[DZ\x1b[C!', 'Za!b', 3],
    ['one two three\x17', 'one two ', 8],
    ['ip route get 10.0.0.1/8\x17', 'ip route get ', 13],
    ['one two\x15', '', 0],
    ['one two\x1bb\x0b\x01\x19', 'twoone ', 3],
    ['one two\x01\x1bd', ' two', 0],
    ['one two\x01\x1bf!', 'one! two', 4],
    ['abc\x7f\x7f', 'a', 1],
    ['abc\x01\x04\x1b[3~', 'c', 0],
    ['한글\x1b[D!', '한!글', 2],
    ['a👨‍👩‍👧b\x02\x7f', 'ab', 1],
  ])('%j leaves %j', (data, text, caret) => {
    expect(typed(data)).toMatchObject({ text, caret });
  });

  it('gives a line at Enter and begins another one, and keeps what was cut', () => {
    const { editor, effects } = typed('rm -rf\x15ls\r\x19');
    expect(effects).toEqual([{ kind: 'run', text: 'ls' }]);
    expect(lineText(editor)).toBe('rm -rf');
  });

  it('goes on in the next row while a line is open', () => {
    const open = (text: string): boolean => text.startsWith('for') && !text.endsWith('done');
    expect(typed('for i in 1\rdo echo\rdone\r', emptyLine(), open).effects).toEqual([
      { kind: 'run', text: 'for i in 1\ndo echo\ndone' },
    ]);
  });

  it('brings lines back, and what was being typed', () => {
    const from = emptyLine(['first', 'second']);
    expect(typed('dra\x1b[A', from).text).toBe('second');
    expect(typed('dra\x1b[A\x10', from).text).toBe('first');
    expect(typed('dra\x1b[A\x1b[A\x1b[A', from).text).toBe('first');
    expect(typed('dra\x1b[A\x1b[A\x1b[B\x0e', from).text).toBe('dra');
  });

  it('searches backwards, further back at each Ctrl-R, and leaves the search with what was found', () => {
    const from = emptyLine(['kubectl get pod', 'tcpdump -i any', 'kubectl get svc']);
    expect(searchHit(typed('\x12kube', from).editor)).toBe('kubectl get svc');
    expect(searchHit(typed('\x12kube\x12', from).editor)).toBe('kubectl get pod');
    expect(searchHit(typed('\x12kube\x12\x12', from).editor)).toBe('kubectl get pod');
    expect(searchHit(typed('\x12kubez', from).editor)).toBe(null);
    expect(typed('\x12tcp\x05 -nn', from).text).toBe('tcpdump -i any -nn');
    expect(typed('\x12tcp\r', from).effects).toEqual([{ kind: 'run', text: 'tcpdump -i any' }]);
    expect(typed('mine\x12tcp\x07', from).text).toBe('mine');
    expect(typed('\x12tcp\x03', from)).toMatchObject({ text: '', effects: [{ kind: 'interrupt' }] });
  });

  it('takes a paste as text: nothing in it is a key', () => {
    const { text, effects } = typed('\x1b[200~cat <<EOF\r\n\t가\x03\r\nEOF\x1b[201~');
    expect(text).toBe('cat <<EOF\n 가\nEOF');
    expect(effects).toEqual([]);
  });

  it('ends a reader at Ctrl-D on an empty line only', () => {
    expect(typed('\x04').effects).toEqual([{ kind: 'end' }]);
    expect(typed('a\x04').effects).toEqual([]);
  });

  it('puts the caret where it is told', () => {
    expect(caretOf(withText(emptyLine(), '한글 text', 2))).toBe(2);
  });
});

describe('cells', () => {
  it.each([
    ['한', 1, 2],
    ['\u1112\u1161\u11ab', 1, 2],
    ['e\u0301', 1, 1],
    ['🇰🇷', 1, 2],
    ['ab', 2, 2],
  ])('%s is %i characters and %i cells', (text, characters, cells) => {
    expect(graphemes(text)).toHaveLength(characters);
    expect(cellsOf(text)).toBe(cells);
  });
});
