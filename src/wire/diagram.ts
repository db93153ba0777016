import type { Layout } from './header.ts';

const WORD = 32;

/**
 * The header as RFCs draw it: 32 bits a line, one character and one separator a bit. A field that goes on in the next
 * line is named once, at its start.
 */
export function diagramOf(header: Layout): string {
  const ruler = (from: number, to: number): string => '+-'.repeat(to - from) + '+';
  const end = header.size * 8;
  const lines = [ruler(0, Math.min(WORD, end))];
  for (let start = 0; start < end; start += WORD) {
    const stop = Math.min(start + WORD, end);
    let line = '|';
    for (const slot of header.slots) {
      const from = Math.max(slot.bit, start);
      const to = Math.min(slot.bit + slot.field.bits, stop);
      if (from < to) line += centred(from === slot.bit ? slot.name : '', (to - from) * 2 - 1) + '|';
    }
    lines.push(line, ruler(start, stop));
  }
  return lines.join('\n');
}

/** Too long a name loses its end: the dissector shows it in full. */
function centred(text: string, width: number): string {
  const shown = text.slice(0, width);
  const left = (width - shown.length) >> 1;
  return ' '.repeat(left) + shown + ' '.repeat(width - shown.length - left);
}
