/** A colour (SGR), any other control sequence, or a control character. */
const CONTROL =
  /\x1b\[[0-9;:]*m|\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][\s\S]*?(?:\x07|\x1b\\|$)|[ -/]*[0-~]?)|\x9b[0-?]*[ -/]*[@-~]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const COLOUR = /^\x1b\[[0-9;:]*m$/;
/** Signs that turn the direction of a text around: they can make a line look like another one. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * What may reach a terminal: text, line ends, tabs and colours. Names and files come from links and uploads: nothing in
 * them may move the cursor, set the title, write to the clipboard or answer for the reader.
 */
export function cleanOutput(text: string): string {
  return text.replace(CONTROL, (found) => (COLOUR.test(found) ? found : '')).replace(TURNING, '');
}

/** The same without colours, for lists and screen readers. */
export function plainOutput(text: string): string {
  return cleanOutput(text).replace(/\x1b\[[0-9;:]*m/g, '');
}
