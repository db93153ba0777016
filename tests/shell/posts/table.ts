import type { Judged, Post, Step } from './post.ts';
import { type Answer, faultsOf } from './verdict.ts';

const VERDICTS: Readonly<Record<Judged['as'], string>> = {
  same: 'same',
  'same set': 'same set',
  contains: 'contains',
  none: 'none shown',
  differs: '**differs**',
  outside: 'outside of the lab',
};

/** All steps of a post, those of second terminals included, by line. What is not in the post stays where it is typed. */
export function rowsOf(post: Post): readonly Step[] {
  let last = 0;
  const placed = post.steps
    .flatMap((step) => (step.beside === undefined ? [step] : [step.beside, step]))
    .map((step) => ({ step, at: (last = step.lines?.[0] ?? last + 0.1) }));
  return placed.toSorted((a, b) => a.at - b.at).map(({ step }) => step);
}

/** The table of one post: its own headline, then a row per command line. */
export function postTable(post: Post, answers: ReadonlyMap<Step, Answer>): string {
  const rows = rowsOf(post).map((step) => {
    const answer = answers.get(step)!;
    const cells = [lineOf(step), step.host, commandOf(step.typed), verdictOf(step, answer), remarkOf(step, answer)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `## Post ${post.number}`,
    '',
    `Read in ${post.about}.`,
    '',
    '| line | typed on | command | output | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** A verdict that does not hold is not written down. */
function verdictOf(step: Step, answer: Answer): string {
  return faultsOf(step, answer).length > 0 ? '**not as declared**' : VERDICTS[step.judged.as];
}

/** How many rows have which verdict. */
export function countOf(runs: readonly { readonly post: Post; readonly answers: ReadonlyMap<Step, Answer> }[]): string {
  const all = runs.flatMap(({ post, answers }) =>
    rowsOf(post).filter((step) => step.lines !== null && faultsOf(step, answers.get(step)!).length === 0),
  );
  const of = (as: Judged['as']): number => all.filter(({ judged }) => judged.as === as).length;
  return [
    '| verdict | rows | |',
    '|---|---|---|',
    `| same | ${of('same')} | line by line |`,
    `| same set | ${of('same set')} | the same lines; their order, or how often each comes, is that of a hash map or of chance |`,
    `| contains | ${of('contains')} | the post shows a part of it |`,
    `| differs | ${of('differs')} | not reproduced; the remark says where and why, and the test holds what is printed instead |`,
    `| none shown | ${of('none')} | the post shows no output as text; the test holds the exit code and what must be there |`,
    `| outside of the lab | ${of('outside')} | typed on the reader's own machine or before there is a cluster; the remark says what the terminal answers |`,
    '',
  ].join('\n');
}

function lineOf({ lines }: Step): string {
  if (lines === null) return '–';
  const [first, last] = lines;
  return first === last ? `${first}` : `${first}–${last}`;
}

function commandOf(typed: string): string {
  const lines = typed.split('\n');
  const shownLines = lines.length <= 4 ? lines : [lines[0]!, `… ${lines.length - 2} lines …`, lines.at(-1)!];
  return shownLines.map((line) => code(line)).join('<br>');
}

function remarkOf({ judged }: Step, { code: exit }: Answer): string {
  const why = judged.as === 'differs' || judged.as === 'outside' ? judged.why : null;
  const answers =
    judged.as === 'outside' && judged.ours !== undefined
      ? `the terminal: ${judged.ours.split('\n').map(code).join('<br>')}`
      : null;
  const remarks = [why, answers, judged.note ?? null, exit === 0 ? null : `exit ${exit}`];
  return cell(remarks.filter((each) => each !== null).join('; '));
}

/** A code span; a backtick inside needs a longer fence, a bar would end the cell. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${cell(text.trimEnd() || ' ')}${fence}`;
}

function cell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|');
}
