import type { Dissector } from '../packet.ts';
import { addLine, addText } from '../tree.ts';
import { escapedText, linesOfText } from './data.ts';

/** packet-text-media.c: a body of text. `p.mediaType` was set by HTTP. */
export const dissectTextLines: Dissector = (p, tvb, parent) => {
  p.protocols.push('data-text-lines');
  const lines = linesOfText(tvb.bytes);
  const title = `Line-based text data: ${p.mediaType} (${lines.length} lines)`;
  const item = addLine(parent, 'data-text-lines', tvb.bytes, title);
  for (const line of lines) addText(item, escapedText(line));
};
