/**
 * Where a replayed case may differ from its recording, and why. Every entry is checked to be needed still: one that
 * no longer is fails its test.
 */
export interface Exception {
  readonly case: string;
  /** 'order', 'paths', 'STEP prints' or the name of a capture. */
  readonly check: string;
  /**
   * 'commuting': the same frames, in the same order at each device and along each packet; unrelated frames may be
   * exchanged. 'differs': not compared.
   */
  readonly allowed: 'commuting' | 'differs';
  readonly reason: string;
}

/** Cases that are not replayed at all. */
export const NOT_REPLAYED: Readonly<Record<string, string>> = {
  '13-offload-on-vxlan':
    'NIC offload is not modelled: checksums that the card would fill in, and frames longer than the MTU',
};

export const EXCEPTIONS: readonly Exception[] = [];

export function exceptionOf(name: string, check: string): Exception | null {
  return EXCEPTIONS.find((e) => e.case === name && e.check === check) ?? null;
}
