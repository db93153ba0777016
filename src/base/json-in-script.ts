/** JSON that may stand in a script element: nothing in it closes the element or opens a comment (HTML, "Restrictions for contents of script elements"). */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}
