import { latin1Of } from '../../../base/bytes.ts';

export interface HttpHead {
  readonly first: string;
  /** Header lines with their ends, as far as they were captured. */
  readonly lines: readonly string[];
  /** Bytes up to the body; null when the head's end is not there. */
  readonly length: number | null;
}

const REQUEST = /^([A-Z][A-Z-]*) (\S+) (HTTP\/\d\.\d)$/;
const RESPONSE = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;
const END = '\r\n\r\n';

/** The head of a message, with `length` null when its end is not there; null when these bytes begin no message. */
export function headOf(bytes: Uint8Array): HttpHead | null {
  const text = latin1Of(bytes);
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (requestOf(first) === null && responseOf(first) === null) return null;
  const from = first.length + 2;
  const end = text.indexOf(END);
  if (end < 0) return { first, lines: text.slice(from).match(/[^\n]*\n|[^\n]+/g) ?? [], length: null };
  const lines = end < from ? '' : text.slice(from, end + 2);
  return { first, lines: lines.match(/[^\n]*\n/g) ?? [], length: end + END.length };
}

export function requestOf(
  line: string,
): { readonly method: string; readonly uri: string; readonly version: string } | null {
  const [, method, uri, version] = REQUEST.exec(line) ?? [];
  return method === undefined || uri === undefined || version === undefined ? null : { method, uri, version };
}

export function responseOf(
  line: string,
): { readonly version: string; readonly code: string; readonly phrase: string } | null {
  const [, version, code, phrase] = RESPONSE.exec(line) ?? [];
  return version === undefined || code === undefined ? null : { version, code, phrase: phrase ?? '' };
}

export function headerValue({ lines }: HttpHead, name: string): string | null {
  const found = lines.find((line) => line.toLowerCase().startsWith(`${name}:`));
  return found === undefined ? null : found.slice(name.length + 1).trim();
}
