import type { Pixels } from '../../export/gif/gif.ts';

/** What it takes to make pixels of an SVG: a browser, whose page this is or that a program drives. */
export interface Workshop {
  /** Rules that bring along our fonts, as much of them as these texts need. */
  readonly fontRules: (text: string) => Promise<readonly string[]>;
  /** The picture drawn that large, on its own opaque ground. */
  readonly pixels: (svg: string, size: PixelSize) => Promise<Pixels>;
  readonly png: (svg: string, size: PixelSize) => Promise<Uint8Array>;
  /** Codes pictures as a film; null where nothing here can. */
  readonly film: Filming | null;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export const FILM_CONTAINERS = ['webm', 'mp4'] as const;
export type FilmContainer = (typeof FILM_CONTAINERS)[number];

/** Gives the file; null where no codec of this browser fits. */
export type Filming = (
  container: FilmContainer,
  size: PixelSize,
  pictures: AsyncIterable<FilmPicture>,
) => Promise<Uint8Array | null>;

export interface FilmPicture {
  readonly pixels: Pixels;
  /** From the start of the film. */
  readonly millis: number;
  /** Milliseconds until the next, or until the end. */
  readonly lasts: number;
}
