import { readFileSync } from 'node:fs';
import {
  type Color,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';

/** The colours of the page as its own style sheet has them, so that what is tested here is what is painted. */
export type Theme = 'light' | 'dark' | 'contrast, light' | 'contrast, dark';
export const THEMES: readonly Theme[] = ['light', 'dark', 'contrast, light', 'contrast, dark'];

const SHEET = readFileSync('src/ui/styles/tokens.css', 'utf8').replace(/\/\*.*?\*\//gs, '');
const PAIR = /--([a-z0-9-]+):\s*light-dark\(((?:[^(),]|\([^()]*\))+),((?:[^(),]|\([^()]*\))+)\);/g;

/** The custom properties that are pairs of colours, in the first block of this selector. */
export function pairsOf(selector: string): ReadonlyMap<string, readonly [string, string]> {
  const start = SHEET.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no ${selector}`);
  const block = SHEET.slice(start, SHEET.indexOf('}', start));
  return new Map([...block.matchAll(PAIR)].map(([, name = '', a = '', b = '']) => [name, [a.trim(), b.trim()]]));
}

export const USUAL = pairsOf('  :root');
export const CONTRAST = pairsOf(":root[data-theme='contrast']");
export const ASKED_FOR = pairsOf(':root:not([data-theme])');

/** What `var(--name)` is in a theme, as the style sheet writes it. */
export function token(theme: Theme, name: string): string {
  const pair = (theme.startsWith('contrast') ? CONTRAST.get(name) : undefined) ?? USUAL.get(name);
  if (pair === undefined) throw new Error(`tokens.css has no --${name}`);
  return theme.endsWith('dark') ? pair[1] : pair[0];
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function ratio(theme: Theme, a: string, b: string): number {
  return wcagContrast(token(theme, a), token(theme, b));
}

const rgb = converter('rgb');
const linear = converter('lrgb');
const difference = differenceCiede2000();

export const VISIONS = {
  normal: null,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
} as const;
export type Vision = keyof typeof VISIONS;

/**
 * A colour as somebody with this vision sees it: Machado, Oliveira and Fernandes 2009, severity 1. Their matrices are
 * meant for linear light, and culori applies them to whatever three numbers it is given.
 */
export function seen(color: string, vision: Vision): Color {
  const parsed = parse(color);
  if (parsed === undefined) throw new Error(`not a colour: ${color}`);
  const filter = VISIONS[vision];
  if (filter === null) return parsed;
  const { r, g, b } = linear(parsed);
  const out = rgb(filter({ mode: 'rgb', r, g, b }));
  const inside = (value: number): number => Math.min(1, Math.max(0, value));
  return { mode: 'lrgb', r: inside(out.r), g: inside(out.g), b: inside(out.b) };
}

/** CIEDE2000 between two tokens. */
export function apart(theme: Theme, a: string, b: string, vision: Vision): number {
  return difference(seen(token(theme, a), vision), seen(token(theme, b), vision));
}

/** A colour under stripes of a half transparent one, where a stripe lies. */
export function under(theme: Theme, ground: string, stripes: string, opacity = 1): Color {
  const [a, b] = [linear(parse(token(theme, ground))), parse(token(theme, stripes))];
  const below = rgb(a);
  const above = rgb(b);
  if (below === undefined || above === undefined) throw new Error(`not colours: ${ground}, ${stripes}`);
  const share = (above.alpha ?? 1) * opacity;
  const mix = (from: number, to: number): number => from * (1 - share) + to * share;
  return { mode: 'rgb', r: mix(below.r, above.r), g: mix(below.g, above.g), b: mix(below.b, above.b) };
}
