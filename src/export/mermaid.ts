import { filesWords } from '../i18n/files-words.ts';
import type { Exported } from './exported.ts';
import { type Sequence, sequenceOf, type SequenceStep } from './sequence.ts';

/** What GitHub draws: mermaid's own default for maxTextSize. Longer diagrams become an error message there. */
export const MERMAID_LIMIT = 50_000;
/** Room for the line that says how much was left out. */
const RESERVE = 500;

/**
 * A label with every character that means something to mermaid (its grammar, its comments and directives, KaTeX) or to the HTML
 * it makes of a label written as an entity code: mermaid.js.org, "Entity codes to escape characters".
 */
export function mermaidText(text: string): string {
  return text.replace(/[#;<>&"`%\\]|\$(?=\$)|(?<=\$)\$/g, (ch) => `#${ch.codePointAt(0)};`);
}

/** The run as a mermaid sequence diagram. Participants are called n0, n1, …: names stand in quotes behind them. */
export function mermaidOf(run: Exported): string {
  const sequence = sequenceOf(run);
  const words = filesWords(run.lang);
  const head = [
    'sequenceDiagram',
    `  %% ${run.about.app === '' ? 'simulated by Hopscope' : `simulated by Hopscope ${run.about.app.replace(/[^\w.+-]/g, '')}`}`,
    `  title ${mermaidText(sequence.title)}`,
    ...sequence.parties.map(({ name }, i) => `  participant n${i} as ${mermaidText(name)}`),
  ];
  const rows = sequence.steps.map((step) => rowOf(step, sequence));
  if (rows.length === 0 || sequence.parties.length === 0)
    return `${[...head, '  participant n0 as -', `  Note over n0: ${mermaidText(words.nothing)}`].join('\n')}\n`;
  return `${[...head, ...withinLimit(rows, sequence, MERMAID_LIMIT - RESERVE - lengthOf(head), words.leftOut)].join('\n')}\n`;
}

/** For a README or a post: the diagram as a fenced block of Markdown. */
export function mermaidFence(run: Exported): string {
  return `\`\`\`mermaid\n${mermaidOf(run)}\`\`\`\n`;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function withinLimit(
  rows: readonly string[],
  sequence: Sequence,
  room: number,
  leftOut: (steps: number) => string,
): readonly string[] {
  let length = 0;
  const fitting = rows.findIndex((row) => (length += row.length + 1) > room);
  if (fitting < 0) return rows;
  return [...rows.slice(0, fitting), `  ${overAll(sequence)}: ${mermaidText(leftOut(rows.length - fitting))}`];
}

/** 'Note over n0,n4'. */
function overAll({ parties }: Sequence): string {
  return parties.length === 1 ? 'Note over n0' : `Note over n0,n${parties.length - 1}`;
}

function rowOf(step: SequenceStep, sequence: Sequence): string {
  // An empty label is no label to the grammar.
  const text = mermaidText(step.text === '' ? '-' : step.text);
  switch (step.kind) {
    case 'arrow':
      return `  n${step.from}${step.way === 'reply' ? '-->>' : '->>'}n${step.to}: ${text}`;
    case 'note':
      return `  Note over n${step.at}: ${step.lost ? `✕ ${text}` : text}`;
    case 'wait':
      return `  ${overAll(sequence)}: … ${text}`;
    case 'phase':
      return `  ${overAll(sequence)}: ${text}`;
  }
}
