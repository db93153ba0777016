import { cellsOf } from '../base/graphemes.ts';
import { filesWords } from '../i18n/files-words.ts';
import type { Exported } from './exported.ts';
import { Grid } from './grid.ts';
import { type Sequence, sequenceOf, type SequenceStep } from './sequence.ts';
import { wrapCells } from './wrap-cells.ts';

/** What a code block of a post shows without a scroll bar, and a terminal has at least. */
export const ASCII_WIDTH = 78;
export const ASCII_WIDTHS = { least: 40, most: 400 } as const;
/** Of a lifeline: below this no name can be read, and the diagram becomes a list. */
const LEAST_COLUMN = 6;
const MOST_COLUMN = 26;
/** What a label has at least, wherever its arrow begins. */
const LEAST_LABEL = 36;

/**
 * The run as a sequence diagram of plain characters, at most `width` cells wide (40 to 400; Hangul takes two cells): names above
 * lifelines, an arrow wherever a packet comes to another host. A reply's arrow is broken.
 */
export function asciiSequenceOf(run: Exported, width: number = ASCII_WIDTH): string {
  const sequence = inPlainSigns(sequenceOf(run));
  const words = filesWords(run.lang);
  const cells = Math.max(ASCII_WIDTHS.least, Math.min(ASCII_WIDTHS.most, Math.trunc(width)));
  const body =
    sequence.parties.length === 0
      ? [words.nothing]
      : cells / sequence.parties.length < LEAST_COLUMN
        ? listLines(sequence, cells)
        : new Drawing(sequence, cells).lines();
  const lines = [...wrapCells(sequence.title, cells), '', ...body, '', `(${words.simulated(run.about.app).trim()})`];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/**
 * Signs that some terminals and fonts of East Asia draw two cells wide and others one (UAX #11, ambiguous): no diagram could be
 * straight in both.
 */
const AMBIGUOUS: ReadonlyMap<string, string> = new Map([
  ['→', '->'],
  ['←', '<-'],
  ['…', '...'],
  ['·', '-'],
  ['×', 'x'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['±', '+-'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
]);

function plainSigns(text: string): string {
  return text.replace(/[→←…·×≥≤≠±−–—“”‘’]/g, (sign) => AMBIGUOUS.get(sign) ?? sign);
}

function inPlainSigns({ title, parties, steps }: Sequence): Sequence {
  return {
    title: plainSigns(title),
    parties: parties.map((party) => ({ ...party, name: plainSigns(party.name) })),
    steps: steps.map((step) => ({ ...step, text: plainSigns(step.text) })),
  };
}

/** Too many hosts for lifelines: a line for every step. */
function listLines(sequence: Sequence, width: number): readonly string[] {
  const name = (at: number): string => sequence.parties[at]?.name ?? '';
  return sequence.steps.flatMap((step) => {
    switch (step.kind) {
      case 'arrow':
        return wrapCells(`${name(step.from)} -> ${name(step.to)}: ${step.text}`, width, '  ');
      case 'note':
        return wrapCells(`${name(step.at)} ${step.lost ? 'x' : '*'} ${step.text}`, width, '  ');
      case 'wait':
        return [`... ${step.text}`];
      case 'phase':
        return ['', `== ${step.text}`];
    }
  });
}

class Drawing {
  readonly #sequence: Sequence;
  readonly #width: number;
  /** Where the lifelines are. */
  readonly #lifelines: readonly number[];
  readonly #column: number;

  constructor(sequence: Sequence, width: number) {
    this.#sequence = sequence;
    this.#width = width;
    const names = sequence.parties.map(({ name }) => cellsOf(name) + 2);
    const room = Math.floor(width / sequence.parties.length);
    this.#column = Math.min(room, MOST_COLUMN, Math.max(12, ...names));
    this.#lifelines = sequence.parties.map((_, i) => i * this.#column + Math.floor((this.#column - 1) / 2));
  }

  lines(): readonly string[] {
    return [...this.#names(), ...this.#sequence.steps.flatMap((step) => this.#rows(step))];
  }

  #names(): readonly string[] {
    const names = this.#sequence.parties.map(({ name }) => wrapCells(name, this.#column - 1));
    const height = Math.max(...names.map((lines) => lines.length));
    return Array.from({ length: height }, (_, row) => {
      const grid = new Grid(this.#width);
      for (const [i, lines] of names.entries()) {
        const line = lines[row - (height - lines.length)] ?? '';
        const left = (this.#lifelines[i] ?? 0) - Math.floor((cellsOf(line) - 1) / 2);
        grid.put(Math.max(i * this.#column, left), line);
      }
      return grid.text();
    });
  }

  #rows(step: SequenceStep): readonly string[] {
    switch (step.kind) {
      case 'arrow': {
        const from = this.#lifelines[step.from] ?? 0;
        const to = this.#lifelines[step.to] ?? 0;
        return [...this.#label(Math.min(from, to) + 2, step.text), this.#arrow(from, to, step.way === 'reply')];
      }
      case 'note':
        return this.#note(this.#lifelines[step.at] ?? 0, step.lost ? 'x' : '*', step.text);
      case 'wait':
        return this.#label(this.#lifelines[0] ?? 0, `... ${step.text}`);
      case 'phase':
        return ['', ...wrapCells(`== ${step.text} ==`, this.#width), this.#blank('|').text()];
    }
  }

  #blank(lifeline: string): Grid {
    const grid = new Grid(this.#width);
    for (const at of this.#lifelines) grid.put(at, lifeline);
    return grid;
  }

  /** Text that begins at `left`, or further left if it had too little room there. */
  #label(left: number, text: string): readonly string[] {
    const wanted = Math.min(cellsOf(text), Math.max(LEAST_LABEL, this.#width - left));
    const start = Math.max(0, Math.min(left, this.#width - wanted));
    return wrapCells(text, this.#width - start).map((line) => {
      const grid = this.#blank('|');
      grid.put(start, `${line} `);
      return grid.text();
    });
  }

  #arrow(from: number, to: number, broken: boolean): string {
    const grid = this.#blank('|');
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    for (let at = left + 1; at < right; at++) grid.put(at, broken && (at - left) % 2 === 0 ? ' ' : '-');
    grid.put(from < to ? right - 1 : left + 1, from < to ? '>' : '<');
    return grid.text();
  }

  /** A mark on the lifeline, and the text on the side of it that has more room. */
  #note(at: number, mark: string, text: string): readonly string[] {
    const after = this.#width - at - 2;
    const before = at - 3;
    const right = cellsOf(text) <= after || after >= before;
    const lines = wrapCells(text, right ? after : before);
    return lines.map((line, i) => {
      const grid = this.#blank('|');
      if (right) grid.put(at + 2, `${line} `);
      else grid.put(at - 2 - cellsOf(line), ` ${line}`);
      if (i === 0) grid.put(at, mark);
      return grid.text();
    });
  }
}
