import { wantsMore } from '../../shell/language/wants-more.ts';
import { describe, expect, it } from 'vitest';
import { cleanOutput, plainOutput } from '../../base/terminal-text.ts';
import { emptyLine, withText } from '../../shell/line-editor/editor.ts';
import { drawLine } from './draw-line.ts';
import { linesOf } from './pasted-lines.ts';

describe('what may reach a terminal', () => {
  it.each([
    ['plain\ttext\r\n', 'plain\ttext\r\n'],
    ['\x1b[31mred\x1b[0m', '\x1b[31mred\x1b[0m'],
    ['a\x1b]0;title\x07b', 'ab'],
    ['a\x1b]52;c;ZWNobw==\x1b\\b', 'ab'],
    ['a\x1b[2Jb\x1b[10;10Hc', 'abc'],
    ['a\x1b[6nb', 'ab'],
    ['a\x1bcb', 'ab'],
    ['a\x9b2Jb', 'ab'],
    ['a\x08\x07\x00b', 'ab'],
    ['a\x1bP1$r\x1b\\b', 'ab'],
    ['evil\u202egnp.exe', 'evilgnp.exe'],
    ['open\x1b]0;never closed', 'open'],
    ['a\x9d52;c;ZWNobw==\x9cb', 'ab'],
    ['a\x90q#0\x1b\\b', 'ab'],
    ['a\x1b[?1049h\x1b[?2004l\x1b[?1003hb', 'ab'],
    ['a\x1b[>c\x1b[0c\x1b[5n\x1b]11;?\x07b', 'ab'],
    ['a\x1b(0b\x1b)0\x0e\x0f\x1b7\x1b8\x1b=\x1b#8', 'ab'],
    ['a\x1b_payload\x1b\\b\x1b^private\x1b\\c\x1bXstring\x1b\\d', 'abcd'],
    ['\x07'.repeat(1000), ''],
    ['\x1b\x1b[31mred', '\x1b[31mred'],
    ['\x1b[\x1b]0;x\x0731mred', '31mred'],
    ['\x1b[8mhidden\x1b[5;31mblinks\x1b[1;06;32mx', 'hidden\x1b[31mblinks\x1b[1;32mx'],
    ['\x1b[38;5;8mgrey\x1b[48;2;5;6;8mbox\x1b[4:3mline', '\x1b[38;5;8mgrey\x1b[48;2;5;6;8mbox\x1b[4:3mline'],
    [`\x1b[${'1;'.repeat(100)}mlong`, 'long'],
    ['a\u202eb\u2066c\u200fd\u061ce', 'abcde'],
    ['한글 😀 é\u200d', '한글 😀 é\u200d'],
  ])('%j becomes %j', (text, expected) => {
    expect(cleanOutput(text)).toBe(expected);
  });

  it('leaves no escape at all in a list', () => {
    expect(plainOutput('\x1b[1;31mred\x1b[0m\x1b[2K')).toBe('red');
  });
});

describe('the line being typed', () => {
  const draw = (text: string, caret: number, columns = 20, row = 0) =>
    drawLine(withText(emptyLine(), text, caret), '$ ', columns, row, 'here');

  it('stands behind its prompt, the caret in cells', () => {
    expect(draw('한글', 1)).toEqual({ text: '\r\x1b[J$ 한글\r\x1b[4C', row: 0 });
  });

  it('wraps where the terminal does, and comes back over its rows', () => {
    const wrapped = draw('x'.repeat(30), 30);
    expect(wrapped.row).toBe(1);
    expect(draw('x'.repeat(30), 0, 20, wrapped.row).text).toMatch(/^\x1b\[1A\r/);
    expect(draw('x'.repeat(18), 18)).toMatchObject({ row: 1 });
  });

  it('does not cut a syllable in two', () => {
    expect(draw('x'.repeat(17) + '한', 18)).toMatchObject({ row: 1 });
  });

  it('shows the second prompt in every further row', () => {
    expect(draw('a\nb', 3)).toEqual({ text: '\r\x1b[J$ a\r\n> b\r\x1b[3C', row: 1 });
  });
});

describe('a paste of several lines', () => {
  it.each([
    ['one\ntwo\n', ['one', 'two']],
    ['cat <<EOF\na\nEOF\nls', ['cat <<EOF\na\nEOF', 'ls']],
    ['for i in 1\ndo\necho\ndone', ['for i in 1\ndo\necho\ndone']],
    ['a \\\n b\nc', ['a \\\n b', 'c']],
    ['', ['']],
    ['\n\nls\n\n', ['ls']],
  ])('%j', (text, lines) => {
    expect(linesOf(text, wantsMore)).toEqual(lines);
  });
});
