const CELL = 3;

/** A prefix as 32 cells: those it shares with the address are full, the first that differs is marked. */
export function PrefixBits({ length, common, won }: { length: number; common: number; won: boolean }) {
  return (
    <svg
      className={`bits ${won ? 'won' : ''}`}
      viewBox={`0 0 ${32 * CELL} 10`}
      width={32 * CELL}
      height={10}
      aria-hidden="true"
      focusable="false"
    >
      <rect className="all" x={0} y={3} width={32 * CELL} height={4} />
      <rect className="prefix" x={0} y={1} width={length * CELL} height={8} />
      <rect className="shared" x={0} y={1} width={Math.min(common, length) * CELL} height={8} />
      {common < length ? <rect className="differs" x={common * CELL} y={0} width={CELL} height={10} /> : null}
    </svg>
  );
}
