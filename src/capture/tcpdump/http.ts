import type { Printer } from './printer.ts';
import type { PrintStep } from './step.ts';

/** Methods of HTTP and WebDAV (print-http.c httpcmds), compared without regard to case. */
const METHODS = new Set(
  (
    'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE DELETE SEARCH UNLOCK REPORT UPDATE ' +
    'NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH ' +
    'UNCHECKOUT MKACTIVITY MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL BASELINE-CONTROL'
  ).split(' '),
);
const MAX_TOKEN = 127;
const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/**
 * print-http.c http_print, util-print.c txtproto_print: the first line when it is a request's or an answer's, with
 * -v all lines up to the first that is no text. Other segments of a body are only called HTTP.
 */
export const printHttp: PrintStep<'http'> = (p, { at, length }) => {
  p.protocol = 'http';
  p.print('HTTP');
  if (!isFirstLine(p, at, at + length)) return null;
  if (p.options.verbose === 0) {
    printLine(p, ': ', at, at + length);
    return null;
  }
  p.print(`, length: ${length}`);
  for (let next: number | null = at; next !== null && next < at + length;)
    next = printLine(p, '\n\t', next, at + length);
  return null;
};

/** Whether it begins with a method, or has a code of three digits as its second word. */
function isFirstLine(p: Printer, at: number, end: number): boolean {
  const first = tokenAt(p, at, end);
  if (first === null) return false;
  if (METHODS.has(first.text.toUpperCase())) return true;
  const second = tokenAt(p, first.next, end);
  return second !== null && /^\d{3}$/.test(second.text);
}

/** The word at `at` and where the next one on its line begins; null when there is none (util-print.c fetch_token). */
function tokenAt(p: Printer, at: number, end: number): { readonly text: string; readonly next: number } | null {
  let text = '';
  let i = at;
  for (; i < end; i++) {
    if (!p.has(i, 1)) return null;
    const byte = p.u8(i);
    if (byte === SPACE || byte === TAB || byte === CR || byte === LF) break;
    if (!isPrintable(byte) || text.length === MAX_TOKEN) return null;
    text += String.fromCharCode(byte);
  }
  while (i < end && p.has(i, 1) && p.u8(i) === SPACE) i++;
  return text === '' ? null : { text, next: i };
}

/**
 * Prints a line without its end and says where the next one begins; null when it was the last or no text at all.
 * A last line without an end is shown as cut (util-print.c print_txt_line).
 */
function printLine(p: Printer, prefix: string, from: number, end: number): number | null {
  let text = '';
  for (let i = from; i < end; i++) {
    const byte = p.u8(i);
    const crlf = byte === CR && i + 1 < end && p.u8(i + 1) === LF;
    if (byte === LF || crlf) {
      p.print(prefix + text);
      return i + (crlf ? 2 : 1);
    }
    if (!isPrintable(byte) && byte !== TAB) return null;
    text += String.fromCharCode(byte);
  }
  p.print(prefix + text);
  p.cut();
  return null;
}

/** ASCII 0x20 to 0x7e (netdissect-ctype.h ND_ASCII_ISPRINT). */
function isPrintable(byte: number): boolean {
  return byte >= SPACE && byte < 0x7f;
}
