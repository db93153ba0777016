/**
 * In this order: a colour (SGR) of a sane length; any other control sequence; a string for the terminal (OSC, DCS, SOS, PM,
 * APC) up to its end, in seven or eight bits; any other escape; a control character (ECMA-48 sections 5.3 to 5.6).
 */
const CONTROL =
  /\x1b\[[0-9;:]{0,60}m|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[\s\S]*?(?:\x07|\x1b\\|\x9c|$)|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const COLOUR = /^\x1b\[[0-9;:]{0,60}m$/;
const COLOURS = /\x1b\[[0-9;:]{0,60}m/g;
/** Signs that turn the direction of a text around: they can make a line look like another one. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** SGR: slow and fast blinking, and text that is not to be seen. */
const NOT_COLOURS = new Set(['5', '6', '8', '05', '06', '08']);

/**
 * What may reach a terminal: text, line ends, tabs and colours. Names and files come from links and uploads: nothing in
 * them may move the cursor, set the title, ring, write to the clipboard, answer for the reader, or hide.
 */
export function cleanOutput(text: string): string {
  return text.replace(CONTROL, (found) => (COLOUR.test(found) ? visibleColour(found) : '')).replace(TURNING, '');
}

/** The same without colours, for lists, screen readers and what is typed. */
export function plainOutput(text: string): string {
  return cleanOutput(text).replace(COLOURS, '');
}

/** The colours of a sequence without those of its parts that blink or hide. */
function visibleColour(sequence: string): string {
  const given = sequence.slice(2, -1).split(';');
  const kept: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const part = given[i] ?? '';
    // A colour by its number (38;5;N) or by its shares (38;2;R;G;B): what follows is no attribute.
    if (/^(?:[345]8)$/.test(part)) {
      const more = given[i + 1] === '5' ? 2 : given[i + 1] === '2' ? 4 : 0;
      kept.push(...given.slice(i, i + more + 1));
      i += more;
    } else if (!NOT_COLOURS.has(part.replace(/:.*$/, ''))) kept.push(part);
  }
  return kept.length === 0 ? '' : `\x1b[${kept.join(';')}m`;
}
