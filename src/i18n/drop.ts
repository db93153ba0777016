import type { DropReason } from '../trace/verdict.ts';
import { FIB_RESULT } from './drops.en.ts';
import type { Messages } from './en.ts';

/** What Cilium or the kernel calls it: 'Cilium 133 Policy denied'. */
export function reasonName(reason: DropReason, m: Messages): string {
  if (reason.by === 'kernel') return m.drops.byKernel({ text: reason.text });
  return m.drops.byCilium({ code: reason.code, text: reason.text });
}

/** What that means, as a sentence. */
export function reasonWhy(reason: DropReason, m: Messages): string {
  if (reason.by === 'kernel') return m.drops.kernel[reason.text];
  const result = reason.ext === null ? undefined : FIB_RESULT[reason.ext];
  return result === undefined ? m.drops.cilium[reason.text] : m.drops.fib({ result });
}
