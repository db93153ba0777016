import { HIGH, type Shades, USUAL } from './rules.ts';

/** `auto` and `contrast` follow the reader's system; where styles are blocked they are light. */
export const PICTURE_THEMES = ['auto', 'light', 'dark', 'contrast', 'contrast-light', 'contrast-dark'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

/** A colour with how much of it covers what is below. */
export interface Paint {
  readonly colour: string;
  readonly alpha: number;
}

/** The colour of a token on a light ground and on a dark one: the same twice where the theme is settled. */
export interface Pair {
  readonly light: Paint;
  readonly dark: Paint;
}

/** The colour of a token in a theme. Throws an Error for a token that the style sheets do not have. */
export function tokenIn(theme: PictureTheme, name: string): Pair {
  const shades = (theme.startsWith('contrast') ? HIGH[name] : undefined) ?? USUAL[name];
  if (shades === undefined) throw new Error(`exports: there is no colour --${name} in tokens.css`);
  return settled(theme, shades);
}

function settled(theme: PictureTheme, [light, dark]: Shades): Pair {
  return {
    light: paintOf(theme.endsWith('dark') ? dark : light),
    dark: paintOf(theme.endsWith('light') ? light : dark),
  };
}

/** Programs that draw SVG know `rgb(0 0 0 / 30%)` less often than a colour and an opacity. */
function paintOf(css: string): Paint {
  const found = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(css);
  if (found === null) return { colour: css, alpha: 1 };
  const [, r, g, b, percent] = found;
  const hex = [r, g, b].map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  return { colour: `#${hex}`, alpha: Number(percent) / 100 };
}
