/** An element as the marks of the stage are made of: a name, attributes, children. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

const TOKEN = /<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * The tree of what `renderToStaticMarkup` writes: every element closed, every attribute in double quotes. Throws an Error where markup is
 * anything else, since what is exported is made by our own components only.
 */
export function parseMarkup(markup: string): Element {
  const open: { tag: string; attributes: Map<string, string>; children: (Element | string)[] }[] = [
    { tag: '', attributes: new Map(), children: [] },
  ];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < markup.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(markup);
    const inner = open.at(-1);
    if (found === null || inner === undefined) throw new Error(`markup at ${at}: ${markup.slice(at, at + 40)}`);
    const [, closing, opening, attributes = '', self, text] = found;
    if (text !== undefined) inner.children.push(unescaped(text));
    if (opening !== undefined) {
      const element = { tag: opening, attributes: attributesOf(attributes), children: [] };
      inner.children.push(element);
      if (self === '') open.push(element);
    }
    if (closing !== undefined && open.pop()?.tag !== closing)
      throw new Error(`markup at ${at}: </${closing}> closes nothing`);
  }
  const [root] = open[0]?.children ?? [];
  if (open.length !== 1 || root === undefined || typeof root === 'string')
    throw new Error('markup: not one whole element');
  return root;
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, dec?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (dec !== undefined) return String.fromCodePoint(Number(dec));
    return NAMED[name ?? ''] ?? whole;
  });
}

/** Control characters that XML forbids, and those that turn the direction of a text or hide in it. */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Text as it may stand in an element or an attribute of XML. */
export function escaped(text: string): string {
  return text
    .replace(HIDDEN, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
