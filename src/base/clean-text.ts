/**
 * ANSI sequences (ECMA-48): CSI, two-byte escapes, and the string sequences OSC, DCS, SOS, PM and APC with what they hold. Of a
 * string that nobody ends only the beginning goes: the rest is text.
 */
const ESCAPES =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_](?:[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c))?|[ -/]*[0-~]?)|\x9b[0-?]*[ -/]*[@-~]?/g;
/** C0 and C1 without tab and line feed. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
/** Turn the direction of a text around (UAX #9), or are not seen at all: both make a name look like another one. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Half of a pair: no file could hold it. */
const LONE = /\p{Surrogate}/gu;

/**
 * A stranger's text (a name of a lab, a command, what a server answered) as it may stand in a file: normalised, without
 * control characters, escape sequences, and signs that turn a text around or are not seen. Lines and tabs stay.
 */
export function cleanLines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(ESCAPES, '')
    .replace(CONTROLS, '')
    .replace(UNSEEN, '')
    .replace(LONE, '\ufffd')
    .normalize('NFC');
}

/** The same in one line. Past `max` characters it ends in '…'. */
export function cleanText(text: string, max = 2000): string {
  // What is cut away need not be cleaned: an escape sequence is at most some characters of a name, not thousands.
  const clean = cleanLines(text.slice(0, 4 * max)).replace(/[\n\t]+/g, ' ');
  const chars = clean.length <= max ? null : [...clean];
  return chars === null || chars.length <= max ? clean : `${chars.slice(0, max - 1).join('')}…`;
}
