import type { MarkKind } from '../../scene/timeline.ts';

/** One shape per kind, around 0, within 10 by 12: the timeline and its legend draw the same. */
export const SHAPE: { readonly [K in MarkKind]: string } = {
  lookup: 'M0 -3L3 0L0 3L-3 0Z',
  encap: 'M-5 -5H5V5H-5ZM-2 -2V2H2V-2Z',
  decap: 'M-5 -5H-1V-3H-3V3H-1V5H-5ZM5 -5H1V-3H3V3H1V5H5Z',
  delivered: 'M0 -5A5 5 0 1 1 0 5A5 5 0 1 1 0 -5Z',
  leak: 'M-5 5L1 -1H-3V-5H5V3H1V1L-3 6Z',
  drop: 'M-5 -3L-3 -5L0 -2L3 -5L5 -3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z',
  'never-sent': 'M-5 -5H-3V-1H5V1H-3V5H-5Z',
  retransmission: 'M-4 -5L3 0L-4 5Z',
  output: 'M-3 -5H-1V5H-3ZM1 -5H3V5H1Z',
};

export function MarkSign({ kind }: { kind: MarkKind }) {
  return (
    <svg viewBox="-7 -7 14 14" className={`mark-sign ${kind}`} aria-hidden="true" focusable="false">
      <path d={SHAPE[kind]} fillRule="evenodd" />
    </svg>
  );
}
