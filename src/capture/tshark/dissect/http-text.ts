import { latin1Of } from '../../../base/bytes.ts';

export interface HttpHead {
  readonly first: string;
  /** Header lines without their ends. */
  readonly lines: readonly string[];
  /** Bytes up to the body. */
  readonly length: number;
}

const REQUEST = /^([A-Z][A-Z-]*) (\S+) (HTTP\/\d\.\d)$/;
const RESPONSE = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;
const END = '\r\n\r\n';

/** The head of a message when all of it is there; 'part' when it begins like one; null when it is none. */
export function headOf(bytes: Uint8Array): HttpHead | 'part' | null {
  const text = latin1Of(bytes);
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (requestOf(first) === null && responseOf(first) === null) return null;
  const end = text.indexOf(END);
  if (end < 0) return 'part';
  return {
    first,
    lines: text
      .slice(first.length + 2, Math.max(first.length + 2, end))
      .split('\r\n')
      .filter(Boolean),
    length: end + END.length,
  };
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
