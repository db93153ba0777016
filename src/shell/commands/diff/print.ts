import type { Hunk } from './edits.ts';

export interface Text {
  readonly lines: readonly string[];
  /** Its last line has no line end. */
  readonly open: boolean;
}

const NO_NEWLINE = '\\ No newline at end of file\n';

function lineOf({ lines, open }: Text, index: number, mark: string): string {
  return `${mark}${lines[index] ?? ''}\n${open && index === lines.length - 1 ? NO_NEWLINE : ''}`;
}

function range(from: number, to: number): string {
  return to - from <= 1 ? `${to}` : `${from + 1},${to}`;
}

/** The form that `diff` has by itself. */
export function normal(a: Text, b: Text, hunks: readonly Hunk[]): string {
  let out = '';
  for (const hunk of hunks) {
    const removed = hunk.aEnd > hunk.a;
    const added = hunk.bEnd > hunk.b;
    out += `${removed ? range(hunk.a, hunk.aEnd) : `${hunk.a}`}${removed && added ? 'c' : removed ? 'd' : 'a'}${added ? range(hunk.b, hunk.bEnd) : `${hunk.b}`}\n`;
    for (let i = hunk.a; i < hunk.aEnd; i++) out += lineOf(a, i, '< ');
    if (removed && added) out += '---\n';
    for (let i = hunk.b; i < hunk.bEnd; i++) out += lineOf(b, i, '> ');
  }
  return out;
}

/** diff -u: hunks with lines around; those that touch are one. */
export function unified(a: Text, b: Text, hunks: readonly Hunk[], around: number): string {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    if (last !== undefined && hunk.a - (last.at(-1)?.aEnd ?? 0) <= around * 2) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups.map((group) => unifiedGroup(a, b, group, around)).join('');
}

function unifiedGroup(a: Text, b: Text, group: readonly Hunk[], around: number): string {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return '';
  const before = Math.min(around, first.a);
  const after = Math.min(around, a.lines.length - last.aEnd);
  const [aFrom, aTo] = [first.a - before, last.aEnd + after];
  const [bFrom, bTo] = [first.b - before, last.bEnd + after];
  let out = `@@ -${span(aFrom, aTo)} +${span(bFrom, bTo)} @@\n`;
  let at = aFrom;
  for (const hunk of group) {
    for (; at < hunk.a; at++) out += lineOf(a, at, ' ');
    for (; at < hunk.aEnd; at++) out += lineOf(a, at, '-');
    for (let i = hunk.b; i < hunk.bEnd; i++) out += lineOf(b, i, '+');
  }
  for (; at < aTo; at++) out += lineOf(a, at, ' ');
  return out;
}

function span(from: number, to: number): string {
  if (to - from === 1) return `${to}`;
  return `${to === from ? from : from + 1},${to - from}`;
}
