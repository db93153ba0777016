import type { Command } from '../../command.ts';
import { type FlagTable, parseFlags } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';
import { inputsOf } from '../input.ts';
import { linesOf } from '../whole-lines.ts';
import { padEnd, padStart, widthOf } from './width.ts';

const FLAGS = {
  table: { names: ['-t', '--table'], about: { en: 'a table', ko: '표로 만든다' } },
  separator: {
    names: ['-s', '--separator'],
    takes: 'string',
    about: { en: 'what separates the cells', ko: '칸을 나누는 글자' },
  },
  output: {
    names: ['-o', '--output-separator'],
    takes: 'string',
    about: { en: 'what to put between columns', ko: '열 사이에 넣을 글자' },
  },
  columns: { names: ['-N', '--table-columns'], takes: 'names', about: { en: 'names of the columns', ko: '열 이름' } },
  right: {
    names: ['-R', '--table-right'],
    takes: 'columns',
    about: { en: 'columns that stand to the right', ko: '오른쪽에 맞출 열' },
  },
  width: { names: ['-c', '--output-width'], takes: 'width', about: { en: 'how wide', ko: '전체 너비' } },
  keepEmpty: { names: ['-L', '--keep-empty-lines'], about: { en: 'keep empty lines', ko: '빈 줄을 남긴다' } },
} satisfies FlagTable;

const TAB = 8;

/** column of util-linux 2.39. */
export const column: Command = {
  name: 'column',
  topic: 'text',
  on: SHELLS,
  about: { en: 'lines up columns', ko: '열을 맞춘다' },
  flags: FLAGS,
  *run(context) {
    const { io, shell } = context;
    const answer = parseFlags(FLAGS, context.argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('column', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    const { inputs, failed } = yield* inputsOf(context, 'column', parsed.operands);
    const lines: string[] = [];
    for (const { source } of inputs) lines.push(...(yield* linesOf(source)));
    const kept = parsed.has('keepEmpty') ? lines : lines.filter((line) => line.trim() !== '');
    if (!parsed.has('table')) {
      const width = Number(parsed.value('width') ?? shell.vars.get('COLUMNS') ?? 80) || 80;
      yield* write(io.stdout, filled(kept, width));
      return failed ? 1 : 0;
    }
    const separator = parsed.value('separator');
    const rows = kept.map((line) => cellsOf(line, separator));
    const names = parsed.value('columns')?.split(',') ?? [];
    if (names.length > 0) rows.unshift(names);
    const count = Math.max(0, ...rows.map((row) => row.length));
    const widths = Array.from({ length: count }, (_, i) => Math.max(0, ...rows.map((row) => widthOf(row[i] ?? ''))));
    const right = new Set((parsed.value('right') ?? '').split(',').map((name) => numberOf(name, names)));
    const between = parsed.value('output') ?? '  ';
    for (const row of rows) {
      const cells = widths.map((width, i) => {
        const cell = row[i] ?? '';
        if (right.has(i)) return padStart(cell, width);
        return i === count - 1 ? cell : padEnd(cell, width);
      });
      yield* write(io.stdout, `${cells.join(between)}\n`);
    }
    return failed ? 1 : 0;
  },
};

function numberOf(name: string, names: readonly string[]): number {
  return /^\d+$/.test(name) ? Number(name) - 1 : names.indexOf(name);
}

/** Runs of white space separate; separators that are given separate one by one. */
function cellsOf(line: string, separator: string | null): readonly string[] {
  if (separator === null) return line.trim().split(/[ \t]+/);
  const cells = [''];
  for (const ch of line) {
    if (separator.includes(ch)) cells.push('');
    else cells[cells.length - 1] += ch;
  }
  return cells;
}

/** Lines side by side, column after column, set with tabs (columnate_fillcols of util-linux). */
function filled(lines: readonly string[], width: number): string {
  const longest = Math.max(0, ...lines.map(widthOf));
  const wide = Math.trunc((longest + TAB) / TAB) * TAB;
  if (wide >= width) return lines.map((line) => `${line}\n`).join('');
  const rows = Math.ceil(lines.length / Math.max(1, Math.trunc(width / wide)));
  let out = '';
  for (let row = 0; row < rows; row++) {
    let at = 0;
    for (let i = row; i < lines.length; i += rows) {
      const line = lines[i] ?? '';
      out += line;
      if (i + rows >= lines.length) break;
      const used = at + widthOf(line);
      at += wide;
      out += '\t'.repeat(Math.ceil((at - used) / TAB));
    }
    out += '\n';
  }
  return out;
}
