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
