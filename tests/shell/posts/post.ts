import type { LabFile } from '../../../src/lab/file.ts';

/** How a step's output is compared with the post's. Both are made plain first (see plain.ts). */
export type Judged = (
  | { readonly as: 'same' }
  /** The same lines, each as often as it likes: the order is that of a hash map, or which backend answers is chance. */
  | { readonly as: 'same set' }
  /** The post shows a part of it. */
  | { readonly as: 'contains' }
  /** The post shows no output as text. */
  | { readonly as: 'none' }
  /** The post's output is not reproduced. */
  | { readonly as: 'differs'; readonly why: string }
  /** Typed on the reader's own machine, or before there is a cluster: nothing that the lab can do. */
  | { readonly as: 'outside'; readonly why: string }
) & {
  /** What the terminal shows here, where the post does not say it: the whole of it, made plain. */
  readonly ours?: string;
  /** The same, where it is long: these lines occur in this order. */
  readonly among?: readonly string[];
  readonly code?: number;
  /** What stands behind the post's last line here: the post ends before the program does. */
  readonly ends?: string;
  /** The post's copy has lost its column widths: runs of spaces count as one. */
  readonly squeezed?: true;
  /** Alternatives between which chance decides: any of them is as good as the other. */
  readonly chance?: RegExp;
  /** A remark for the table. */
  readonly note?: string;
};

export interface Step {
  /** Lines of the post, first and last; null: not in the post, and needed for what follows. */
  readonly lines: readonly [first: number, last: number] | null;
  /** A machine, a pod, or 'cilium@NODE' for the agent's container. */
  readonly host: string;
  /** As typed, without prompt. */
  readonly typed: string;
  /** When the reader presses Ctrl-C: after so many lab seconds, or when this is on the screen. A step with another terminal beside it ends with that. */
  readonly stop?: number | RegExp;
  /** Typed in a second terminal while this one runs. */
  readonly beside?: Step;
  readonly post: string | null;
  readonly judged: Judged;
}

export interface Post {
  readonly number: string;
  /** The lab in which it is read, in words. */
  readonly about: string;
  readonly lab: LabFile;
  /** Where command lines occur in it, by hand: first and last line of each. */
  readonly lines: readonly (readonly [first: number, last: number])[];
  readonly steps: readonly Step[];
}

/** A command of one line and the output that the post shows. */
export function shown(
  lines: number | readonly [number, number],
  host: string,
  typed: string,
  post: string,
  more: Partial<Omit<Step, 'judged'>> & { readonly judged?: Judged } = {},
): Step {
  return { lines: rangeOf(lines), host, typed, post, judged: { as: 'same' }, ...more };
}

/** A command whose output the post does not show as text. */
export function unshown(
  lines: number | readonly [number, number] | null,
  host: string,
  typed: string,
  judged: Omit<Judged & { as: 'none' }, 'as'> = {},
  more: Partial<Omit<Step, 'judged'>> = {},
): Step {
  return {
    lines: lines === null ? null : rangeOf(lines),
    host,
    typed,
    post: null,
    judged: { as: 'none', ...judged },
    ...more,
  };
}

/** A command that belongs to the reader's own machine, and what the lab's terminal says to it. */
export function outside(
  lines: number | readonly [number, number],
  host: string,
  typed: string,
  why: string,
  ours: string,
  code = 127,
): Step {
  return { lines: rangeOf(lines), host, typed, post: null, judged: { as: 'outside', why, ours, code } };
}

function rangeOf(lines: number | readonly [number, number]): readonly [number, number] {
  return typeof lines === 'number' ? [lines, lines] : lines;
}

/** What tcpdump prints after Ctrl-C. */
export function closing(packets: number): string {
  return `${packets} packets captured\n${packets} packets received by filter\n0 packets dropped by kernel`;
}
