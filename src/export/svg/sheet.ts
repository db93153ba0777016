import type { Pen } from './pen.ts';
import { stackOf } from './pen.ts';
import { tokenIn } from './palette.ts';
import { written } from './write.ts';
import { escaped } from './tree.ts';

/** What a picture says about itself to those who do not see it, and to programs. */
export interface About {
  readonly lang: 'ko' | 'en';
  readonly title: string;
  /** What happens at the moment that is shown. */
  readonly description: string;
  /** What it takes to open this moment again, as JSON. */
  readonly state: Readonly<Record<string, string | number | null>>;
}

export interface Sheet {
  /** In units of the picture. */
  readonly view: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** How wide it is shown where nobody says otherwise, in CSS pixels. */
  readonly width: number;
  readonly marks: readonly string[];
  /** Rules beside those for dark grounds: fonts, motion. */
  readonly rules: readonly string[];
}

/** A whole file: stands by itself, has no script and refers to nothing outside. */
export function svgFile(pen: Pen, about: About, { view, width, marks, rules }: Sheet): string {
  const paper = tokenIn(pen.theme, 'paper');
  const dark = [
    ...(paper.light.colour === paper.dark.colour ? [] : [`.${pen.prefix}-paper{fill:${paper.dark.colour}}`]),
    ...[...pen.dark].map(([declarations, name]) => `.${name}{${declarations}}`),
  ];
  const styles = [...rules, ...(dark.length === 0 ? [] : [`@media (prefers-color-scheme:dark){${dark.join('')}}`])];
  const root = written([
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ['width', short(width)],
    ['height', short((width * view.h) / view.w)],
    ['viewBox', [view.x, view.y, view.w, view.h].map(short).join(' ')],
    ['lang', about.lang],
    ['xml:lang', about.lang],
    ['role', 'img'],
    ['aria-labelledby', `${pen.prefix}-title ${pen.prefix}-desc`],
    ['font-family', stackOf(pen, 'sans')],
  ]);
  return [
    `<svg${root}>`,
    `<title id="${pen.prefix}-title">${escaped(about.title)}</title>`,
    `<desc id="${pen.prefix}-desc">${escaped(about.description)}</desc>`,
    `<metadata>${escaped(JSON.stringify(about.state))}</metadata>`,
    ...(styles.length === 0 ? [] : [`<style>${styles.join('')}</style>`]),
    `<rect x="${short(view.x)}" y="${short(view.y)}" width="${short(view.w)}" height="${short(view.h)}" fill="${paper.light.colour}" class="${pen.prefix}-paper"/>`,
    ...marks,
    '</svg>\n',
  ].join('\n');
}

/** How large a file of ours is at 1x, in pixels. Throws an Error for anything else. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  if (width === undefined || height === undefined) throw new Error('exports: this is no picture of ours');
  return { width: Number(width), height: Number(height) };
}

function short(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}
