import { cleanLines, cleanText } from '../base/clean-text.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Any text as it may stand between tags or in a quoted attribute. */
export function htmlText(text: string): string {
  return cleanText(text, 20_000).replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? '');
}

/**
 * An address that a reader may be sent to: https, http, or a path of the same site, without anything that would end it in HTML
 * or Markdown. Null for every other scheme (`javascript:`, `data:`) and for what is no address.
 */
export function safeAddress(text: string | null): string | null {
  const address = text?.trim() ?? '';
  if (address === '' || /\s/.test(address) || cleanLines(address) !== address.normalize('NFC')) return null;
  const isWeb = /^https?:\/\/[^/?#\\]+/i.test(address);
  const isPath = /^(?:\.{0,2}\/(?![/\\])|[?#])/.test(address) || /^[\w-][\w.-]*(?:[/?#]|$)/.test(address);
  if (!isWeb && !isPath) return null;
  return address.replace(/[<>"'`()[\]\\{}|^]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
