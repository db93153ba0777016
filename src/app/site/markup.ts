type Value = string | null;

/** Text that may stand in HTML and between its quotation marks. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** `<name a="…">`; attributes that are null are left out. */
export function tag(name: string, attributes: Readonly<Record<string, Value>>): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escaped(value)}"`],
  );
  return `<${name}${pairs.join('')}>`;
}

/** JSON that may stand in a script element: nothing in it closes the element or opens a comment. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}
