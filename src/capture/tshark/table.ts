import type { Packet } from './packet.ts';
import { columnTime } from './time.ts';

/** Least widths of the columns (tshark.c print_columns); wider text pushes what follows to the right. */
const WIDTH = { number: 5, time: 10, address: 12 } as const;

/** The columns of the table: number, time, addresses, protocol, length, what the packet says. */
export function columnTexts(p: Packet): readonly string[] {
  const { session, time } = p;
  const references = {
    first: session.firstTime ?? time,
    previous: session.previousTime ?? time,
    shown: session.shownTime ?? time,
  };
  const { protocol, info } = p.columns;
  return [`${p.number}`, columnTime(time, references, p.options), p.src, p.dst, protocol, `${p.frame.length}`, info];
}

/** The line of the table. */
export function tableLine(p: Packet): string {
  const [number = '', time = '', src = '', dst = '', ...rest] = columnTexts(p);
  return [
    number.padStart(WIDTH.number),
    time.padStart(WIDTH.time),
    src.padStart(WIDTH.address),
    '→',
    dst.padEnd(WIDTH.address),
    ...rest,
  ].join(' ');
}
