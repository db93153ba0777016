import { declared, type Placed, placed } from './match.ts';
import type { Element } from './tree.ts';

/** What an element looks like: properties of CSS by name, tokens not yet resolved. */
export type Style = ReadonlyMap<string, string>;

/** Attributes of markup that mean the same as a property, and count less than any rule. */
const PRESENTATION = [
  'fill',
  'stroke',
  'fill-opacity',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'text-anchor',
] as const;

const OWN_ONLY: ReadonlySet<string> = new Set(['opacity', 'vector-effect']);

/** An element of a picture with the look that the style sheets of the stage give it. */
export interface Styled {
  readonly element: Element;
  readonly at: Placed;
  readonly style: Style;
}

export function styled(element: Element, above: Styled | null, first: boolean): Styled {
  const at = placed(element, above?.at ?? null, first);
  const style = new Map([...(above?.style ?? [])].filter(([name]) => !OWN_ONLY.has(name)));
  for (const name of PRESENTATION) {
    const value = element.attributes.get(name);
    if (value !== undefined) style.set(name, value);
  }
  for (const [name, value] of Object.entries(declared(at))) style.set(name, value);
  return { element, at, style };
}

/** The children of an element, styled; `:first-child` counts elements only. */
export function styledChildren(parent: Styled): readonly (Styled | string)[] {
  const first = parent.element.children.find((child) => typeof child !== 'string');
  return parent.element.children.map((child) =>
    typeof child === 'string' ? child : styled(child, parent, child === first),
  );
}

/** `var(--hue)` is `var(--ip)` in a layer of IP: the token in the end. Null where the value names none. */
export function tokenOf(style: Style, value: string): string | null {
  let now = value === 'currentColor' ? (style.get('color') ?? '') : value;
  for (let depth = 0; depth < 8; depth++) {
    const name = /^var\(--([\w-]+)\)$/.exec(now)?.[1];
    if (name === undefined) return null;
    const own = style.get(`--${name}`);
    if (own === undefined) return name;
    now = own;
  }
  throw new Error(`exports: '${value}' goes round in circles`);
}
