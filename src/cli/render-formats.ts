import type { ExportFormat } from '../export/format.ts';
import { FORMATS } from '../export/formats.ts';
import { PICTURE_THEMES, type PictureTheme } from '../export/svg/palette.ts';
import { PICTURE_SIZES, type PictureSize } from '../export/picture/size.ts';
import { PICTURE_TYPES } from '../ui/still/export-picture.ts';
import { PICTURE_FORMATS, type PictureFormat } from '../ui/still/picture-work.ts';

export const THEMES = PICTURE_THEMES;
export const SIZES = PICTURE_SIZES;
export const SCALES = ['1', '2'] as const;

/** How a picture is to look. */
export interface Looks {
  readonly theme: PictureTheme;
  readonly size: PictureSize;
  readonly scale: 1 | 2;
}

export type RenderFormat =
  | ({ readonly kind: 'text' } & ExportFormat)
  | { readonly kind: 'picture'; readonly name: PictureFormat; readonly extension: string; readonly taps: 'none' };

const ALL: readonly RenderFormat[] = [
  ...FORMATS.map((format): RenderFormat => ({ kind: 'text', ...format })),
  // The browser that draws here codes no films.
  ...PICTURE_FORMATS.filter((name) => name !== 'webm' && name !== 'mp4').map((name): RenderFormat => {
    const { extension } = PICTURE_TYPES[name];
    return { kind: 'picture', name, extension, taps: 'none' };
  }),
];

export function formatNames(key: 'name' | 'extension'): readonly string[] {
  return [...new Set(ALL.map((format) => format[key]))];
}

/** The format of this name; without a name the one that the file's ending means. */
export function formatOf(name: string | null, path: string | null): RenderFormat | null {
  if (name !== null) return ALL.find((format) => format.name === name) ?? null;
  const extension = /\.([a-z0-9]+)$/i.exec(path ?? '')?.[1]?.toLowerCase();
  return ALL.find((format) => format.extension === extension) ?? null;
}
