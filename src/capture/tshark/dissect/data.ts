import type { Dissector } from '../packet.ts';
import { add, addGenerated, addLine } from '../tree.ts';
import { latin1Of } from '../../../base/bytes.ts';
import { plural, printable } from '../value-text.ts';

/** packet-data.c dissect_data: bytes that nobody can read. */
export const dissectData: Dissector = (p, tvb, parent) => {
  if (tvb.captured === 0) return;
  p.protocols.push('data');
  const item = addLine(parent, 'data', tvb.bytes, `Data (${plural(tvb.captured, 'byte')})`);
  add(item, 'data.data', tvb.bytes);
  addGenerated(item, 'data.len', tvb.captured);
};

/** A line as the tree shows it: whatever is no ASCII is escaped (strutil.c format_text). */
export function escapedText(text: string): string {
  return printable(text).replace(/[^ -~]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** Lines with their ends. */
export function linesOfText(bytes: Uint8Array): readonly string[] {
  return latin1Of(bytes).match(/[^\n]*\n|[^\n]+/g) ?? [];
}
