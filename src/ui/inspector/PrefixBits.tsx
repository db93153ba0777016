import type { ReactNode } from 'react';

/** A bit is as wide as a digit of 12 px, so that digits and cells stand under each other; octets stand apart. */
const CELL = 8;
const GAP = 7;
const HEIGHT = 16;
const WIDTH = 32 * CELL + 3 * GAP;

function x(bit: number): number {
  return bit * CELL + Math.floor(bit / 8) * GAP;
}

function digit(bits: number, bit: number): string {
  return (bits >>> (31 - bit)) & 1 ? '1' : '0';
}

/** Bits [from, to) as one box for each octet. */
function boxes(className: string, from: number, to: number): ReactNode {
  return [0, 8, 16, 24].map((octet) => {
    const [first, last] = [Math.max(from, octet), Math.min(to, octet + 8)];
    return first < last ? (
      <rect key={octet} className={className} x={x(first)} y={1} width={(last - first) * CELL} height={HEIGHT - 2} />
    ) : null;
  });
}

function digits(bits: number, from: number, to: number, differing = -1): ReactNode {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).map((bit) => (
    <text key={bit} className={bit === differing ? 'digit differing' : 'digit'} x={x(bit) + CELL / 2} y={12}>
      {digit(bits, bit)}
    </text>
  ));
}

/** The address that was asked for: every octet as its number, over its eight bits. */
export function AddressBits({ address, bits }: { address: string; bits: number }) {
  return (
    <svg
      className="bits address"
      viewBox={`0 -16 ${WIDTH} 32`}
      width={WIDTH}
      height={32}
      aria-hidden="true"
      focusable="false"
    >
      {address.split('.').map((octet, i) => (
        <text key={`${i} ${octet}`} className="octet" x={x(i * 8) + CELL * 4} y={-4}>
          {octet}
        </text>
      ))}
      {digits(bits, 0, 32)}
    </svg>
  );
}

/**
 * A prefix under the address: bits that both share are filled, the first that differs is marked, bits that the winner has
 * more are hatched. The octet in which it was decided shows its digits, all others are cells.
 */
export function PrefixBits({
  bits,
  length,
  common,
  winner,
  look,
}: {
  bits: number;
  length: number;
  common: number;
  /** Length of the winning prefix. */
  winner: number;
  look: 'won' | 'lost' | 'missing';
}) {
  const differs = common < length;
  const octet = 8 * Math.floor((differs ? common : Math.max(0, length - 1)) / 8);
  return (
    <svg
      className={`bits ${look}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      <path className="all" d={[0, 8, 16, 24].map((bit) => `M${x(bit)} ${HEIGHT / 2}h${8 * CELL}`).join('')} />
      {boxes('shared', 0, common)}
      {boxes('rest', common + 1, length)}
      {differs ? boxes('differs', common, common + 1) : boxes('lacks', length, winner)}
      {digits(bits, octet, Math.min(octet + 8, length), common)}
    </svg>
  );
}
