import { latin1Of } from '../../../base/bytes.ts';
import type { Dissector } from '../packet.ts';
import type { Protocol } from '../protocol.ts';
import { add, addText } from '../tree.ts';
import { printable } from '../value-text.ts';
import { escapedText, linesOfText } from './data.ts';

/** Who reads an HTTP body of this type (the dissector table media_type). */
export function mediaProtocol(type: string): Protocol {
  if (type.startsWith('text/')) return 'data-text-lines';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded-form';
  return type === 'application/json' ? 'json' : 'data';
}

/** packet-text-media.c: a body of text. */
export const dissectTextLines: Dissector = (p, tvb, parent) => {
  p.columns.append(` (${p.mediaType})`);
  const lines = linesOfText(tvb.bytes);
  const title = `Line-based text data: ${p.mediaType} (${lines.length} lines)`;
  const item = p.layer(parent, 'data-text-lines', tvb.bytes, title, 'Line-based text data');
  for (const line of lines) addText(item, escapedText(line));
};

/** packet-urlencoded-form.c: what curl -d sends. */
export const dissectForm: Dissector = (p, tvb, parent) => {
  p.columns.append(` (${p.mediaType})`);
  const title = `HTML Form URL Encoded: ${p.mediaType}`;
  const item = p.layer(parent, 'urlencoded-form', tvb.bytes, title, 'URL Encoded Form Data');
  for (const pair of latin1Of(tvb.bytes).split('&')) {
    const equals = pair.indexOf('=');
    const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    const [name, text] = [decoded(key), decoded(value)];
    const line = addText(item, printable(`Form item: "${name}" = "${text}"`));
    add(line, 'urlencoded-form.key', name);
    add(line, 'urlencoded-form.value', text);
  }
};

function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** packet-json.c, of which only the first line is printed. */
export const dissectJson: Dissector = (p, tvb, parent) => {
  p.columns.setProtocol(`${p.columns.protocol}/JSON`);
  p.columns.append(`, JavaScript Object Notation (${p.mediaType})`);
  p.layer(parent, 'json', tvb.bytes, `JavaScript Object Notation: ${p.mediaType}`, 'JSON');
};
