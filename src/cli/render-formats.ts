import type { Exported } from '../export/exported.ts';
import type { ExportFormat } from '../export/format.ts';
import { FORMATS } from '../export/formats.ts';

export const THEMES = ['light', 'dark'] as const;

/** A moment of a run, and how it is to look. */
export interface Picture extends Exported {
  readonly theme: (typeof THEMES)[number];
}

/** A format of pictures. `make` null: this build cannot draw it. */
export interface PictureFormat {
  readonly name: string;
  readonly extension: string;
  readonly make: ((picture: Picture) => string | Uint8Array) | null;
}

export type RenderFormat =
  | ({ readonly kind: 'text' } & ExportFormat)
  | ({ readonly kind: 'picture'; readonly taps: 'none' } & PictureFormat);

/** The pictures that `render` knows: a row for each, and the function that draws it. */
export const PICTURES: readonly PictureFormat[] = [
  { name: 'svg', extension: 'svg', make: null },
  { name: 'png', extension: 'png', make: null },
  { name: 'gif', extension: 'gif', make: null },
];

const ALL: readonly RenderFormat[] = [
  ...FORMATS.map((format): RenderFormat => ({ kind: 'text', ...format })),
  ...PICTURES.map((format): RenderFormat => ({ kind: 'picture', taps: 'none', ...format })),
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
