import type { Packet } from './packet.ts';
import { columnTime } from './time.ts';

/** Least widths of the columns (tshark.c print_columns); wider text pushes what follows to the right. */
const WIDTH = { number: 5, time: 10, address: 12 } as const;

/** The line of the table: number, time, addresses, protocol, length, what the packet says. */
export function tableLine(p: Packet): string {
  const { session, time } = p;
  const references = {
    first: session.firstTime ?? time,
    previous: session.previousTime ?? time,
    shown: session.shownTime ?? time,
  };
  return [
    `${p.number}`.padStart(WIDTH.number),
    columnTime(time, references, p.options).padStart(WIDTH.time),
    p.src.padStart(WIDTH.address),
    '→',
    p.dst.padEnd(WIDTH.address),
    p.columns.protocol,
    `${p.frame.length}`,
    p.columns.info,
  ].join(' ');
}
