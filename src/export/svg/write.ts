import { fitted, looks, type Pen } from './pen.ts';
import { type Styled, styled, styledChildren } from './style.ts';
import { type Element, escaped } from './tree.ts';

/** Where something is and how it is shaped; nothing else of the markup is taken over, above all no handler and no address. */
const SHAPE = [
  'x',
  'y',
  'width',
  'height',
  'rx',
  'cx',
  'cy',
  'r',
  'd',
  'pathLength',
  'transform',
  'lang',
  'xml:space',
  'patternUnits',
  'patternTransform',
] as const;

const DRAWN: ReadonlySet<string> = new Set([
  'g',
  'rect',
  'path',
  'circle',
  'text',
  'tspan',
  'pattern',
  'defs',
  'title',
]);

/** Every mark of a picture in the order in which it is painted: each a piece of SVG that says all about its look itself. */
export function marksOf(pen: Pen, root: Element): readonly string[] {
  return piecesOf(pen, styled(root, null, true));
}

function piecesOf(pen: Pen, at: Styled): readonly string[] {
  const { tag } = at.element;
  if (tag === 'svg') return inside(pen, at);
  if (!DRAWN.has(tag)) throw new Error(`exports: <${tag}> is nothing that a picture may have in it`);
  if (tag === 'title') return [];
  if (tag === 'g') return group(pen, at);
  if (tag === 'defs') return wrapped('defs', [], inside(pen, at));
  if (tag === 'pattern') return wrapped('pattern', [...shape(at.element), ['id', named(pen, at)]], inside(pen, at));
  return [shapeOrText(pen, at)];
}

/** A group that moves or fades all it holds stays a group; any other says nothing that its children do not say themselves. */
function group(pen: Pen, at: Styled): readonly string[] {
  const own = shape(at.element).filter(([name]) => name === 'transform' || name === 'lang');
  const opacity = at.style.get('opacity');
  const fades = opacity !== undefined && opacity !== '1';
  const children = inside(pen, at);
  if (own.length === 0 && !fades) return children;
  return wrapped('g', fades ? [...own, ['opacity', opacity]] : own, children);
}

function inside(pen: Pen, at: Styled): readonly string[] {
  return styledChildren(at).flatMap((child) => (typeof child === 'string' ? [] : piecesOf(pen, child)));
}

function shapeOrText(pen: Pen, at: Styled): string {
  const attributes = [...shape(at.element), ...referring(pen, looks(pen, at))];
  if (at.element.tag !== 'text' && at.element.tag !== 'tspan') return `<${at.element.tag}${written(attributes)}/>`;
  const children = styledChildren(at).filter((child) => typeof child === 'string' || child.element.tag !== 'title');
  const text = children.every((child) => typeof child === 'string') ? children.join('') : null;
  if (text !== null)
    return `<${at.element.tag}${written([...attributes, ...fitted(pen, text, at)])}>${escaped(text)}</${at.element.tag}>`;
  const content = children.map((child) => (typeof child === 'string' ? escaped(child) : shapeOrText(pen, child)));
  return `<${at.element.tag}${written(attributes)}>${content.join('')}</${at.element.tag}>`;
}

type Attribute = readonly [name: string, value: string];

function shape({ attributes }: Element): readonly Attribute[] {
  return SHAPE.flatMap((name): readonly Attribute[] => {
    const value = attributes.get(name);
    return value === undefined ? [] : [[name, value]];
  });
}

function named(pen: Pen, { element }: Styled): string {
  return `${pen.prefix}-${element.attributes.get('id') ?? ''}`;
}

/** What a mark refers to is called as in this picture only. */
function referring(pen: Pen, attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.map(([name, value]) => [name, value.replace(/^url\(#([\w-]+)\)$/, `url(#${pen.prefix}-$1)`)]);
}

function wrapped(tag: string, attributes: readonly Attribute[], children: readonly string[]): readonly string[] {
  return children.length === 0 ? [] : [`<${tag}${written(attributes)}>${children.join('')}</${tag}>`];
}

export function written(attributes: readonly Attribute[]): string {
  return attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
}
