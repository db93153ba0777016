import { memo } from 'react';
import type { RouterTable as Table } from '../../scene/places.ts';
import type { RouterRow } from '../../scene/router-rows.ts';
import { fitText } from '../../scene/text-width.ts';

interface Props {
  readonly table: Table;
  readonly rows: readonly RouterRow[];
  readonly missing: string;
}

/** The router's routes, on the stage: the row that won is what sent the packet there, and the missing one is seen to be missing. */
export const RouterTable = memo(function RouterTable({ table, rows, missing }: Props) {
  const { x, y, w } = table.box;
  const h = table.rowHeight;
  const leaked = rows.some((row) => row.fate === 'missing');
  return (
    <g className="router-table">
      {rows.map((row, i) => {
        const dev = row.fate === 'missing' ? missing : row.dev;
        const sans = row.fate === 'missing';
        const room = w - 12 - (sans ? 56 : dev.length * 6 + 8);
        return (
          <g
            key={`${row.dst} ${row.dev} ${row.fate}`}
            className={`row ${row.fate} ${row.fate === 'won' && leaked ? 'wrong' : ''}`}
          >
            <rect x={x} y={y + i * h + 1} width={w} height={h - 2} rx={4} />
            <text x={x + 6} y={y + i * h + 14} fontSize={12} className="mono">
              {fitText(row.dst, room, 12, 'mono')}
            </text>
            <text x={x + w - 6} y={y + i * h + 14} fontSize={12} textAnchor="end" className={sans ? 'bold' : 'mono'}>
              {dev}
            </text>
          </g>
        );
      })}
    </g>
  );
});
