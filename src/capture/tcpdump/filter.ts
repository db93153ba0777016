import { FilterFault } from './filter/fault.ts';
import { parseExpression } from './filter/parse.ts';
import { type Surroundings, uncounted } from './filter/special.ts';
import { FrameView, Rejected, type Test } from './filter/view.ts';
import type { TcpdumpFrame } from './frame.ts';

export type { Surroundings };

/** A compiled filter, or why there is none, in tcpdump's words. */
export type Filter =
  | { readonly ok: true; readonly takes: (frame: TcpdumpFrame) => boolean }
  | { readonly ok: false; readonly message: string };

/** A capture file without anything around it. */
export const FILE = { source: 'file', netmask: 0, addressesOf: () => [] } as const;

/**
 * The filter of a tcpdump command line. What libpcap finds out while it optimises ("expression rejects all packets")
 * is not found out here: such a filter takes nothing.
 */
export function parseFilter(expression: string, around: Surroundings): Filter {
  try {
    const test = parseExpression(expression, around);
    const less = uncounted(around);
    return { ok: true, takes: (frame) => takes(test, frame, less) };
  } catch (error) {
    if (error instanceof FilterFault) return { ok: false, message: error.message };
    throw error;
  }
}

function takes(test: Test, { bytes, length, tap }: TcpdumpFrame, less: number): boolean {
  try {
    return test(new FrameView(bytes, length - less, tap));
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
}
