import { plain } from './plain.ts';
import type { Judged, Step } from './post.ts';

/** What a terminal showed for one step, and how the line ended. */
export interface Answer {
  readonly text: string;
  readonly code: number;
}

/** What is wrong with an answer, in words; empty when the step's judgement holds. */
export function faultsOf(step: Step, answer: Answer): readonly string[] {
  const { judged } = step;
  const where = `line ${step.lines?.[0] ?? '(not in the post)'}: ${step.typed.split('\n')[0]}`;
  const say = (what: string): string => `${where}\n${what}`;
  const ours = seen(answer.text, judged);
  const faults: string[] = [];
  if (judged.code !== undefined && judged.code !== answer.code)
    faults.push(say(`exits with ${answer.code}, not ${judged.code}`));
  if (judged.ours !== undefined && seen(judged.ours, judged) !== ours) {
    faults.push(say(`prints\n${ours}\nand not\n${seen(judged.ours, judged)}`));
  }
  if (
    judged.among !== undefined &&
    !occur(
      judged.among.map((line) => seen(line, judged)),
      ours.split('\n'),
    )
  ) {
    faults.push(say(`prints\n${ours}\nwithout the lines\n${judged.among.join('\n')}`));
  }
  if (step.post === null) return faults;
  const theirs = seen(judged.ends === undefined ? step.post : `${step.post}\n${judged.ends}`, judged);
  const holds = isLike(judged, ours, theirs);
  if (judged.as === 'differs') {
    if (holds) faults.push(say('is the same as in the post, and was declared to differ'));
  } else if (!holds) faults.push(say(`prints\n${ours}\nand the post (${judged.as})\n${theirs}`));
  return faults;
}

function isLike({ as }: Judged, ours: string, theirs: string): boolean {
  switch (as) {
    case 'same set':
      return setOf(ours) === setOf(theirs);
    case 'contains':
      return occur(theirs.split('\n'), ours.split('\n'));
    default:
      return ours === theirs;
  }
}

function seen(text: string, { squeezed, chance }: Judged): string {
  const rest = chance === undefined ? plain(text) : plain(text).replace(chance, '<one of several>');
  return squeezed === undefined
    ? rest
    : rest
        .split('\n')
        .map((line) => line.trim().replace(/\s+/g, ' '))
        .filter((line) => line !== '')
        .join('\n');
}

function setOf(text: string): string {
  return [...new Set(text.split('\n'))].toSorted().join('\n');
}

/** Whether the lines occur in this order, others between them or not. */
function occur(lines: readonly string[], among: readonly string[]): boolean {
  let at = 0;
  for (const line of among) if (line === lines[at]) at += 1;
  return at === lines.length;
}
