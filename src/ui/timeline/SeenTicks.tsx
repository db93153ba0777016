import { memo } from 'react';
import { lengthMillis, millisAt } from '../../scene/pacing.ts';
import { beat } from '../../scene/packets.ts';
import { litEvents } from '../../state/terminal.ts';
import type { Trace } from '../../trace/trace.ts';
import { useTerminal } from '../store.ts';
import { percent } from './Track.tsx';

/** Pixels from one tick to the next: closer ones are one. */
const APART = 4;

/** Along the upper edge of the line: where a command in the terminal has seen packets. */
export const SeenTicks = memo(function SeenTicks({ trace, width }: { trace: Trace; width: number }) {
  const lit = useTerminal((terminal) => terminal.lit);
  const events = litEvents(lit);
  if (events.size === 0) return null;
  const whole = lengthMillis(trace) || 1;
  const cells = new Set<number>();
  for (const event of events) {
    if (event >= trace.events.length) continue;
    cells.add(Math.round((millisAt(trace, beat(event)) / whole) * (width / APART)));
  }
  return (
    <svg className="marks seen-ticks" aria-hidden="true" focusable="false">
      {[...cells].map((cell) => (
        <svg key={cell} x={percent((cell * APART) / width)} y="0" overflow="visible">
          <path d="M-3 0H3L0 5Z" />
        </svg>
      ))}
    </svg>
  );
});
