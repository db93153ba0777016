import type { FontName } from '../../scene/text-width.ts';
import { type Pair, type PictureTheme, tokenIn } from './palette.ts';
import { type Styled, tokenOf } from './style.ts';
import { textLength } from './text-length.ts';

/**
 * `system`: the reader's fonts, and every text as wide as it was measured, so that it fits where it stands.
 * `own`: ours, which whoever shows the picture has to put into it.
 */
export type PictureFonts = 'system' | 'own';

/** Pretendard, of which ours is cut, has the same widths; then what the systems of Korean readers have. */
const STACKS = {
  system: {
    sans: "Pretendard,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',system-ui,sans-serif",
    mono: "D2Coding,ui-monospace,'SF Mono',Menlo,Consolas,'Noto Sans KR','Noto Sans CJK KR',monospace",
  },
  own: { sans: "'Hopscope Sans'", mono: "'Hopscope Mono'" },
} as const;

/** What one picture is written with: its theme, its fonts, and the classes by which it turns dark. */
export interface Pen {
  readonly theme: PictureTheme;
  readonly fonts: PictureFonts;
  /** In front of every class and id: several pictures may stand in one document. */
  readonly prefix: string;
  /** What a class sets on dark grounds; grows while the picture is written. */
  readonly dark: Map<string, string>;
}

export function penOf(theme: PictureTheme, fonts: PictureFonts, prefix: string): Pen {
  return { theme, fonts, prefix, dark: new Map() };
}

export function stackOf(pen: Pen, font: 'sans' | 'mono'): string {
  return STACKS[pen.fonts][font];
}

type Attribute = readonly [name: string, value: string];

/** What an attribute says when it is left out. */
const USUAL: Readonly<Record<string, string>> = {
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  'fill-opacity': '1',
  opacity: '1',
  'font-weight': '400',
  'text-anchor': 'start',
  'paint-order': 'normal',
  'vector-effect': 'none',
};
const OF_STROKES = ['stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'vector-effect'] as const;
const OF_TEXT = ['font-size', 'font-weight', 'text-anchor'] as const;

/** The look of a shape or a text as attributes, with a class for dark grounds where they differ. */
export function looks(pen: Pen, { element, style }: Styled): readonly Attribute[] {
  const found: Attribute[] = [];
  const dark: string[] = [];
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== USUAL[name]) found.push([name, value]);
  };
  const paint = (name: 'fill' | 'stroke', otherwise: string): void => {
    const value = style.get(name) ?? otherwise;
    const token = tokenOf(style, value);
    if (token === null) return value === otherwise ? undefined : put(name, value);
    const own = style.get(`${name}-opacity`);
    const pair = tokenIn(pen.theme, token);
    put(name, pair.light.colour);
    put(`${name}-opacity`, own ?? `${pair.light.alpha}`);
    dark.push(...darkened(name, pair, own !== undefined));
  };
  paint('fill', '#000000');
  paint('stroke', 'none');
  if ((style.get('stroke') ?? 'none') !== 'none') for (const name of OF_STROKES) put(name, style.get(name));
  if (element.tag === 'text' || element.tag === 'tspan') {
    if (fontOf(style) === 'mono') put('font-family', stackOf(pen, 'mono'));
    for (const name of OF_TEXT) put(name, style.get(name));
    put('paint-order', style.get('paint-order'));
  }
  put('opacity', style.get('opacity'));
  return dark.length === 0 ? found : [...found, ['class', classOf(pen, dark.join(';'))]];
}

function darkened(name: string, { light, dark }: Pair, settled: boolean): readonly string[] {
  return [
    ...(light.colour === dark.colour ? [] : [`${name}:${dark.colour}`]),
    ...(settled || light.alpha === dark.alpha ? [] : [`${name}-opacity:${dark.alpha}`]),
  ];
}

function classOf(pen: Pen, declarations: string): string {
  const known = pen.dark.get(declarations);
  if (known !== undefined) return known;
  const name = `${pen.prefix}${pen.dark.size.toString(36)}`;
  pen.dark.set(declarations, name);
  return name;
}

function fontOf(style: ReadonlyMap<string, string>): FontName {
  if (style.get('font-family') === 'var(--mono)') return 'mono';
  return Number(style.get('font-weight') ?? 400) > 500 ? 'bold' : 'sans';
}

/** A text that is drawn with another font keeps the width for which there is room. */
export function fitted(pen: Pen, text: string, { style }: Styled): readonly Attribute[] {
  if (pen.fonts === 'own' || text.length < 2) return [];
  const width = textLength(text, Number(style.get('font-size') ?? 12), fontOf(style));
  if (width === null) return [];
  return [
    ['textLength', `${Math.round(width * 10) / 10}`],
    ['lengthAdjust', 'spacingAndGlyphs'],
  ];
}
